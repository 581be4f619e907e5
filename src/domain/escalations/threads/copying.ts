import type { Transaction } from '../../../database';
import { owe } from '../../../delivery/owe';
import type { ThreadMessage } from '../../../generated/sqlite/client';
import { copyKey, copyToOrigin, copyToSquad, threadLine } from './debts';
import { appMessagesPerMinute, comesBack, minute, staysInside } from './rules';
import type { Where } from './where';

export type Open = Exclude<Where, { is: 'closed' }>;
type SquadThread = Extract<Where, { is: 'squad' }>;

/** The copy of a message in the other thread, unless it is owed already, is to stay where it is, or has to wait for the transcript. */
export async function oweCopy(tx: Transaction, row: ThreadMessage, where: Open, now: Date): Promise<void> {
  if (where.is === 'origin' && !where.thread.gatheredAt) return;
  if (await isOwed(tx, row)) return;
  if (row.isBot && (await isPaused(tx, row))) return sayPaused(tx, row, where, now);
  if (where.is !== 'squad') return owe(tx, copyToSquad(row, where.escalation), now);

  const origin = reached(where, row);
  if (origin) await owe(tx, copyToOrigin(row, origin), now);
}

async function isOwed(tx: Transaction, { workspaceId, id }: ThreadMessage): Promise<boolean> {
  return (await tx.delivery.count({ where: { workspaceId, key: copyKey(id) } })) > 0;
}

/** The first origin thread, when squad messages come back into it one by one. */
export function comesBackTo({ first, squad }: SquadThread) {
  if (!first || !comesBack(first, squad) || !first.channelId || !first.rootTs) return null;
  return { id: first.id, channelId: first.channelId, rootTs: first.rootTs };
}

/** The same, when this message is not meant for the squad alone. */
export const reached = (where: SquadThread, { text }: { text: string }) => (staysInside(text) ? null : comesBackTo(where));

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
