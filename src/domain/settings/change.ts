import type { Transaction } from '../../database';
import type { Person } from '../../generated/sqlite/client';
import { peopleOf } from '../people/store';
import type { Mistake } from './mistakes';
import { planSettings } from './plan';
import type { SettingsFile } from './schema';

/**
 * What somebody saved in Slack, in the words of a settings file with ids for names: the same plan as for a file, made in the midst of
 * the transaction that applies it. With a mistake nothing changes.
 */
export async function changeSettings(
  tx: Transaction,
  workspaceId: string,
  file: SettingsFile,
  actor: string,
  now: Date,
): Promise<{ is: 'saved' } | { is: 'wrong'; mistakes: Mistake[] }> {
  const ids = [...(file.people?.admins ?? []), ...(file.people?.supportEngineers ?? [])];
  const people = new Map<string, Person>((await peopleOf(tx, workspaceId, ids)).map((person) => [person.userId, person]));
  const { mistakes, steps } = await planSettings(tx, workspaceId, file, { person: (id) => people.get(id) ?? null, channel: () => null });
  if (mistakes.length > 0) return { is: 'wrong', mistakes };
  for (const step of steps) await step.apply(tx, actor, now);
  return { is: 'saved' };
}
