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

const counted: DeliveryKind[] = [...ofTheRecord, 'escalation.copy', 'escalation.transcript'];
const subjectsPerQuery = 500;

/** How many of its messages could not be delivered: asked of its own records, however much died elsewhere. */
export async function countUndelivered(read: Reader, { id }: Pick<Escalation, 'id'>): Promise<number> {
  const [messages, threads] = await Promise.all([
    read.threadMessage.findMany({ where: { escalationId: id }, select: { id: true } }),
    read.originThread.findMany({ where: { escalationId: id }, select: { id: true } }),
  ]);
  const subjects = [id, ...[...threads, ...messages].map((one) => one.id)];
  let count = 0;
  for (let from = 0; from < subjects.length; from += subjectsPerQuery) {
    const subject = { in: subjects.slice(from, from + subjectsPerQuery) };
    count += await read.delivery.count({ where: { kind: { in: counted }, subject, state: 'dead' } });
  }
  return count;
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
