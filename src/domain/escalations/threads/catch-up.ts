import { type Database, writeTx } from '../../../database';
import type { Slack } from '../../../slack';
import type { Failure } from '../../../slack/outcome';
import { cardKey, statusKey } from '../keys';
import { effectOf, hearing } from './hearing';
import { type Known, missedEvents } from './missed';
import { readWhole } from './reading';

/** A thread in which people talk about an escalation that is not closed. */
export interface LiveThread {
  workspaceId: string;
  escalationId: string;
  /** The origin thread that it belongs to; `null` under the squad's card. */
  threadId: string | null;
  channelId: string;
  rootTs: string;
}

/** Threads of origin that have been read, what stands under the squad's card and under status cards in direct messages; the newest escalations first. */
export async function liveThreads(read: Database['read'], workspaceId: string): Promise<LiveThread[]> {
  const open = await read.escalation.findMany({
    where: { workspaceId, state: { not: 'closed' } },
    include: { threads: { orderBy: { position: 'asc' } } },
    orderBy: { number: 'desc' },
  });
  const threads: LiveThread[] = [];
  for (const { id: escalationId, threads: origins } of open) {
    const cards = await standing(read, workspaceId, [cardKey(escalationId), ...origins.map(({ id }) => statusKey(id))]);
    const under = (key: string, threadId: string | null): LiveThread[] => {
      const card = cards.get(key);
      return card ? [{ workspaceId, escalationId, threadId, ...card }] : [];
    };
    threads.push(...under(cardKey(escalationId), null));
    for (const { id: threadId, channelId, rootTs, openKey, gatheredAt, inThread } of origins) {
      if (openKey && channelId && rootTs && gatheredAt) threads.push({ workspaceId, escalationId, threadId, channelId, rootTs });
      if (!inThread) threads.push(...under(statusKey(threadId), threadId));
    }
  }
  return threads;
}

async function standing(read: Database['read'], workspaceId: string, keys: string[]) {
  const cards = await read.delivery.findMany({
    where: { workspaceId, key: { in: keys }, state: 'sent' },
    select: { key: true, sentChannel: true, ts: true },
  });
  return new Map(
    cards.flatMap(({ key, sentChannel, ts }) => (sentChannel && ts ? [[key, { channelId: sentChannel, rootTs: ts }] as const] : [])),
  );
}

/** Reads a thread as it stands and does what was missed; answers what came instead of it. Throws `SlackUnavailable`. */
export async function catchUp(db: Database, slack: Slack, thread: LiveThread, since: Date, now: Date): Promise<Failure | null> {
  const { workspaceId, channelId, rootTs } = thread;
  const standing = await readWhole(slack, channelId, rootTs);
  if ('is' in standing) return standing;

  const known = await knownOf(
    db.read,
    workspaceId,
    channelId,
    standing.map(({ ts }) => ts),
  );
  const read = { channelId, rootTs, standing, known, kept: await keptOf(db.read, thread) };
  for (const event of missedEvents(read, since, now)) {
    const heard = await hearing({ read: db.read, slack }, event);
    if (heard) await writeTx(db, effectOf(workspaceId, heard, `catch-up:${channelId}:${event.event_ts}`, now));
  }
  return null;
}

const columns = { ts: true, eventTs: true, deletedAt: true } as const;
const messagesPerQuery = 500;

async function knownOf(read: Database['read'], workspaceId: string, channelId: string, all: string[]): Promise<Known[]> {
  const rows: Known[] = [];
  for (let from = 0; from < all.length; from += messagesPerQuery) {
    const ts = { in: all.slice(from, from + messagesPerQuery) };
    rows.push(...(await read.threadMessage.findMany({ where: { workspaceId, channelId, ts }, select: columns })));
  }
  return rows;
}

const keptOf = (read: Database['read'], { workspaceId, escalationId, threadId, channelId }: LiveThread): Promise<Known[]> =>
  read.threadMessage.findMany({ where: { workspaceId, escalationId, threadId, channelId, deletedAt: null }, select: columns });
