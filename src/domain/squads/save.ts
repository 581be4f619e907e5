import type { Transaction } from '../../database';
import { checkSquad } from './check';
import type { Squad, SquadDraft, SquadProblems } from './rules';
import { addSquad, changeSquad, squadsOf } from './store';

export interface SquadChange {
  workspaceId: string;
  /** `null`: a new one. */
  squadId: string | null;
  draft: SquadDraft;
  actor: string;
}

export type Saved =
  | { is: 'saved'; squad: Squad }
  | { is: 'wrong'; problems: SquadProblems }
  /** Removed meanwhile. */
  | { is: 'gone' };

/** Checks once more in the transaction: two admins may give one name at the same time. */
export async function saveSquad(tx: Transaction, change: SquadChange, now: Date): Promise<Saved> {
  const checked = await checkChange(tx, change);
  if (checked.is !== 'fine') return checked;

  const { workspaceId, draft, actor } = change;
  const { squad } = checked;
  if (!squad) return { is: 'saved', squad: await addSquad(tx, workspaceId, draft, actor, now) };
  await changeSquad(tx, squad, draft, actor, now);
  return { is: 'saved', squad: { ...squad, ...draft } };
}

/** What a change would meet, without making it. */
export async function checkChange(read: Parameters<typeof squadsOf>[0], { workspaceId, squadId, draft }: SquadChange) {
  const squads = await squadsOf(read, workspaceId);
  const squad = squads.find(({ id }) => id === squadId) ?? null;
  if (squadId && !squad) return { is: 'gone' } as const;
  const others = squads.filter(({ id }) => id !== squadId);
  const problems = await checkSquad(read, workspaceId, squad, draft, others);
  return Object.keys(problems).length > 0 ? ({ is: 'wrong', problems } as const) : ({ is: 'fine', squad } as const);
}
