import type { Transaction } from '../../../database';
import { owe, redraw } from '../../../delivery/owe';
import { touchHomesOf } from '../records/homes';
import { leadsOf, type RotationRecord } from '../records/rotation';
import { overdueDebts, reminderDebts } from './debts';
import { stayOn } from './stay';

/** Nobody has accepted in time: who goes stays on too, and the leads hear of it. `false`: it is not so any more. */
export async function letStayOn(tx: Transaction, rotation: RotationRecord, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.handoff.updateMany({ where: { id, state: 'waiting', dueAt: { lte: now } }, data: { state: 'overdue' } });
  if (count === 0) return false;
  const handoff = await tx.handoff.findUniqueOrThrow({ where: { id } });
  const staying = await stayOn(tx, rotation, handoff, handoff.dueAt ?? now, now);
  await owe(tx, overdueDebts(handoff, await leadsOf(tx, rotation), staying), now);
  await redraw(tx, id);
  await touchHomesOf(tx, rotation.workspaceId, [...staying, ...(handoff.incoming as string[])], rotation.squadId);
  return true;
}

/** Once, when half of the time has passed. */
export async function remindOf(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.handoff.updateMany({ where: { id, state: 'waiting', remindedAt: null }, data: { remindedAt: now } });
  if (count === 0) return false;
  const handoff = await tx.handoff.findUniqueOrThrow({ where: { id } });
  await owe(tx, reminderDebts(handoff, handoff.incoming as string[]), now);
  return true;
}
