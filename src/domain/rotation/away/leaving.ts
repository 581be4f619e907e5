import type { Transaction } from '../../../database';
import { isFullMember } from '../../people/rules';
import { personOf, type Reader } from '../../people/store';
import { reseat } from '../company/reseat';
import type { Facts } from '../records/facts';
import { republish, writeSettled } from '../records/publish';
import type { RotationRecord } from '../records/rotation';
import { askFor } from './asks';
import { type AwayPlan, planAway, planKnown } from './plan';
import { factsFar, lockAll, tellUrgent } from './store';
import { together } from './together';
import { tellLeft, tellMoved } from './told';
import { rotationIdsOf } from './whose';

/** Who is deactivated or made a guest serves nowhere from now on. What they have served stays theirs. */
export async function leaveIfGone(tx: Transaction, workspaceId: string, userId: string, now: Date): Promise<void> {
  const person = await personOf(tx, workspaceId, userId);
  if (!person || isFullMember(person)) return;
  const ids = await rotationIdsOf(tx, workspaceId, userId, now);
  for (const rotation of await lockAll(tx, workspaceId, ids)) await leave(tx, rotation, userId, now);
}

/** Members who are gone without anybody having told. */
export async function goneMembers(read: Reader, now: Date): Promise<{ workspaceId: string; userId: string }[]> {
  const gone = await read.person.findMany({
    where: { OR: [{ isDeleted: true }, { isGuest: true }] },
    select: { workspaceId: true, userId: true },
  });
  const rows = await read.rotationMember.findMany({
    where: {
      userId: { in: gone.map(({ userId }) => userId) },
      OR: [{ until: null }, { until: { gt: now } }],
      rotation: { removedAt: null },
    },
    select: { userId: true, rotation: { select: { workspaceId: true } } },
  });
  const members = new Set(rows.map(({ userId, rotation }) => `${rotation.workspaceId} ${userId}`));
  return gone.filter(({ workspaceId, userId }) => members.has(`${workspaceId} ${userId}`));
}

/**
 * Under the lock of the rotation: the next in order takes the rest of their turn and those that follow, whoever is chosen what they had
 * come by otherwise. Leads hear of it, and who moves.
 */
export async function leave(tx: Transaction, rotation: RotationRecord, userId: string, now: Date): Promise<void> {
  const wasMember = await endMembership(tx, rotation, userId, now);
  if (rotation.kind === 'sittings') return reseat(tx, rotation, now);

  await undoWith(tx, rotation, userId, now);
  await settleRest(tx, rotation, userId, now);
  await settleAll(tx, rotation, now);
  const published = await republish(tx, rotation, now);
  await tellMoved(tx, published.rotation, published.moved, { except: [userId], why: { is: 'left', user: userId } }, now);
  if (wasMember || published.moved.length > 0) await tellLeft(tx, rotation, userId, now);
}

/** Who was to join later never does; they are a member for no time worth telling. */
async function endMembership(tx: Transaction, { id: rotationId }: RotationRecord, userId: string, now: Date): Promise<boolean> {
  const rows = await tx.rotationMember.findMany({ where: { rotationId, userId, OR: [{ until: null }, { until: { gt: now } }] } });
  for (const { from } of rows) {
    const until = from < now ? now : new Date(from.getTime() + 1);
    await tx.rotationMember.update({ where: { rotationId_userId_from: { rotationId, userId, from } }, data: { until } });
  }
  return rows.length > 0;
}

/** What absences have moved from or to them, and has not begun. */
async function undoWith(tx: Transaction, { id: rotationId }: RotationRecord, userId: string, now: Date): Promise<void> {
  const rows = await tx.rotationChange.findMany({
    where: { rotationId, withdrawnAt: null, source: 'absence', end: { gt: now } },
    orderBy: [{ acceptedAt: 'asc' }, { id: 'asc' }],
  });
  const groups = together(rows).filter((group) => group.some(({ from, to }) => from === userId || to === userId));
  const ids = groups
    .filter((group) => group.every(({ start }) => start > now))
    .flat()
    .map(({ id }) => id);
  await tx.rotationChange.updateMany({ where: { id: { in: ids } }, data: { withdrawnAt: now } });
}

/** What they were to serve by swaps, covers and changes: nobody can be asked for them any more, so whoever is chosen serves it. */
async function settleRest(tx: Transaction, rotation: RotationRecord, userId: string, now: Date): Promise<void> {
  if (!rotation.publishedUntil || rotation.publishedUntil <= now) return;
  const away = { userId, start: now, end: rotation.publishedUntil, forgiven: true };
  const atOnce = { ...rotation, options: { ...rotation.options, askWithinDays: 0 } };
  const facts = await factsFar(tx, rotation, now);
  // Who is deactivated is on nowhere: here it is asked where they would be.
  const members = facts.members.map((member) => ({ ...member, ...((member as { id: string }).id === userId && { inactive: false }) }));
  const { changes } = planAway(atOnce, { ...facts, members }, away, now);
  await writeSettled(tx, rotation, changes, { absenceId: null }, now);
}

/**
 * Absences of others, once more: by another order other turns are theirs. What was settled stays so. For every change of members or
 * orders, under the lock of the rotation, before it is published.
 */
export async function settleAll(tx: Transaction, rotation: RotationRecord, now: Date): Promise<void> {
  let facts: Facts | null = null;
  for (const id of await absencesAhead(tx, rotation, now)) {
    facts ??= await factsFar(tx, rotation, now);
    const plan = planKnown(rotation, facts, id, now);
    if (isEmpty(plan)) continue;
    await writeSettled(tx, rotation, plan.changes, { absenceId: id }, now);
    for (const ask of plan.asks) await askFor(tx, rotation, id, ask, now);
    await tellUrgent(tx, rotation, id, plan, now);
    facts = null;
  }
}

/** Of members, in the order in which they were recorded. */
async function absencesAhead(read: Reader, { id: rotationId, workspaceId, publishedUntil }: RotationRecord, now: Date): Promise<string[]> {
  if (!publishedUntil) return [];
  const members = await read.rotationMember.findMany({ where: { rotationId }, distinct: ['userId'], select: { userId: true } });
  const userId = { in: members.map((one) => one.userId) };
  const rows = await read.absence.findMany({
    where: { workspaceId, userId, withdrawnAt: null, start: { lt: publishedUntil }, end: { gt: now } },
    orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

const isEmpty = ({ changes, asks, running }: AwayPlan): boolean => changes.length === 0 && asks.length === 0 && running === null;
