import { type Database, writeTx } from '../../../database';
import type { Channel, Escalation, OriginThread } from '../../../generated/sqlite/client';
import type { Slack } from '../../../slack';
import type { Failure } from '../../../slack/outcome';
import { kindOf } from '../../places';
import { cardKey, statusKey } from '../keys';
import { type ChannelChange, channelChanged } from './channels';
import { copyKey } from './debts';
import { effectOf, hearing } from './hearing';
import { missedEvents, type Read } from './missed';
import { instantOf } from './raw';
import { readWhole, stands } from './reading';
import { sourceOf } from './record';
import { isFollowed } from './rules';

export interface CatchingUp {
  db: Database;
  slack: Slack;
  /** A channel as Slack tells now; each is asked for once in a round. Throws `SlackUnavailable`. */
  channel(channelId: string): Promise<Channel | null>;
}

/** The newest first. */
export async function openEscalations(read: Database['read'], workspaceId: string): Promise<string[]> {
  const open = { workspaceId, state: { not: 'closed' as const } };
  const rows = await read.escalation.findMany({ where: open, select: { id: true }, orderBy: { number: 'desc' } });
  return rows.map(({ id }) => id);
}

/**
 * Reads the threads of an escalation as they stand, and does what would have been done had everything since `since` been heard: first
 * what has become of their channels, so that nothing is copied that must not be any more. Answers why it could not be done now, if it
 * could not; throws `SlackUnavailable`.
 */
export async function catchUp(how: CatchingUp, escalationId: string, since: Date, now: Date): Promise<Failure | null> {
  const { read } = how.db;
  for (const thread of await read.originThread.findMany({ where: { escalationId, openKey: { not: null } } }))
    await followChannel(how, thread, now);

  const escalation = await read.escalation.findUnique({ where: { id: escalationId }, include: withThreads });
  if (!escalation || escalation.state === 'closed') return null;
  for (const thread of await threadsOf(read, escalation, since)) {
    const failure = await readUp(how, escalation.workspaceId, thread, now);
    if (failure && failure.is !== 'refused') return failure;
  }
  return null;
}

const withThreads = { threads: { orderBy: { position: 'asc' } } } as const;

async function followChannel({ db, channel }: CatchingUp, thread: OriginThread, now: Date): Promise<void> {
  const { workspaceId, channelId, kind } = thread;
  if (!channelId || kind === 'none' || kind === 'direct') return;
  const change = changeOf(thread, await channel(channelId));
  if (!change) return;
  const cause = `catch-up:${channelId}:${now.toISOString()}`;
  await writeTx(db, (tx) => channelChanged(tx, { workspaceId, channelId, change, place: null, cause }, now));
}

function changeOf({ kind }: OriginThread, channel: Channel | null): ChannelChange | null {
  if (!channel) return 'removed';
  if (channel.isArchived) return 'archived';
  const found = kindOf(channel);
  if (found === 'external' && kind !== 'external') return 'shared';
  return found === 'private' && kind === 'public' ? 'turned_private' : null;
}

interface LiveThread {
  escalationId: string;
  /** `null`: the squad's thread. */
  threadId: string | null;
  channelId: string;
  rootTs: string;
  /** What was said before then was left out on purpose: before it was ours, while it was closed, or nobody had agreed. */
  from: Date;
  /** Under the squad's card other apps are not read up: of them is not known what was left out. */
  peopleOnly: boolean;
}

async function threadsOf(
  read: Database['read'],
  { id, workspaceId, threads }: Escalation & { threads: OriginThread[] },
  since: Date,
): Promise<LiveThread[]> {
  const cards = await standingCards(read, workspaceId, [cardKey(id), ...threads.map((thread) => statusKey(thread.id))]);
  const reopened = await reopenedAfterClosing(read, id);
  const from = (...instants: (Date | null | undefined)[]) =>
    new Date(Math.max(...[since, reopened?.at, ...instants].map((at) => at?.getTime() ?? 0)));

  const [first] = threads;
  const card = cards.get(cardKey(id));
  const live: LiveThread[] = card
    ? [{ ...card, escalationId: id, threadId: null, from: from(first?.attachedAt, first?.consentAt), peopleOnly: true }]
    : [];
  for (const thread of threads) {
    const { channelId, rootTs, attachedAt, consentAt } = thread;
    const ofThread = { escalationId: id, threadId: thread.id, peopleOnly: false };
    if (thread.openKey && channelId && rootTs && thread.gatheredAt && thread.kind !== 'none' && isFollowed(thread))
      live.push({ ...ofThread, channelId, rootTs, from: from(attachedAt, consentAt) });
    const status = thread.inThread ? undefined : cards.get(statusKey(thread.id));
    if (status) live.push({ ...ofThread, ...status, from: from(attachedAt) });
  }
  return live;
}

/** What was said while it was closed is not copied. One that was only resolved goes on. */
async function reopenedAfterClosing(read: Database['read'], escalationId: string) {
  const closing = { in: ['accepted', 'closed'] };
  const closed = await read.escalationEvent.findFirst({ where: { escalationId, type: closing }, orderBy: { id: 'desc' } });
  return (
    closed && read.escalationEvent.findFirst({ where: { escalationId, type: 'reopened', id: { gt: closed.id } }, orderBy: { id: 'desc' } })
  );
}

async function standingCards(read: Database['read'], workspaceId: string, keys: string[]) {
  const cards = await read.delivery.findMany({
    where: { workspaceId, key: { in: keys }, state: 'sent' },
    select: { key: true, sentChannel: true, ts: true },
  });
  return new Map(
    cards.flatMap(({ key, sentChannel, ts }) => (sentChannel && ts ? [[key, { channelId: sentChannel, rootTs: ts }] as const] : [])),
  );
}

async function readUp({ db, slack }: CatchingUp, workspaceId: string, thread: LiveThread, now: Date): Promise<Failure | null> {
  const { channelId, rootTs, from, peopleOnly } = thread;
  const kept = await keptOf(db.read, thread, now);
  const all = await readWhole(slack, channelId, rootTs);
  if ('is' in all) return all;
  const gone = await goneOf(slack, thread, kept, all);
  if ('is' in gone) return gone;

  const standing = peopleOnly ? all.filter(({ bot_id }) => !bot_id) : all;
  const known = await knownOf(
    db.read,
    workspaceId,
    channelId,
    standing.map(({ ts }) => ts),
  );
  for (const event of missedEvents({ channelId, rootTs, standing, gone, ...known }, from, now)) {
    const heard = await hearing({ read: db.read, slack }, event);
    if (heard) await writeTx(db, effectOf(workspaceId, heard, `catch-up:${channelId}:${event.event_ts}`, now));
  }
  return null;
}

/** What Slack has just posted may not stand in its list yet. */
const freshMs = 60_000;

/** Timestamps of the messages that we keep of a thread, but for the newest. */
async function keptOf(read: Database['read'], { escalationId, threadId, channelId }: LiveThread, now: Date): Promise<string[]> {
  const rows = await read.threadMessage.findMany({
    where: { escalationId, threadId, channelId, deletedAt: null },
    select: { ts: true },
    orderBy: { ts: 'asc' },
  });
  return rows.map(({ ts }) => ts).filter((ts) => instantOf(ts).getTime() < now.getTime() - freshMs);
}

/**
 * Those of them that were deleted. Slack also hides what is old (a plan's limit, a retention rule), but the oldest first: where the root
 * is listed, and a reply to it is not, also when that alone is asked for, it was deleted.
 */
async function goneOf(slack: Slack, { channelId, rootTs }: LiveThread, kept: string[], all: { ts: string }[]): Promise<string[] | Failure> {
  const listed = new Set(all.map(({ ts }) => ts));
  const gone: string[] = [];
  for (const ts of kept.filter((one) => !listed.has(one))) {
    const answer = await stands(slack, { channelId, rootTs, ts });
    if (typeof answer === 'object') return answer;
    if (answer === 'gone') gone.push(ts);
  }
  return gone;
}

const messagesPerQuery = 400;

async function knownOf(
  read: Database['read'],
  workspaceId: string,
  channelId: string,
  all: string[],
): Promise<Pick<Read, 'rows' | 'told'>> {
  const rows: Read['rows'] = [];
  const told = new Set<string>();
  for (let from = 0; from < all.length; from += messagesPerQuery) {
    const some = all.slice(from, from + messagesPerQuery);
    const kept = await read.threadMessage.findMany({ where: { workspaceId, channelId, ts: { in: some } } });
    const sources = new Map(some.map((ts) => [sourceOf(channelId, ts), ts]));
    const events = await read.escalationEvent.findMany({ where: { workspaceId, sourceKey: { in: [...sources.keys()] } } });
    const copies = await read.delivery.findMany({ where: { workspaceId, key: { in: kept.map(({ id }) => copyKey(id)) } } });
    const copied = new Set(copies.map(({ subject }) => subject));
    rows.push(...kept);
    for (const { ts, id, transcript } of kept) if (transcript || copied.has(id)) told.add(ts);
    for (const { sourceKey } of events) told.add(sources.get(sourceKey) as string);
  }
  return { rows, told };
}
