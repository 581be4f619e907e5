import type { Channel, Person, UserGroup } from '../../../sandbox/page/data/wire';
import type { Directory } from '../../../sandbox/page/text/names';

export function person(id: string, name: string, realName: string, more: Partial<Person> = {}): Person {
  return { id, name, realName, tz: 'UTC', isBot: false, isGuest: false, isStranger: false, deleted: false, isAdmin: false, ...more };
}

export function channel(id: string, name: string, more: Partial<Channel> = {}): Channel {
  return {
    id,
    name,
    kind: 'public',
    isShared: false,
    isArchived: false,
    isMember: true,
    memberCount: 3,
    topic: '',
    unread: 0,
    ...more,
  };
}

export function group(id: string, handle: string, name: string, more: Partial<UserGroup> = {}): UserGroup {
  return { id, handle, name, description: '', users: [], isDisabled: false, updatedBy: 'U1', updated: 0, ...more };
}

export const directory: Directory = {
  people: [
    person('U1', 'ana', 'Ana Sepp', { role: 'Support agent' }),
    person('U2', 'bo', 'Bo Lindqvist', { role: 'Engineer, Billing' }),
    person('U3', 'anders', 'Anders Left', { deleted: true, role: 'Engineer' }),
    person('U4', 'backline', 'Backline', { isBot: true }),
  ],
  channels: [
    channel('C1', 'support', { topic: 'Customers’ questions' }),
    channel('C2', 'billing-squad'),
    channel('C3', 'old', { isArchived: true }),
  ],
  groups: [group('S1', 'billing', 'Billing squad', { users: ['U2'] }), group('S2', 'old-billing', 'Old billing', { isDisabled: true })],
};
