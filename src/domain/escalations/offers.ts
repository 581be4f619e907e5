import type { Transaction } from '../../database';
import { owe } from '../../delivery/owe';

export interface Offer {
  workspaceId: string;
  person: string;
  channelId: string;
  /** The message, and the root of its thread. */
  ts: string;
  rootTs: string;
  /** Nothing may be posted there: it is said in direct messages. */
  unseen: boolean;
}

/** "Escalate this thread?", to one person alone, once for each thread. */
export async function offerEscalation(
  tx: Transaction,
  { workspaceId, person, channelId, ts, rootTs, unseen }: Offer,
  now: Date,
): Promise<void> {
  const where = unseen ? { lane: person } : { lane: channelId, threadTs: rootTs, onlyFor: person };
  const key = `escalation.offer:${channelId}:${rootTs}:${person}`;
  const data = { channel: channelId, root: rootTs, ts };
  await owe(tx, { workspaceId, key, kind: 'escalation.offer', subject: `${channelId}:${rootTs}`, data, ...where }, now);
}
