import type { Transaction } from '../../../database';
import { type Debt, owe, redraw } from '../../../delivery/owe';
import { announcementLanes } from '../records/lanes';
import { leadsOf, type RotationRecord } from '../records/rotation';
import { isGap, type SwapRecord } from './request';

/** Whom a card of a request is for, and what it asks of them. */
export type CardFor = 'everyone' | 'asked' | 'asker' | 'offer' | 'declined' | 'taker' | 'back';

/** What somebody is told of a request, once. */
export type News =
  | 'taken'
  | 'agreed'
  | 'approved'
  | 'silence'
  | 'refused'
  | 'offer_declined'
  | 'given_back'
  | 'taken_back'
  | 'withdrawn'
  | 'expired'
  | 'void'
  | 'ring_done'
  | 'ring_off'
  | 'no_longer'
  | 'urgent';

const card = ({ id, workspaceId }: SwapRecord, part: string, lane: string, data: Record<string, unknown>): Debt => ({
  workspaceId,
  key: `rota.swap:${id}${part}`,
  kind: 'rota.swap',
  subject: id,
  lane,
  data,
});

/**
 * Where it is asked: in the rotation's channel, of its leads where nobody can speak there, or to the one person; then who asks has a card
 * of their own.
 */
export async function oweAsking(tx: Transaction, rotation: RotationRecord, request: SwapRecord, now: Date): Promise<void> {
  const { asked, askedBy } = request;
  if (!asked) return oweEveryone(tx, rotation, request, now);
  const debts = [card(request, `:${asked}`, asked, { for: 'asked', person: asked })];
  if (askedBy !== 'backline') debts.push(card(request, ':asker', askedBy, { for: 'asker' }));
  await owe(tx, debts, now);
}

async function oweEveryone(tx: Transaction, rotation: RotationRecord, request: SwapRecord, now: Date): Promise<void> {
  const lanes = await announcementLanes(tx, rotation);
  const debts = lanes.map((lane) => card(request, lane === rotation.channelId ? '' : `:everyone:${lane}`, lane, { for: 'everyone' }));
  await owe(tx, debts, now);
}

/** Something one side has to decide, or has done: a message of its own each time. */
export async function oweCard(tx: Transaction, request: SwapRecord, what: CardFor, person: string, now: Date): Promise<void> {
  const { taker, takenAt, revision } = request;
  const data = { for: what, person, taker, takenAt: takenAt?.toISOString() ?? null };
  await owe(tx, card(request, `:${what}:${revision}:${person}`, person, data), now);
}

export async function tell(
  tx: Transaction,
  request: SwapRecord,
  news: News,
  people: (string | null)[],
  now: Date,
  more: object = {},
): Promise<void> {
  const { id: subject, workspaceId, revision, taker } = request;
  const told = [...new Set(people.filter((person): person is string => person !== null && person !== 'backline'))];
  const debts = told.map(
    (person): Debt => ({
      ...{ workspaceId, kind: 'rota.swap_told', subject, lane: person },
      key: `rota.swap_told:${subject}:${news}:${revision}:${person}`,
      data: { news, person, taker, ...more },
    }),
  );
  await owe(tx, debts, now);
}

/** Of a gap the lead who asks; else who is on then, and who asks for them. */
export const askersOf = (request: SwapRecord): string[] =>
  isGap(request) ? [request.asker] : [request.asker, ...(request.askedBy === 'backline' ? [] : [request.askedBy])];

/** To each lead on neither side: one of them decides. */
export async function oweApproval(tx: Transaction, rotation: RotationRecord, request: SwapRecord, now: Date): Promise<void> {
  const { id: subject, workspaceId, asker, taker, takenAt, revision } = request;
  const leads = (await leadsOf(tx, rotation)).filter((lead) => lead !== asker && lead !== taker);
  const debts = leads.map(
    (lead): Debt => ({
      ...{ workspaceId, kind: 'rota.approval', subject, lane: lead },
      key: `rota.approval:${subject}:${revision}:${lead}`,
      data: { lead, taker, takenAt: takenAt?.toISOString() ?? null },
    }),
  );
  await owe(tx, debts, now);
}

/** A part of a request shows on the card of the whole too. */
export async function redrawCards(tx: Transaction, { id, partOf }: SwapRecord): Promise<void> {
  await redraw(tx, id);
  if (partOf) await redraw(tx, partOf);
}
