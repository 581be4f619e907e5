import type { Transaction } from '../../../database';
import { owe } from '../../../delivery/owe';
import type { Shift } from '../../../generated/sqlite/client';
import { record } from '../../audit/store';
import { sittingMissed } from '../company/ledger';
import { touchHomesOf } from '../records/homes';
import { lockRotation } from '../records/lock';
import { republish } from '../records/publish';
import { isLead } from '../records/rights';
import type { RotationRecord } from '../records/rotation';
import { correctedDebt } from './correct-debts';
import { counter } from './entries';
import { correctableMs } from './rules';

export interface Missing {
  workspaceId: string;
  shiftId: string;
  person: string;
  /** `I missed it`, or `Was not there`. */
  says: 'own' | 'lead';
}

export type Missed =
  | { is: 'missed'; shift: Shift; rotation: RotationRecord }
  | { is: 'refused'; why: 'gone' | 'not_yours' | 'not_lead' | 'not_begun' | 'already' | 'closed' };

/**
 * A shift that its person did not serve: what it gave is countered, so that they are next again, and a sitting is owed. One that is running
 * was missed until now; from now on they are on.
 */
export async function missShift(tx: Transaction, { workspaceId, shiftId, person, says }: Missing, now: Date): Promise<Missed> {
  const found = await tx.shift.findUnique({ where: { id: shiftId }, select: { workspaceId: true, rotationId: true } });
  const rotation = found?.workspaceId === workspaceId ? await lockRotation(tx, workspaceId, found.rotationId) : null;
  const shift = rotation && (await tx.shift.findUnique({ where: { id: shiftId } }));
  if (!rotation || !shift) return { is: 'refused', why: 'gone' };
  if (says === 'own' && shift.userId !== person) return { is: 'refused', why: 'not_yours' };
  if (says === 'lead' && !(await isLead(tx, rotation, person))) return { is: 'refused', why: 'not_lead' };
  if (shift.state === 'missed') return { is: 'refused', why: 'already' };
  if ((shift.state !== 'on' && shift.state !== 'served') || shift.start >= now) return { is: 'refused', why: 'not_begun' };
  if (now.getTime() - shift.end.getTime() > correctableMs) return { is: 'refused', why: 'closed' };

  await miss(tx, rotation, shift, now);
  const { name } = rotation;
  const end = shift.end < now ? shift.end : now;
  const what = { user: shift.userId, start: shift.start.toISOString(), end: end.toISOString() };
  await record(tx, { workspaceId, actor: person, action: 'rotation.missed', subject: name, after: what }, now);
  if (shift.userId !== person) await owe(tx, correctedDebt(rotation, { ...what, kind: 'missed', by: person, other: null }, shift.id), now);
  await touchHomesOf(tx, workspaceId, [shift.userId], rotation.squadId);
  return { is: 'missed', shift, rotation };
}

async function miss(tx: Transaction, rotation: RotationRecord, shift: Shift, now: Date): Promise<void> {
  const isRunning = shift.end > now;
  const told = { sequence: { increment: 1 }, modifiedAt: now };
  await tx.shift.update({ where: { id: shift.id }, data: { state: 'missed', ...told, ...(isRunning && { end: now }) } });
  if (shift.state === 'served') await counter(tx, rotation, shift, now);
  if (rotation.kind === 'sittings') await sittingMissed(tx, shift);
  else if (isRunning) await republish(tx, rotation, now);
}
