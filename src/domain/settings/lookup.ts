import type { Channel, Person } from '../../generated/sqlite/client';
import type { Reader } from '../people/store';

/** Finds whom and what a settings file means. `slack/` finds with Slack's help, `knownHere` in what was learned before. */
export interface Lookup {
  /** By `U…` id, e-mail address or `@handle`. */
  person(written: string): Promise<Person | null>;
  /** By `C…` id or `#name`. */
  channel(written: string): Promise<Channel | null>;
}

export function knownHere(read: Reader, workspaceId: string): Lookup {
  return {
    async person(written) {
      const handle = written.replace(/^@/, '').toLowerCase();
      const people = await read.person.findMany({
        where: { workspaceId, OR: [{ userId: written }, { email: written.toLowerCase() }, { name: handle }] },
        orderBy: { isDeleted: 'asc' },
      });
      return people[0] ?? calledOnly(await read.person.findMany({ where: { workspaceId, isDeleted: false, isBot: false } }), handle);
    },
    async channel(written) {
      const name = written.replace(/^#/, '').toLowerCase();
      const where = { workspaceId, isDirect: false, OR: [{ channelId: written }, { name }] };
      return read.channel.findFirst({ where, orderBy: [{ isArchived: 'asc' }, { refreshedAt: 'desc' }] });
    },
  };
}

function calledOnly(people: Person[], handle: string): Person | null {
  const called = people.filter(({ displayName }) => displayName.toLowerCase() === handle);
  return called.length === 1 ? (called[0] as Person) : null;
}

/** How people and channels are written in a settings file. */
export interface Names {
  person(userId: string): string;
  channel(channelId: string): string;
}

/** `@handle` and `#name` where they mean one alone, else the id. */
export async function namesOf(read: Reader, workspaceId: string): Promise<Names> {
  const people = await read.person.findMany({ where: { workspaceId }, select: { userId: true, name: true } });
  const channels = await read.channel.findMany({ where: { workspaceId, isDirect: false }, select: { channelId: true, name: true } });
  const handles = unique(people.map(({ userId, name }) => [userId, name]));
  const rooms = unique(channels.map(({ channelId, name }) => [channelId, name]));
  return {
    person: (userId) => (handles.has(userId) ? `@${handles.get(userId)}` : userId),
    channel: (channelId) => (rooms.has(channelId) ? `#${rooms.get(channelId)}` : channelId),
  };
}

function unique(named: [id: string, name: string][]): Map<string, string> {
  const counts = new Map<string, number>();
  for (const [, name] of named) counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1);
  return new Map(named.filter(([, name]) => counts.get(name) === 1));
}
