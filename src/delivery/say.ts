import type { Delivery } from '../generated/sqlite/client';
import type { Answer } from '../slack/methods';
import type { Outcome } from '../slack/outcome';
import { ephemeralArguments, hashOf, type Place, postArguments } from './arguments';
import type { Desk } from './desk';
import { sendFile, soughtAs } from './file';
import { type DeliveryKind, kinds } from './kinds';
import { plainer } from './plainer';
import { refusalOf } from './refusals';
import type { Settled } from './settled';
import { afterFailure, again, dead, foundAgain, held, sent, withdrawn } from './verdicts';
import { fulfil } from './wish';
import { type Drawn, isFile, isWish, type Message } from './words';

/**
 * Says one row for the first time. `rootTs` is the root of its thread; `mayBeThere`: an earlier attempt, or the time before a backup
 * was restored, may have said it already.
 */
export async function say(desk: Desk, row: Delivery, rootTs: string | undefined, mayBeThere: boolean): Promise<Settled> {
  if (!(row.kind in kinds)) return dead(row, `unknown_kind:${row.kind}`);
  // Nobody can look whether an ephemeral message was seen: what may have been said counts as said.
  if (row.onlyFor && mayBeThere) return sent(row, nowhere, desk.now(), desk.tuning);

  const channel = await channelOf(desk, row);
  if (typeof channel !== 'string') return channel;
  const place: Place = { channel, ...(rootTs && { threadTs: rootTs }) };

  const settled = mayBeThere ? await lookFor(desk, row, place) : null;
  return settled ?? sayNew(desk, { ...row, inDoubt: false }, place);
}

const nowhere = { channel: null, ts: null, hash: null };

/** A lane that is a person is the direct message with them. */
async function channelOf({ slack, now, tuning }: Desk, row: Delivery): Promise<string | Settled> {
  if (!/^[UW]/.test(row.lane)) return row.lane;
  const opened = await slack.people.direct(row.lane);
  return opened.is === 'ok' ? opened.answer : afterFailure(row, opened, { method: 'conversations.open', repeatable: true }, now(), tuning);
}

const patienceForPages = 5;
const triesUntilTold = 5;

/** `null`: it is not there, or its kind would rather be said twice than not at all. */
async function lookFor(desk: Desk, row: Delivery, place: Place): Promise<Settled | null> {
  const found = await desk.reader.find(soughtAs(row), place);
  if (found.is === 'found') return foundAgain(row, found, desk.tuning);
  if (found.is === 'absent') return null;

  const { failure, method } = found;
  const unreadable = failure.is === 'refused' && refusalOf(failure.error) === 'never';
  if (kinds[row.kind as DeliveryKind].unreadable === 'again') {
    if (unreadable || (failure.is !== 'limited' && row.attempts >= patienceForPages)) return null;
  } else if (unreadable) return held(row, failure.error);

  const settled = afterFailure(row, failure, { method, repeatable: true }, desk.now(), desk.tuning);
  return settled.change.attempts === triesUntilTold ? { ...settled, trouble: `unreadable:${settled.change.lastError}` } : settled;
}

async function sayNew(desk: Desk, row: Delivery, place: Place): Promise<Settled> {
  const drawn = await drawOrWait(desk, row);
  if ('settled' in drawn) return drawn.settled;
  const words = drawn.drawn;
  if (words === null) return withdrawn(row);
  if (isWish(words)) return fulfil(desk, row, words);
  return isFile(words) ? sendFile(desk, row, words, place) : post(desk, row, words, place);
}

async function post(desk: Desk, row: Delivery, message: Message, place: Place): Promise<Settled> {
  const shown = row.plainer ? plainer(message) : message;
  await desk.deps.killPoint?.('before-call');
  const outcome = await speak(desk, row, shown, place);
  if (outcome.is === 'ok') await desk.deps.killPoint?.('after-accepted');

  const { now, tuning } = desk;
  if (outcome.is === 'ok') return sent(row, { ...outcome.answer, hash: hashOf([message.text, message.blocks]) }, now(), tuning);
  if (outcome.is === 'refused' && refusalOf(outcome.error) === 'blocks' && !row.plainer)
    return post(desk, { ...row, plainer: true }, message, place);
  if (!row.onlyFor) return afterFailure(row, outcome, { method: 'chat.postMessage', repeatable: false }, now(), tuning);

  if (outcome.is === 'unknown') return sent(row, nowhere, now(), tuning);
  if (outcome.is === 'refused' && outcome.error === 'user_not_in_channel') return withdrawn(row, outcome.error);
  return afterFailure(row, outcome, { method: 'chat.postEphemeral', repeatable: false }, now(), tuning);
}

/** Where it stands now; an ephemeral message stands nowhere that we could come back to. */
async function speak(
  desk: Desk,
  row: Delivery,
  message: Message,
  place: Place,
): Promise<Outcome<{ channel: string | null; ts: string | null }>> {
  if (row.onlyFor) {
    const outcome = await desk.call('chat.postEphemeral', row.lane, ephemeralArguments(row.onlyFor, message, place));
    return outcome.is === 'ok' ? { is: 'ok', answer: { channel: place.channel, ts: null } } : outcome;
  }
  return standing(await desk.call('chat.postMessage', row.lane, postArguments(row, message, place)), place);
}

function standing(outcome: Outcome<Answer<'chat.postMessage'>>, place: Place): Outcome<{ channel: string; ts: string }> {
  if (outcome.is !== 'ok') return outcome;
  const { channel = place.channel, ts } = outcome.answer;
  return ts ? { is: 'ok', answer: { channel, ts } } : { is: 'unknown', error: 'answer_unreadable' };
}

const mostDrawings = 8;

/** Words that cannot be drawn (a mistake of ours, a database that does not answer) hold their lane for a while, not for ever. */
export async function drawOrWait(desk: Desk, row: Delivery): Promise<{ drawn: Drawn } | { settled: Settled }> {
  try {
    return { drawn: await desk.draw(row) };
  } catch (error) {
    desk.deps.log.error({ err: error, delivery: row.id, kind: row.kind }, 'The words of a delivery cannot be drawn');
    return { settled: row.attempts >= mostDrawings ? dead(row, 'cannot_be_drawn') : again(row, 'cannot_be_drawn', desk.now()) };
  }
}
