import { json, type Transaction } from '../../../database';
import { owe, redraw } from '../../../delivery/owe';
import type { OriginThread, ThreadMessage } from '../../../generated/sqlite/client';
import { hearMessage } from '../hear';
import { closedReply, copyToOrigin, copyToSquad, threadLine } from './debts';
import type { FileLink, SourceMessage } from './message';
import { instantOf } from './raw';
import { appMessagesPerMinute, comesBack, isFollowed, mayLeave, minute, newest, staysInside } from './rules';
import { lockEscalation, type Where, whereIs } from './where';

export interface Said {
  workspaceId: string;
  channelId: string;
  rootTs: string;
  source: SourceMessage;
  /** An edit of a message whose posting may not have been heard yet. */
  edited: boolean;
}

/** Somebody wrote or edited a message in a thread that may be one of ours: its copy is owed or redrawn, its escalation hears of it. */
export async function keepSaid(tx: Transaction, said: Said, now: Date): Promise<void> {
  const { workspaceId, channelId, rootTs, source } = said;
  const { row, where } = await inHand(tx, workspaceId, channelId, source.ts, rootTs);
  if (row) return change(tx, row, said, where, now);
  if (!where) return;
  if (where.is === 'closed') return offerReopen(tx, said, where, now);
  if (await mayCome(tx, where, said)) await begin(tx, where, said, now);
}

interface InHand {
  row: Row | null;
  where: Where | null;
}

/** What is known of a message and its thread, read while its escalation is ours: it stays true until COMMIT. */
async function inHand(tx: Transaction, workspaceId: string, channelId: string, ts: string, rootTs: string | null): Promise<InHand> {
  const read = async (): Promise<InHand> => ({
    row: await tx.threadMessage.findUnique({
      where: { workspaceId_channelId_ts: { workspaceId, channelId, ts } },
      include: { thread: true },
    }),
    where: rootTs === null ? null : await whereIs(tx, workspaceId, channelId, rootTs),
  });
  const before = await read();
  const escalationId = before.row?.escalationId ?? before.where?.escalation.id;
  if (!escalationId) return before;
  await lockEscalation(tx, escalationId);
  return read();
}

type Row = ThreadMessage & { thread: OriginThread | null };
type Open = Exclude<Where, { is: 'closed' }>;

async function change(tx: Transaction, row: Row, { source }: Said, where: Where | null, now: Date): Promise<void> {
  const columns = newerColumns(row, source);
  if (!columns || (row.thread && !mayLeave(row.thread))) return;

  await tx.threadMessage.update({ where: { id: row.id }, data: columns });
  if (row.text === source.text && sameFiles(row.files, source.files)) return;

  await redrawShown(tx, row);
  // A squad message that was meant for the squad alone, and is not any more.
  if (where?.is === 'squad' && reached(where, source)) await oweCopy(tx, row, where, now);
}

/** What a newer event makes of a row; `null` when it is no news. */
export function newerColumns(row: ThreadMessage, source: SourceMessage) {
  const snapshot = newest(row, source);
  return snapshot && { ...snapshot, files: json(snapshot.files) };
}

const sameFiles = (stored: ThreadMessage['files'], files: FileLink[]): boolean => {
  const list = stored as unknown as FileLink[];
  return list.length === files.length && list.every(({ name, url }, index) => name === files[index]?.name && url === files[index]?.url);
};

/** Its copy, and every transcript that it may stand in: the thread may have been escalated before. */
async function redrawShown(tx: Transaction, row: Row): Promise<void> {
  await redraw(tx, row.id);
  if (!row.transcript || !row.thread) return;
  const { workspaceId, channelId, rootTs } = row.thread;
  const threads = await tx.originThread.findMany({ where: { workspaceId, channelId, rootTs }, select: { id: true } });
  for (const { id } of threads) await redraw(tx, id);
}

async function offerReopen(tx: Transaction, said: Said, where: Extract<Where, { is: 'closed' }>, now: Date): Promise<void> {
  if (said.edited || said.source.isBot) return;
  const debt = closedReply(where.escalation, where.thread, said.source.author, said);
  if (debt) await owe(tx, debt, now);
}

/** What had been left out when the thread was read stays out; of the squad's thread only what reaches an agent is kept. */
async function mayCome(tx: Transaction, where: Open, { source }: Said): Promise<boolean> {
  if (where.is === 'squad') return true;
  if (where.is === 'agents_place') return source.author === where.thread.agent;
  if (!isFollowed(where.thread)) return false;
  if (!where.thread.gatheredAt) return true;
  const last = await tx.threadMessage.findFirst({
    where: { threadId: where.thread.id, transcript: true },
    orderBy: { ts: 'desc' },
    select: { ts: true },
  });
  return !last || last.ts < source.ts;
}

async function begin(tx: Transaction, where: Open, said: Said, now: Date): Promise<void> {
  const { source } = said;
  if (where.is !== 'squad' || reached(where, source)) {
    const row = await keep(tx, where, said, source);
    await oweCopy(tx, row, where, now);
  }
  if (!source.isBot) await hear(tx, where, said, now);
}

async function keep(tx: Transaction, where: Open, { workspaceId, channelId }: Said, source: SourceMessage): Promise<ThreadMessage> {
  const { files, ...rest } = source;
  return tx.threadMessage.create({ data: { ...rest, files: json(files), workspaceId, channelId, ...belonging(where) } });
}

const belonging = (where: Open) =>
  where.is === 'squad'
    ? ({ escalationId: where.escalation.id, threadId: null, side: 'squad' } as const)
    : ({ escalationId: where.escalation.id, threadId: where.thread.id, side: 'origin' } as const);

/** The first origin thread, when a squad message reaches it. */
function reached({ first, squad }: Extract<Where, { is: 'squad' }>, { text }: Pick<SourceMessage, 'text'>) {
  if (!first || staysInside(text) || !comesBack(first, squad) || !first.channelId || !first.rootTs) return null;
  return { id: first.id, channelId: first.channelId, rootTs: first.rootTs };
}

async function oweCopy(tx: Transaction, row: ThreadMessage, where: Open, now: Date): Promise<void> {
  // While the thread is still to be read, the transcript comes first.
  if (where.is === 'origin' && !where.thread.gatheredAt) return;
  if (row.isBot && (await isPaused(tx, row))) return sayPaused(tx, row, where, now);
  if (where.is !== 'squad') return owe(tx, copyToSquad(row, where.escalation), now);

  const origin = reached(where, row);
  if (origin) await owe(tx, copyToOrigin(row, origin), now);
}

/** Other apps may post so many messages a minute into a thread; what they post beyond is not copied until they rest. */
export async function isPaused(tx: Transaction, row: ThreadMessage): Promise<boolean> {
  const { escalationId, threadId, side, postedAt, ts } = row;
  const since = new Date(postedAt.getTime() - minute);
  const before = await tx.threadMessage.count({
    where: { escalationId, side, threadId, isBot: true, postedAt: { gt: since }, ts: { lt: ts } },
  });
  return before >= appMessagesPerMinute;
}

async function sayPaused(tx: Transaction, row: ThreadMessage, where: Open, now: Date): Promise<void> {
  const { escalationId, threadId, side, ts } = row;
  const before = await tx.threadMessage.findFirst({
    where: { escalationId, side, threadId, isBot: true, ts: { lt: ts } },
    orderBy: { ts: 'desc' },
  });
  if (before && (await isPaused(tx, before))) return;
  const thread = where.is === 'squad' ? where.first : where.thread;
  if (thread) await owe(tx, threadLine(thread, where.is === 'squad' ? 'squad_paused' : 'paused', row.id, where.escalation), now);
}

async function hear(tx: Transaction, where: Open, { workspaceId, channelId, source }: Said, now: Date): Promise<void> {
  await hearMessage(
    tx,
    {
      workspaceId,
      escalationId: where.escalation.id,
      side: where.is === 'squad' ? 'squad' : 'origin',
      threadId: where.is === 'squad' ? (reached(where, source)?.id ?? null) : where.thread.id,
      person: source.author,
      saidAt: source.postedAt,
      text: source.text,
      hasFiles: source.files.length > 0,
      source: `message:${channelId}:${source.ts}`,
    },
    now,
  );
}

export interface Deleted {
  workspaceId: string;
  channelId: string;
  ts: string;
  rootTs: string | null;
  eventTs: string;
}

/** Somebody deleted a message: what we keep of it is blanked, its copy goes. One that we have not heard of yet is never copied. */
export async function keepDeleted(tx: Transaction, deleted: Deleted): Promise<void> {
  const { workspaceId, channelId, ts, rootTs, eventTs } = deleted;
  const { row, where } = await inHand(tx, workspaceId, channelId, ts, rootTs);
  if (row) return blank(tx, row, eventTs);
  if (!where || where.is === 'closed') return;
  await tx.threadMessage.create({ data: { ...gone, workspaceId, channelId, ts, ...belonging(where), ...goneAt(ts, eventTs) } });
}

const gone = { author: '', authorName: '', text: '', files: json([]) };
const goneAt = (ts: string, eventTs: string) => ({ eventTs, postedAt: instantOf(ts), deletedAt: instantOf(eventTs) });

async function blank(tx: Transaction, row: Row, eventTs: string): Promise<void> {
  if (row.deletedAt) return;
  await tx.threadMessage.update({ where: { id: row.id }, data: { ...blanked, eventTs, deletedAt: instantOf(eventTs) } });
  await redrawShown(tx, row);
}

const blanked = { text: '', files: json([]) };
