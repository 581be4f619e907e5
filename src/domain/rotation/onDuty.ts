import { isFullMember } from '../people/rules';
import { adminsOf, peopleOf, type Reader } from '../people/store';
import { squadPeople } from '../squads/rights';
import type { Squad } from '../squads/rules';
import { squadOf } from '../squads/store';

export interface Duty {
  user: string;
  /** Name of the line of the rotation. */
  layer: string;
  /** `null`: until somebody changes it. */
  until: Date | null;
}

export interface OnDuty {
  on: Duty[];
  backup: Duty[];
  /** Who still looks after the squad while a handoff waits to be accepted. */
  outgoing: string[];
  next: { start: Date; on: string[] } | null;
  /** Whom to ask when nobody is on: the manager, else the admins. */
  fallback: string[];
  /** The most serious thing that can be said; an answer without people always has one of the first three. */
  status: 'no_layers' | 'no_members' | 'uncovered_now' | 'gaps_ahead' | 'covered';
}

/**
 * Who looks after a squad at an instant. A squad without a rotation is looked after by its people in order: the first is on, the
 * second is the backup, at any time.
 */
export async function onDuty(tx: Reader, squadId: string, _at: Date): Promise<OnDuty> {
  const squad = await squadOf(tx, squadId);
  if (!squad) return { ...nobody, fallback: [], status: 'no_layers' };

  const [first, second] = await squadPeople(tx, squad);
  const fallback = await fallbackOf(tx, squad);
  if (!first) return { ...nobody, fallback, status: 'no_members' };
  return { ...nobody, on: [inOrder(first.userId)], backup: second ? [inOrder(second.userId)] : [], fallback, status: 'covered' };
}

const nobody = { on: [], backup: [], outgoing: [], next: null } satisfies Partial<OnDuty>;

const inOrder = (user: string): Duty => ({ user, layer: 'people in order', until: null });

async function fallbackOf(tx: Reader, { workspaceId, manager }: Squad): Promise<string[]> {
  const managers = manager ? await peopleOf(tx, workspaceId, [manager]) : [];
  const active = managers.filter(isFullMember);
  const asked = active.length > 0 ? active : await adminsOf(tx, workspaceId);
  return asked.map(({ userId }) => userId);
}
