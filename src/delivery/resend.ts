import type { Transaction } from '../database';
import type { Delivery } from '../generated/sqlite/client';
import type { DeliveryKind } from './kinds';
import { parentDead } from './settled';

/** Which of the messages that could not be delivered: all of a workspace, those of one place, of one record, or named ones. */
export interface Which {
  workspaceId: string;
  lane?: string;
  subject?: string | string[];
  kind?: DeliveryKind | DeliveryKind[];
  ids?: number[];
}

export interface ResendOptions {
  /** An admin has looked: what was in doubt does not stand in Slack, and is said without looking again. */
  notThere?: boolean;
}

/**
 * What could not be delivered is tried again, in its old place in the order, with the replies that fell with it; answers how many.
 * What stands in Slack and could not be changed any more is drawn again.
 */
export async function resend(tx: Transaction, which: Which, { notThere = false }: ResendOptions = {}): Promise<number> {
  const dead = await tx.delivery.findMany({ where: { ...matching(which), state: 'dead' } });
  for (const row of dead) await revive(tx, row, notThere);
  return dead.length;
}

async function revive(tx: Transaction, { id, workspaceId, key, ts, inDoubt }: Delivery, notThere: boolean): Promise<void> {
  const fresh = { attempts: 0, retryAt: null, lastError: null, plainer: false };
  const data =
    ts === null
      ? { ...fresh, state: 'pending' as const, inDoubt: inDoubt && !notThere }
      : { ...fresh, state: 'sent' as const, dirty: true };
  const { count } = await tx.delivery.updateMany({ where: { id, state: 'dead' }, data });
  if (count === 0) return;
  await tx.delivery.updateMany({
    where: { workspaceId, threadKey: key, state: 'withdrawn', lastError: parentDead },
    data: { state: 'pending', lastError: null },
  });
}

function matching({ workspaceId, lane, subject, kind, ids }: Which) {
  return {
    workspaceId,
    ...(lane && { lane }),
    ...(subject && { subject: oneOf(subject) }),
    ...(kind && { kind: oneOf(kind) }),
    ...(ids && { id: oneOf(ids) }),
  };
}

const oneOf = <T>(one: T | T[]) => ({ in: Array.isArray(one) ? one : [one] });
