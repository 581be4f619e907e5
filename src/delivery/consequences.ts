import type { Transaction } from '../database';
import type { Delivery } from '../generated/sqlite/client';
import type { DeliveryState } from '../generated/sqlite/enums';
import type { DeliveryDeps } from './deps';
import { type Hold, parentDead, type Settled } from './settled';
import { tellOfTrouble } from './trouble';

/** What else is written when rows were settled: who rests, what falls with them, who is told. `states`: of those that were still ours. */
export async function drawConsequences(
  tx: Transaction,
  all: Settled[],
  states: Map<number, DeliveryState>,
  { onDead, onState }: Pick<DeliveryDeps, 'onDead' | 'onState'>,
  now: Date,
): Promise<void> {
  const settled = all.filter(({ row }) => states.has(row.id));
  for (const { row, hold } of settled) if (hold) await rest(tx, row.workspaceId, hold);
  for (const one of settled) if (isLost(one, states.get(one.row.id))) await withdrawReplies(tx, one.row);

  const dead = settled.filter(({ what }) => what === 'dead').map(({ row }) => row);
  if (dead.length > 0) await onDead?.(tx, dead, now);
  const wished = settled.flatMap(({ row, what, wished: one }) => (one ? [{ row, ...one, unchanged: what === 'unchanged' }] : []));
  if (wished.length > 0) await onState?.(tx, wished, now);
  for (const { row, trouble } of settled) if (trouble) await tellOfTrouble(tx, row, trouble, now);
}

async function rest(tx: Transaction, workspaceId: string, { method, lane, until }: Hold): Promise<void> {
  const key = { workspaceId, method, lane };
  await tx.rateHold.upsert({ where: { workspaceId_method_lane: key }, create: { ...key, until }, update: { until } });
}

/** Given up, and not standing in Slack. */
function isLost({ row, change }: Settled, state: DeliveryState | undefined): boolean {
  return (state === 'dead' || state === 'withdrawn') && { ...row, ...change }.ts === null;
}

/** A reply whose root never came to stand in Slack, or was taken away again, has no place. */
async function withdrawReplies(tx: Transaction, { workspaceId, key }: Delivery): Promise<void> {
  await tx.delivery.updateMany({
    where: { workspaceId, threadKey: key, state: 'pending', leaseOwner: null },
    data: { state: 'withdrawn', lastError: parentDead },
  });
}
