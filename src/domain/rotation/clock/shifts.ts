import type { Transaction } from '../../../database';
import { touchHomesOf } from '../records/homes';
import { presentDuty } from '../records/present';
import type { RotationRecord } from '../records/rotation';
import { handoversSince } from './around';
import { cameToNothing, prepared } from './beforehand';
import { writeServed } from './entries';
import { handOverAt } from './handoff';

/** All shifts that begin at an instant. `false`: they are on already. */
export async function beginShifts(tx: Transaction, rotation: RotationRecord, at: Date, now: Date): Promise<boolean> {
  const { id: rotationId, workspaceId, squadId } = rotation;
  const beginning = { rotationId, state: 'planned' as const, start: at };
  const rows = await tx.shift.findMany({ where: beginning, select: { userId: true } });
  const { count } = await tx.shift.updateMany({ where: beginning, data: { state: 'on' } });
  if (count === 0) return false;
  if (rotation.kind === 'turns') await handOverAt(tx, rotation, at, now);
  await presentDuty(tx, rotation, now);
  await touchHomesOf(
    tx,
    workspaceId,
    rows.map(({ userId }) => userId),
    squadId,
  );
  return true;
}

/** A shift has ended: it counts, for its person and for all who share. `false`: it does already. */
export async function endShift(tx: Transaction, rotation: RotationRecord, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.shift.updateMany({ where: { id, state: 'on', end: { lte: now } }, data: { state: 'served' } });
  if (count === 0) return false;
  const shift = await tx.shift.findUniqueOrThrow({ where: { id } });
  await writeServed(tx, rotation, shift);
  if (await somebodyOnlyLeft(tx, rotation, shift.end, now)) await handOverAt(tx, rotation, shift.end, now);
  await presentDuty(tx, rotation, now);
  await touchHomesOf(tx, rotation.workspaceId, [shift.userId], rotation.squadId);
  return true;
}

/** Where somebody came too, their coming is the handoff. */
async function somebodyOnlyLeft(tx: Transaction, rotation: RotationRecord, at: Date, now: Date): Promise<boolean> {
  if (rotation.kind === 'sittings') return false;
  const begun = { rotationId: rotation.id, at, NOT: [prepared, cameToNothing] };
  if ((await tx.handoff.count({ where: begun })) > 0) return false;
  const [handover] = await handoversSince(tx, rotation, at, now);
  return handover?.at.getTime() === at.getTime() && handover.after.every((id) => handover.before.includes(id));
}
