import { json, type Transaction } from '../../../database';
import { type Debt, owe, redraw } from '../../../delivery/owe';
import { resend } from '../../../delivery/resend';
import type { Delivery, Escalation, OriginThread, ThreadMessage } from '../../../generated/sqlite/client';
import { isPaused } from './copying';
import { copyToSquad, transcripts, warning } from './debts';
import type { GatheredThread, SourceMessage } from './message';
import { newerColumns } from './record';
import { pageOf } from './rules';
import { lockEscalation } from './where';

export interface Attachment {
  escalation: Escalation;
  /** The row, written before: what is said in the thread from then on is kept, and copied once this is done. */
  thread: OriginThread;
  /** `null`: it cannot be read. */
  gathered: GatheredThread | null;
}

/**
 * Records the messages of a thread, marks it as read, and answers what is owed under the card: the transcript, then what was said
 * meanwhile, which is copied also when all that was said before cannot be read.
 */
export async function attachThread(tx: Transaction, { escalation, thread, gathered }: Attachment, now: Date): Promise<Debt[]> {
  await lockEscalation(tx, escalation.id);
  await tx.originThread.update({ where: { id: thread.id }, data: { gatheredAt: now } });
  if (!gathered) return saidMeanwhile(tx, escalation, { threadId: thread.id, postedAt: { gte: thread.attachedAt } });

  const ids: string[] = [];
  for (const message of gathered.messages) {
    const row = await keepInTranscript(tx, thread, gathered.channelId, message, pageOf(ids.length));
    if (!row.deletedAt) ids.push(row.id);
  }
  return [
    ...transcripts(thread.id, ids, gathered.earlier, escalation),
    ...(await saidMeanwhile(tx, escalation, { threadId: thread.id, ts: { gt: gathered.messages.at(-1)?.ts ?? '' } })),
  ];
}

async function keepInTranscript(
  tx: Transaction,
  { id: threadId, workspaceId, escalationId }: OriginThread,
  channelId: string,
  message: SourceMessage,
  page: number,
): Promise<ThreadMessage> {
  const { files, ...rest } = message;
  const known = await tx.threadMessage.findUnique({ where: { workspaceId_channelId_ts: { workspaceId, channelId, ts: message.ts } } });
  const here = { escalationId, threadId, side: 'origin' as const, transcript: true, page };
  if (!known) return tx.threadMessage.create({ data: { ...rest, files: json(files), workspaceId, channelId, ...here } });

  return tx.threadMessage.update({ where: { id: known.id }, data: { ...here, ...newerColumns(known, message) } });
}

type Since = { threadId: string } & ({ ts: { gt: string } } | { postedAt: { gte: Date } });

async function saidMeanwhile(tx: Transaction, escalation: Escalation, since: Since): Promise<Debt[]> {
  const rows = await tx.threadMessage.findMany({ where: { ...since, transcript: false, deletedAt: null }, orderBy: { ts: 'asc' } });
  const debts: Debt[] = [];
  for (const row of rows) if (!row.isBot || !(await isPaused(tx, row))) debts.push(copyToSquad(row, escalation));
  return debts;
}

/**
 * Copies and transcripts that Slack will not take: the card counts them, and who wrote a message sees ⚠️ on it, unless outsiders would
 * see that too. For the delivery engine, in the transaction that marks them dead.
 */
export async function copiesDied(tx: Transaction, dead: Pick<Delivery, 'kind' | 'subject'>[], now: Date): Promise<void> {
  for (const { kind, subject } of dead) {
    if (kind === 'escalation.copy') await copyDied(tx, subject, now);
    if (kind === 'escalation.transcript') await transcriptDied(tx, subject);
  }
}

async function copyDied(tx: Transaction, messageId: string, now: Date): Promise<void> {
  const row = await tx.threadMessage.findUnique({ where: { id: messageId }, include: { thread: true } });
  if (!row) return;
  await redraw(tx, row.escalationId);
  if (!row.deletedAt && (!row.thread || row.thread.inThread)) await owe(tx, warning(row), now);
}

async function transcriptDied(tx: Transaction, threadId: string): Promise<void> {
  const thread = await tx.originThread.findUnique({ where: { id: threadId }, select: { escalationId: true } });
  if (thread) await redraw(tx, thread.escalationId);
}

/** `Resend`: the escalation's dead copies and transcripts are tried again, and ⚠️ goes; answers how many. */
export async function resendCopies(tx: Transaction, escalationId: string): Promise<number> {
  const messages = await tx.threadMessage.findMany({ where: { escalationId }, select: { id: true, workspaceId: true } });
  const threads = await tx.originThread.findMany({ where: { escalationId }, select: { id: true, workspaceId: true } });
  const workspaceId = threads[0]?.workspaceId;
  if (!workspaceId) return 0;

  const subjects = [...messages, ...threads].map(({ id }) => id);
  let count = 0;
  for (let from = 0; from < subjects.length; from += subjectsPerQuery) {
    const subject = subjects.slice(from, from + subjectsPerQuery);
    count += await resend(tx, { workspaceId, subject, kind: ['escalation.copy', 'escalation.transcript'] });
    await redrawWarnings(tx, subject);
  }
  return count;
}

const subjectsPerQuery = 500;

async function redrawWarnings(tx: Transaction, subjects: string[]): Promise<void> {
  const warned = await tx.delivery.findMany({ where: { kind: 'escalation.warned', subject: { in: subjects } }, select: { subject: true } });
  for (const { subject } of warned) await redraw(tx, subject);
}
