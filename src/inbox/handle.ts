import { type Database, json, writeTx } from '../database';
import type { InboxEvent } from '../generated/sqlite/client';
import type { EventHandler, Registry, StoredEvent } from '../listeners/registry';
import type { Log } from '../log';

const batchSize = 100;
const defaultLeaseMs = 60_000;
/** With the waits below, about a day of trying. */
const mostAttempts = 14;
const longestWaitMs = 3 * 3_600_000;

export interface InboxDeps {
  db: Database;
  events: Registry['events'];
  log: Log;
  /** Names this process in leases. */
  owner: string;
  /** How long a process may keep what it has claimed. */
  leaseMs?: number;
}

/** Handles what is waiting, channel by channel in order, until nothing is left that is due; answers how many events were handled. */
export async function handleWaiting(deps: InboxDeps, now: () => Date): Promise<number> {
  let handled = 0;
  for (;;) {
    const claimed = await claim(deps, now());
    if (claimed.length === 0) return handled;

    await Promise.all(lanes(claimed).map((lane) => handleLane(deps, lane, now)));
    handled += claimed.length;
  }
}

/**
 * Takes the oldest waiting events. A second process takes others: its claims skip rows that are locked or leased. On SQLite there is no
 * second process: a lease that is found there was left by one that died.
 */
async function claim({ db, owner, leaseMs = defaultLeaseMs }: InboxDeps, now: Date): Promise<InboxEvent[]> {
  const due = {
    state: 'waiting' as const,
    OR: [{ notBefore: null }, { notBefore: { lte: now } }],
    ...(db.provider === 'postgres' && { AND: [{ OR: [{ leaseUntil: null }, { leaseUntil: { lt: now } }] }] }),
  };
  if ((await db.read.inboxEvent.count({ where: due, take: 1 })) === 0) return [];

  return writeTx(db, async (tx) => {
    const free = await tx.inboxEvent.findMany({ where: due, orderBy: { id: 'asc' }, take: batchSize, select: { id: true } });
    const ids = free.map(({ id }) => id);
    const leaseUntil = new Date(now.getTime() + leaseMs);
    await tx.inboxEvent.updateMany({ where: { id: { in: ids }, ...due }, data: { leaseOwner: owner, leaseUntil } });
    return tx.inboxEvent.findMany({ where: { id: { in: ids }, leaseOwner: owner, leaseUntil }, orderBy: { id: 'asc' } });
  });
}

async function handleLane(deps: InboxDeps, events: InboxEvent[], now: () => Date): Promise<void> {
  for (const row of events) {
    try {
      await handleOne(deps, row, now());
    } catch (error) {
      await postpone(deps, row, error, now());
    }
  }
}

/** The effect and the mark that it happened are one transaction: a second worker, or a second try, finds the mark. */
async function handleOne({ db, events }: InboxDeps, row: InboxEvent, now: Date): Promise<void> {
  const event: StoredEvent = { ...row, event: row.payload as Record<string, unknown> };
  const changes: NonNullable<Awaited<ReturnType<EventHandler>>>[] = [];
  for (const handler of events.get(row.type) ?? []) {
    const change = await handler(event, now);
    if (change) changes.push(change);
  }
  await writeTx(db, async (tx) => {
    const { count } = await tx.inboxEvent.updateMany({
      where: { id: row.id, state: 'waiting' },
      data: { state: 'done', handledAt: now, payload: json({}), leaseOwner: null, leaseUntil: null, lastError: null },
    });
    if (count === 0) return;
    for (const change of changes) await change(tx);
  });
}

async function postpone({ db, log }: InboxDeps, row: InboxEvent, error: unknown, now: Date): Promise<void> {
  const attempts = row.attempts + 1;
  const dead = attempts >= mostAttempts;
  const notBefore = new Date(now.getTime() + Math.min(1000 * 2 ** row.attempts, longestWaitMs));
  log.error(
    { err: error, event: row.eventId, type: row.type, attempts },
    dead ? 'event given up' : 'event could not be handled, will be tried again',
  );
  await writeTx(db, (tx) =>
    tx.inboxEvent.updateMany({
      where: { id: row.id, state: 'waiting' },
      data: {
        attempts,
        notBefore,
        state: dead ? 'dead' : 'waiting',
        leaseOwner: null,
        leaseUntil: null,
        lastError: String(error).slice(0, 500),
      },
    }),
  );
}

function lanes(events: InboxEvent[]): InboxEvent[][] {
  const byLane = new Map<string, InboxEvent[]>();
  for (const event of events) {
    const lane = `${event.workspaceId} ${event.lane}`;
    byLane.set(lane, [...(byLane.get(lane) ?? []), event]);
  }
  return [...byLane.values()];
}
