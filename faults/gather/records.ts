import type { Database } from '../../src/database';
import type { DeliveryKind } from '../../src/delivery/kinds';
import { isWish } from '../../src/delivery/words';
import type { Delivery } from '../../src/generated/sqlite/client';
import { words } from '../../src/views';
import type { Evidence, Owed } from '../judge/evidence';

type Records = Pick<Evidence, 'escalations' | 'events' | 'deliveries' | 'messages' | 'deadEvents'>;

/** What the database says. `nameOf`: a user id as a key of the world. */
export async function readRecords({ read }: Database, nameOf: (userId: string) => string, now: Date): Promise<Records> {
  const escalations = await read.escalation.findMany({ orderBy: { number: 'asc' } });
  const events = await read.escalationEvent.findMany({ orderBy: { id: 'asc' } });
  const deliveries = await read.delivery.findMany({ orderBy: { id: 'asc' } });
  const messages = await read.threadMessage.findMany();
  const deadEvents = await read.inboxEvent.findMany({ where: { state: 'dead' }, select: { eventId: true, lastError: true } });
  return {
    escalations: escalations.map(({ id, title, raisedBy }) => ({ id, title, raisedBy: nameOf(raisedBy) })),
    events: events.map(({ id, escalationId, type, person, data }) => ({
      id,
      escalationId,
      type,
      person: nameOf(person),
      data: JSON.stringify(data),
    })),
    messages: messages.map(({ id, channelId, ts, text, transcript, deletedAt }) => ({
      id,
      channel: channelId,
      ts,
      text,
      transcript,
      deleted: deletedAt !== null,
    })),
    deliveries: await drawAll(deliveries, (row) => words[row.kind as DeliveryKind](row, { read, now })),
    deadEvents,
  };
}

type Draw = (row: Delivery) => ReturnType<(typeof words)[DeliveryKind]>;

const atOnce = 8;

async function drawAll(rows: Delivery[], draw: Draw): Promise<Owed[]> {
  const all: Owed[] = [];
  for (let from = 0; from < rows.length; from += atOnce) {
    all.push(...(await Promise.all(rows.slice(from, from + atOnce).map((row) => asOwed(row, draw)))));
  }
  return all;
}

async function asOwed(row: Delivery, draw: Draw): Promise<Owed> {
  const { id, key, kind, sort, state, subject, lane, position, onlyFor, sentChannel: channel, ts, lastError, data } = row;
  const facts = { id, key, kind, sort, state, subject, lane, position, onlyFor, channel, ts, lastError };
  return { ...facts, data: data as Record<string, unknown>, drawn: isJudgedByWords(row) ? await drawnNow(row, draw) : null };
}

/** What was said once is not compared with what it would say now. */
const isJudgedByWords = ({ sort, state, lastError }: Delivery) =>
  (sort === 'card' && state === 'sent') || (state === 'withdrawn' && lastError === null);

async function drawnNow(row: Delivery, draw: Draw): Promise<Owed['drawn']> {
  const drawn = await draw(row);
  if (drawn === null) return null;
  return isWish(drawn) ? 'reaction' : drawn;
}
