/** User groups: who is meant by one word. */
import type { SeedUserGroup } from '../seed';
import { idOf } from './people';

const group = (id: string, handle: string, name: string, users: string[]): SeedUserGroup => ({
  id,
  handle,
  name,
  description: name,
  users: users.map(idOf),
  createdBy: idOf('kai'),
});

export const userGroups: SeedUserGroup[] = [
  group('S01AGENTS', 'support-agents', 'Support agents', ['ana', 'luis', 'tomas', 'grace', 'jo', 'nils']),
  group('S01BILLCALL', 'billing-oncall', 'On call for Billing', ['bo']),
  group('S01CHECKCALL', 'checkout-oncall', 'On call for Checkout', ['elif']),
  group('S01INTCALL', 'integrations-oncall', 'On call for Integrations', ['ivo']),
];
