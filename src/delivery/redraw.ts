import type { Delivery } from '../generated/sqlite/client';
import { hashOf, updateArguments } from './arguments';
import type { Desk } from './desk';
import { plainer } from './plainer';
import { refusalOf } from './refusals';
import { drawOrWait } from './say';
import type { Settled } from './settled';
import { afterFailure, gone, redrawn, withdrawn } from './verdicts';
import { fulfil } from './wish';
import { isFile, isWish, type Message } from './words';

/** Brings what stands in Slack to what its record says now: draws it again, deletes it, or leaves it when nothing differs. */
export async function redraw(desk: Desk, row: Delivery): Promise<Settled> {
  const drawn = await drawOrWait(desk, row);
  if ('settled' in drawn) return drawn.settled;
  const words = drawn.drawn;
  if (words !== null && isWish(words)) return fulfil(desk, row, words);
  // A file stays as it was sent.
  if (row.sort === 'state' || (words !== null && isFile(words))) return unchanged(desk, row, row.renderedHash);

  const { sentChannel: channel, ts } = row;
  if (channel === null || ts === null) return gone(row);
  return words === null ? remove(desk, row, channel, ts) : update(desk, row, words, channel, ts);
}

/** It says what it should already. */
function unchanged({ now, tuning }: Desk, row: Delivery, hash: string | null): Settled {
  return { ...redrawn(row, hash, now(), tuning), what: 'unchanged' };
}

async function update(desk: Desk, row: Delivery, message: Message, channel: string, ts: string): Promise<Settled> {
  const { now, tuning, deps } = desk;
  const hash = hashOf([message.text, message.blocks]);
  if (hash === row.renderedHash && !deps.restored) return unchanged(desk, row, hash);

  const shown = row.plainer ? plainer(message) : message;
  await deps.killPoint?.('before-call');
  const outcome = await desk.call('chat.update', row.lane, updateArguments(row, shown, channel, ts));
  if (outcome.is === 'ok') {
    await deps.killPoint?.('after-accepted');
    return redrawn(row, hash, now(), tuning);
  }
  const refusal = outcome.is === 'refused' ? refusalOf(outcome.error) : null;
  if (refusal === 'blocks' && !row.plainer) return update(desk, { ...row, plainer: true }, message, channel, ts);
  if (refusal === 'gone') return gone(row);
  return afterFailure(row, outcome, { method: 'chat.update', repeatable: true }, now(), tuning);
}

async function remove(desk: Desk, row: Delivery, channel: string, ts: string): Promise<Settled> {
  await desk.deps.killPoint?.('before-call');
  const outcome = await desk.call('chat.delete', row.lane, { channel, ts });
  const isGone = outcome.is === 'ok' || (outcome.is === 'refused' && refusalOf(outcome.error) === 'gone');
  if (isGone) return withdrawn(row);
  return afterFailure(row, outcome, { method: 'chat.delete', repeatable: true }, desk.now(), desk.tuning);
}
