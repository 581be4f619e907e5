import { Document } from 'yaml';
import { type Database, writeTx } from '../../database';
import { type Reader, rightsOf } from '../people/store';
import { rotationSettings } from '../rotation/records/settings';
import { squadsOf } from '../squads/store';
import { customerEntry, hoursEntry, peopleEntry, rotationsEntry, squadEntry } from './entries';
import { businessHours } from './hours';
import { lockSettings } from './lock';
import { type Lookup, namesOf } from './lookup';
import { planSettings } from './plan';
import type { Plan, PlannedChange } from './plan/step';
import { resolveNames } from './resolved';
import { type Located, readSettings, writeSettings } from './yaml';

/** The settings of a workspace as a file that `applySettings` understands: applied at once, it changes nothing. */
export async function exportSettings(read: Reader, workspaceId: string): Promise<string> {
  const names = await namesOf(read, workspaceId);
  const customers = await read.customer.findMany({ where: { workspaceId }, orderBy: { key: 'asc' } });
  const document = new Document({
    squads: (await squadsOf(read, workspaceId)).map((squad) => squadEntry(squad, names)),
    people: peopleEntry(await rightsOf(read, workspaceId), names),
    ...(customers.length > 0 && { customers: customers.map(customerEntry) }),
    hours: hoursEntry(await businessHours(read, workspaceId)),
    rotations: rotationsEntry(await rotationSettings(read, workspaceId)),
  });
  document.commentBefore = ' Settings of Backline. To see what a change would do: backline settings apply FILE --dry-run';
  return writeSettings(document);
}

export type Applied = { ok: true; changes: PlannedChange[] } | { ok: false; mistakes: Located[] };

export interface ApplyOptions {
  workspaceId: string;
  /** The text of the file. */
  text: string;
  /** Finds people and channels by what is written. */
  lookup: Lookup;
  /** Shows what would change, and changes nothing. */
  dryRun?: boolean;
  /** For the audit log: a Slack user id, or `cli` / `system`. */
  actor: string;
}

/** All or nothing: with a mistake anywhere nothing changes, and every mistake is told with its line. */
export async function applySettings(
  db: Database,
  { workspaceId, text, lookup, dryRun = false, actor }: ApplyOptions,
  now: Date,
): Promise<Applied> {
  const read = readSettings(text);
  if (!read.ok) return read;
  const resolved = await resolveNames(read.file, lookup);
  if (dryRun) return answer(await planSettings(db.read, workspaceId, read.file, resolved), read.locate);

  return writeTx(db, async (tx) => {
    await lockSettings(tx, workspaceId);
    const plan = await planSettings(tx, workspaceId, read.file, resolved);
    if (plan.mistakes.length === 0) for (const step of plan.steps) await step.apply(tx, actor, now);
    return answer(plan, read.locate);
  });
}

function answer({ steps, mistakes }: Plan, locate: Extract<ReturnType<typeof readSettings>, { ok: true }>['locate']): Applied {
  if (mistakes.length > 0) return { ok: false, mistakes: locate(mistakes) };
  return { ok: true, changes: steps.map(({ apply: _, ...change }) => change) };
}
