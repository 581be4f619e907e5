import type { Transaction } from '../../../database';
import { redraw } from '../../../delivery/owe';

/** What is open in a squad has changed: handoffs that are not accepted yet show it as it is. */
export async function touchOpenHandoffs(tx: Transaction, squadId: string): Promise<void> {
  const rotations = await tx.rotation.findMany({ where: { squadId, removedAt: null, kind: 'turns' }, select: { id: true } });
  if (rotations.length === 0) return;
  const open = await tx.handoff.findMany({
    where: { rotationId: { in: rotations.map(({ id }) => id) }, state: { in: ['waiting', 'overdue'] } },
    select: { id: true },
  });
  for (const { id } of open) await redraw(tx, id);
}
