import type { Transaction } from '../../../database';
import type { Absence } from '../../../generated/sqlite/client';
import { type AbsenceDraft, lockAbsences, recordAbsence, withdrawAbsence } from '../../calendar/absences';
import { dayMs } from '../../calendar/zone';
import { reseat } from '../company/reseat';
import { type Facts, factsOf } from '../records/facts';
import { lockRotation } from '../records/lock';
import { republish, writeSettled } from '../records/publish';
import type { RotationRecord } from '../records/rotation';
import { askFor, isUrgent, withdrawAsks } from './asks';
import { type AwayPlan, planAway } from './plan';
import { together } from './together';
import { tellMoved, tellRunning, tellShort } from './told';
import { isForgiven, rotationIdsOf } from './whose';

export type WentAway = { is: 'saved'; absence: Absence } | { is: 'away_already' };

/** Recorded once for everything, and settled in every rotation at once: who serves instead, who is asked, and who hears of it. */
export async function goAway(tx: Transaction, draft: AbsenceDraft, now: Date): Promise<WentAway> {
  const { workspaceId, userId } = draft;
  await lockAbsences(tx, workspaceId, userId);
  const rotations = await lockAll(tx, workspaceId, await rotationIdsOf(tx, workspaceId, userId, now));
  const absence = { ...draft, forgiven: await isForgiven(tx, draft) };
  const recorded = await recordAbsence(tx, absence, now);
  if (recorded.is !== 'saved') return recorded;
  // One after the other: who is moved in the first one is busy in the next.
  for (const rotation of rotations.filter(({ kind }) => kind === 'turns')) {
    const plan = planAway(rotation, factsBefore(await factsFar(tx, rotation, now), recorded.absence), absence, now);
    await carryOut(tx, rotation, recorded.absence, plan, now);
  }
  for (const rotation of rotations) if (rotation.kind === 'sittings') await reseat(tx, rotation, now);
  return recorded;
}

const factsBefore = (facts: Facts, { id }: Absence): Facts => ({
  ...facts,
  absences: facts.absences.filter((one) => (one as { id: string }).id !== id),
});

/** Under the lock of the rotation. */
async function carryOut(tx: Transaction, rotation: RotationRecord, absence: Absence, plan: AwayPlan, now: Date): Promise<void> {
  const { id: absenceId, userId: user } = absence;
  await writeSettled(tx, rotation, plan.changes, { absenceId }, now);
  for (const ask of plan.asks) await askFor(tx, rotation, absenceId, ask, now);
  const published = await republish(tx, rotation, now);
  await tellMoved(
    tx,
    published.rotation,
    published.moved,
    { except: onlyLosing(published.moved, absence), why: { is: 'away', user } },
    now,
  );
  await tellUrgent(tx, rotation, absenceId, plan, now);
}

/** Who said so has seen what they are free of; what they have come by instead is news. */
const onlyLosing = (moved: { userId: string; won: unknown[] }[], { userId, by }: Absence): string[] =>
  moved.flatMap((one) => (one.userId === userId && one.userId === by && one.won.length === 0 ? [userId] : []));

/** What begins within a day cannot wait for an answer. */
export async function tellUrgent(tx: Transaction, rotation: RotationRecord, absenceId: string, { asks, running }: AwayPlan, now: Date) {
  if (running) await tellRunning(tx, rotation, absenceId, running, now);
  for (const ask of asks) if (isUrgent(ask, now)) await tellShort(tx, rotation, absenceId, ask, now);
}

export interface Returned {
  absence: Absence;
  /** Changes of it that begin too soon to be undone. */
  stays: { rotation: string; start: Date; end: Date }[];
}

/**
 * Takes an absence back, or ends it now: what it has moved and has not begun is as it was, what was asked for is asked no more. What
 * begins soon stays: nobody is moved back without a yes. `null`: it is over, or was taken back before.
 */
export async function comeBack(tx: Transaction, workspaceId: string, id: string, now: Date): Promise<Returned | null> {
  const known = await tx.absence.findUnique({ where: { id } });
  if (known?.workspaceId !== workspaceId) return null;
  await lockAbsences(tx, workspaceId, known.userId);
  const rotations = await lockAll(tx, workspaceId, await rotationIdsOf(tx, workspaceId, known.userId, now, id));
  const absence = await withdrawAbsence(tx, workspaceId, id, now);
  if (!absence) return null;

  const stays: Returned['stays'] = [];
  for (const rotation of rotations) {
    if (rotation.kind === 'sittings') continue;
    stays.push(...(await undo(tx, rotation, id, now)));
    await withdrawAsks(tx, rotation, id, now);
    const published = await republish(tx, rotation, now);
    const why = { is: 'back', user: absence.userId } as const;
    await tellMoved(tx, published.rotation, published.moved, { except: [], why }, now);
  }
  return { absence, stays };
}

async function undo(tx: Transaction, rotation: RotationRecord, absenceId: string, now: Date): Promise<Returned['stays']> {
  const rows = await tx.rotationChange.findMany({
    where: { rotationId: rotation.id, absenceId, withdrawnAt: null, source: 'absence' },
    orderBy: [{ acceptedAt: 'asc' }, { id: 'asc' }],
  });
  const soon = now.getTime() + rotation.options.askWithinDays * dayMs;
  const groups = together(rows);
  const begun = groups.filter((group) => group.some(({ start }) => start <= now));
  const staying = groups.filter((group) => !begun.includes(group) && group.some(({ start }) => start.getTime() < soon));
  const undone = groups.filter((group) => !begun.includes(group) && !staying.includes(group)).flat();
  await tx.rotationChange.updateMany({ where: { id: { in: undone.map(({ id }) => id) } }, data: { withdrawnAt: now } });
  return staying.flat().map(({ start, end }) => ({ rotation: rotation.name, start, end }));
}

/** One after the other in the order of their ids: two changes never wait for each other. */
export async function lockAll(tx: Transaction, workspaceId: string, ids: readonly string[]): Promise<RotationRecord[]> {
  const rotations: RotationRecord[] = [];
  for (const id of [...ids].sort()) {
    const rotation = await lockRotation(tx, workspaceId, id);
    if (rotation) rotations.push(rotation);
  }
  return rotations;
}

/** So far ahead a turn may be exchanged for one that is published. */
const farMs = 366 * dayMs;

export function factsFar(read: Parameters<typeof factsOf>[0], rotation: RotationRecord, now: Date): Promise<Facts> {
  return factsOf(read, rotation, now, new Date(now.getTime() + farMs));
}
