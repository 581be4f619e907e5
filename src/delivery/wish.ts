import type { Delivery } from '../generated/sqlite/client';
import { hashOf } from './arguments';
import type { Desk } from './desk';
import type { Settled } from './settled';
import { afterFailure, redrawn, sent, withdrawn } from './verdicts';
import type { ReactionWish } from './words';

const isSoAlready = new Set(['already_reacted', 'no_reaction']);
/** Nothing that an admin could mend, and nothing that anybody misses. */
const cannotBe = new Set(['message_not_found', 'not_reactable', 'too_many_emoji', 'too_many_reactions', 'thread_locked']);

/** Puts or takes away a reaction; again until it is so, since doing it twice changes nothing. */
export async function putReaction(desk: Desk, row: Delivery, wish: ReactionWish): Promise<Settled> {
  const hash = hashOf(wish);
  if (hash === row.renderedHash) return { ...redrawn(row, hash, desk.now(), desk.tuning), what: 'unchanged' };

  const method = wish.present ? 'reactions.add' : 'reactions.remove';
  await desk.deps.killPoint?.('before-call');
  const outcome = await desk.call(method, row.lane, { channel: wish.on.channel, timestamp: wish.on.ts, name: wish.reaction });
  if (outcome.is === 'ok' || (outcome.is === 'refused' && isSoAlready.has(outcome.error))) {
    return sent(row, { channel: null, ts: null, hash }, desk.now(), desk.tuning);
  }
  if (outcome.is === 'refused' && cannotBe.has(outcome.error)) return withdrawn(row, outcome.error);
  return afterFailure(row, outcome, { method, repeatable: true }, desk.now(), desk.tuning);
}
