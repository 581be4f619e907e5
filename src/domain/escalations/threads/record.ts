import { json, type Transaction } from '../../../database';
import { owe, redraw } from '../../../delivery/owe';
import type { OriginThread, ThreadMessage } from '../../../generated/sqlite/client';
import { hearMessage } from '../hear';
import { comesBackTo, type Open, oweCopy, reached } from './copying';
import { closedReply } from './debts';
import type { FileLink, SourceMessage } from './message';
import { instantOf } from './raw';
import { isFollowed, mayLeave, newest, staysInside } from './rules';
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
  const after = row && (await change(tx, row, said));
  if (where?.is === 'closed') return row ? undefined : offerReopen(tx, said, where, now);
  if (!where || !(await mayCome(tx, where, said))) return;

  const kept = after ?? (await begin(tx, where, said));
  if (kept?.deletedAt || (said.edited && !(await wasUnlocked(tx, row, kept)))) return;
  if (kept) await oweCopy(tx, kept, where, now);
  if (!source.isBot) await hear(tx, where, said, kept ?? source, now);
}

type Row = ThreadMessage & { thread: OriginThread | null };

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

/** What is kept of a message follows the newest event, as long as it may leave its thread. */
async function change(tx: Transaction, row: Row, { source }: Said): Promise<Row> {
  const columns = newerColumns(row, source);
  if (!columns || (row.thread && !mayLeave(row.thread))) return row;

  const after = await tx.threadMessage.update({ where: { id: row.id }, data: columns, include: { thread: true } });
  if (row.text !== source.text || !sameFiles(row.files, source.files)) await redrawShown(tx, row);
  return after;
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

/** Kept from the first event on, whichever it is; it is copied once its posting was told, so that an edit brings up nothing old. */
async function begin(tx: Transaction, where: Open, said: Said): Promise<ThreadMessage | null> {
  return where.is === 'squad' && !comesBackTo(where) ? null : keep(tx, where, said);
}

/** A squad message that was meant for the squad alone, and is not any more; its posting has been told. */
async function wasUnlocked(tx: Transaction, before: ThreadMessage | null, after: ThreadMessage | null): Promise<boolean> {
  if (!before || !after || before.side !== 'squad' || !staysInside(before.text) || staysInside(after.text)) return false;
  const { workspaceId, channelId, ts } = after;
  const told = { workspaceId, sourceKey: sourceOf(channelId, ts) };
  return (await tx.escalationEvent.count({ where: told })) > 0;
}

/** What a message is heard by, once. */
export const sourceOf = (channelId: string, ts: string) => `message:${channelId}:${ts}`;

async function keep(tx: Transaction, where: Open, { workspaceId, channelId, source }: Said): Promise<ThreadMessage> {
  const { files, ...rest } = source;
  return tx.threadMessage.create({ data: { ...rest, files: json(files), workspaceId, channelId, ...belonging(where) } });
}

const belonging = (where: Open) =>
  where.is === 'squad'
    ? ({ escalationId: where.escalation.id, threadId: null, side: 'squad' } as const)
    : ({ escalationId: where.escalation.id, threadId: where.thread.id, side: 'origin' } as const);

type Words = Pick<ThreadMessage, 'text'> & { files: unknown };

/** What was there before its thread was ours is no news. */
async function hear(
  tx: Transaction,
  where: Open,
  { workspaceId, channelId, source }: Said,
  { text, files }: Words,
  now: Date,
): Promise<void> {
  if (where.is !== 'squad' && source.postedAt < where.thread.attachedAt) return;
  const heard = {
    workspaceId,
    escalationId: where.escalation.id,
    side: where.is === 'squad' ? ('squad' as const) : ('origin' as const),
    threadId: where.is === 'squad' ? (reached(where, { text })?.id ?? null) : where.thread.id,
    person: source.author,
    saidAt: source.postedAt,
    text,
    hasFiles: (files as FileLink[]).length > 0,
    source: sourceOf(channelId, source.ts),
  };
  await hearMessage(tx, heard, now);
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
