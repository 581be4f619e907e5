import type { Transaction } from '../../database';
import type { DeliveryKind } from '../../delivery/kinds';
import { redraw } from '../../delivery/owe';
import { resend } from '../../delivery/resend';
import type { Delivery, Escalation } from '../../generated/sqlite/client';
import type { Reader } from '../people/store';
import { copiesDied, resendCopies } from './threads';

/** What somebody waits for; a page that cannot be delivered is the next person's turn. */
const ofTheRecord: DeliveryKind[] = [
  'escalation.status',
  'escalation.line',
  'escalation.question',
  'escalation.answer',
  'escalation.reopened',
];

/** How many of its messages could not be delivered. */
export async function countUndelivered(read: Reader, { id, workspaceId }: Pick<Escalation, 'id' | 'workspaceId'>): Promise<number> {
  const dead = await read.delivery.findMany({
    where: { state: 'dead', workspaceId, kind: { in: [...ofTheRecord, 'escalation.copy', 'escalation.transcript'] } },
    select: { kind: true, subject: true },
  });
  const subjects = (kind: string) => dead.filter((row) => row.kind === kind).map(({ subject }) => subject);
  const copies = await read.threadMessage.findMany({
    where: { escalationId: id, id: { in: subjects('escalation.copy') } },
    select: { id: true },
  });
  const threads = await read.originThread.findMany({ where: { escalationId: id }, select: { id: true } });
  const ours = new Set([...copies, ...threads, { id }].map((one) => one.id));
  return dead.filter(({ subject }) => ours.has(subject)).length;
}

/** Cards show what could not be delivered; who wrote it sees a sign on their message. For the delivery engine, in the transaction that gives it up. */
export async function deliveriesDied(tx: Transaction, dead: Delivery[], now: Date): Promise<void> {
  const ids = dead.filter(({ kind }) => (ofTheRecord as string[]).includes(kind)).map(({ subject }) => subject);
  for (const id of new Set(ids)) await redraw(tx, id);
  await copiesDied(tx, dead, now);
}

/** `Resend`: all of its messages that could not be delivered are tried again; answers how many. */
export async function resendUndelivered(tx: Transaction, { workspaceId, id }: Pick<Escalation, 'workspaceId' | 'id'>): Promise<number> {
  const own = await resend(tx, { workspaceId, subject: id, kind: ['escalation.card', ...ofTheRecord] });
  const count = own + (await resendCopies(tx, id));
  await redraw(tx, id);
  return count;
}

/** Backline can speak in a channel again: what could not be said there is said now, and its cards show the truth. */
export async function channelMended(tx: Transaction, workspaceId: string, channelId: string): Promise<void> {
  await resend(tx, { workspaceId, lane: channelId });
}
