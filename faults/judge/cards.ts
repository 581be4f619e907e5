import { isDeepStrictEqual } from 'node:util';
import type { Evidence, Finding, Owed, Standing } from './evidence';

/** Cards show the record's present truth: drawn again, they say what stands in Slack. What is gone from the record does not stand there. */
export function judgeCards({ deliveries, standing }: Pick<Evidence, 'deliveries' | 'standing'>): Finding[] {
  const there = new Map(standing.map((one) => [placeOf(one.channel, one.ts), one]));
  const cards = deliveries.filter(({ sort, state, ts }) => sort === 'card' && state === 'sent' && ts);
  return [...cards.flatMap((card) => judgeOne(card, there.get(placeOf(card.channel, card.ts)))), ...leftOvers(deliveries, standing)];
}

const placeOf = (channel: string | null, ts: string | null) => `${channel} ${ts}`;

function judgeOne(card: Owed, shown: Standing | undefined): Finding[] {
  const evidence = { card, shown };
  if (!shown) return [{ sort: 'lost', what: `${card.key} does not stand in Slack any more`, evidence }];
  if (card.drawn === null || card.drawn === 'reaction')
    return [{ sort: 'untrue', what: `${card.key} has nothing to say and still stands`, evidence }];
  if (isDeepStrictEqual(plain(card.drawn), plain(shown))) return [];
  return [{ sort: 'untrue', what: `${card.key} shows what is not so any more`, evidence }];
}

/** What an update can change, as it travels: what is undefined does not. */
const plain = ({ text, blocks }: { text: string; blocks?: unknown[] }): unknown =>
  JSON.parse(JSON.stringify({ text, blocks: blocks?.map(withoutWayToCard).filter(saysSomething) }));

type Block = { type?: string; elements?: { action_id?: string }[] };

/** A page is drawn before anybody knows where the card will stand, and is not drawn again for that alone. */
function withoutWayToCard(block: unknown): Block {
  const { type, elements, ...rest } = block as Block;
  if (type !== 'actions') return block as Block;
  return { type, ...rest, elements: elements?.filter(({ action_id }) => action_id !== 'open_card') };
}

const saysSomething = ({ type, elements }: Block) => type !== 'actions' || elements?.length !== 0;

/** Withdrawn cards whose message was not taken away. */
function leftOvers(deliveries: Owed[], standing: Standing[]): Finding[] {
  const there = new Set(standing.map(({ channel, ts }) => placeOf(channel, ts)));
  return deliveries
    .filter(({ state, channel, ts }) => state === 'withdrawn' && ts && there.has(placeOf(channel, ts)))
    .map((one) => ({ sort: 'untrue', what: `${one.key} was withdrawn and still stands`, evidence: one }));
}
