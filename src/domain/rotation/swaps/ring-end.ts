import type { Transaction } from '../../../database';
import { redraw } from '../../../delivery/owe';
import { touchHomesOf } from '../records/homes';
import type { RotationRecord } from '../records/rotation';
import { tell } from './debts';
import { recordOf } from './request';

/** Why a ring is off: somebody declined or withdrew, a request of it was settled or ended, its time is over. */
export type RingEnd = 'declined' | 'settled' | 'withdrawn' | 'expired' | 'void' | 'time' | 'changed';

/** Rings that were proposed with one of these requests are off: never proposed again, and all others in them are told. */
export async function dissolveRingsOf(
  tx: Transaction,
  rotation: RotationRecord,
  swapIds: string[],
  reason: RingEnd,
  now: Date,
  by?: string,
): Promise<void> {
  const rings = await tx.swapRing.findMany({
    where: { rotationId: rotation.id, state: 'proposed', seats: { some: { swapId: { in: swapIds } } } },
    select: { id: true },
  });
  for (const { id } of rings) await dissolveRing(tx, id, reason, now, by);
}

export async function dissolveRing(tx: Transaction, id: string, reason: RingEnd, now: Date, by?: string): Promise<void> {
  const written = by ? `${reason} ${by}` : reason;
  const { count } = await tx.swapRing.updateMany({
    where: { id, state: 'proposed' },
    data: { state: 'dissolved', decidedAt: now, reason: written },
  });
  if (count === 0) return;
  await redraw(tx, id);
  for (const { swapId, userId } of await tx.swapRingSeat.findMany({ where: { ringId: id } })) {
    const request = recordOf(await tx.swapRequest.findUniqueOrThrow({ where: { id: swapId } }));
    await touchHomesOf(tx, request.workspaceId, [userId]);
    if (userId !== by && request.state === 'open')
      await tell(tx, request, 'ring_off', [userId], now, { reason, by: by ?? null, ringId: id });
  }
}
