import type { Transaction } from '../../../database';
import type { Handoff } from '../../../generated/sqlite/client';
import { isFullMember } from '../../people/rules';
import { peopleOf, type Reader } from '../../people/store';
import { recordChange } from '../records/changes';
import { republish } from '../records/publish';
import type { RotationRecord } from '../records/rotation';
import { nextHandover } from './around';
import { longestStayMs } from './rules';

/**
 * Who goes stays on, for at most four hours or until the next handoff: a change from the instant at which it should have been accepted,
 * however late the clock comes. Answers who does.
 */
export async function stayOn(tx: Transaction, rotation: RotationRecord, handoff: Handoff, since: Date, now: Date): Promise<string[]> {
  const next = await nextHandover(tx, rotation, handoff.at);
  const end = new Date(Math.min(since.getTime() + longestStayMs, next?.at.getTime() ?? Number.POSITIVE_INFINITY));
  if (end <= now) return [];
  const people = await peopleOf(tx, rotation.workspaceId, handoff.outgoing as string[]);
  const staying: { user: string; changeId: string }[] = [];
  for (const { userId: user } of people.filter(isFullMember)) {
    const draft = {
      kind: 'add',
      from: null,
      to: user,
      start: since,
      end,
      source: 'handoff',
      handoffId: handoff.id,
      by: 'backline',
    } as const;
    const change = await recordChange(tx, rotation, draft, now);
    if (change) staying.push({ user, changeId: change.id });
  }
  if (staying.length === 0) return [];
  await republish(tx, rotation, now);
  for (const { changeId } of staying) await beginEarlier(tx, rotation, `+:${changeId}`, since, now);
  return staying.map(({ user }) => user);
}

/** Shifts are written down from now on; this one began when it was due. */
async function beginEarlier(tx: Transaction, { id: rotationId }: RotationRecord, slot: string, start: Date, now: Date): Promise<void> {
  await tx.shift.updateMany({ where: { rotationId, slot, start: now, state: 'planned' }, data: { start } });
}

/** It was accepted, or another one has come: who stayed on is off. Answers the rotation as it is then. */
export async function endStay(
  tx: Transaction,
  rotation: RotationRecord,
  { id: handoffId }: Pick<Handoff, 'id'>,
  now: Date,
): Promise<RotationRecord> {
  const open = { handoffId, source: 'handoff' as const, withdrawnAt: null, end: { gt: now } };
  const begun = await tx.rotationChange.updateMany({ where: { ...open, start: { lt: now } }, data: { end: now } });
  const unbegun = await tx.rotationChange.updateMany({ where: open, data: { withdrawnAt: now } });
  return begun.count + unbegun.count > 0 ? (await republish(tx, rotation, now)).rotation : rotation;
}

/** Who stays on, because it was not accepted in time. */
export async function stayingOn(read: Reader, { id: handoffId }: Pick<Handoff, 'id'>): Promise<string[]> {
  const rows = await read.rotationChange.findMany({ where: { handoffId, source: 'handoff', withdrawnAt: null }, select: { to: true } });
  return [...new Set(rows.flatMap(({ to }) => to ?? []))].sort();
}
