import { type Database, json, type Transaction, writeTx } from '../database';
import type { InboxEvent } from '../generated/sqlite/client';
import type { EventHandler, Registry, StoredEvent } from '../listeners/registry';
import type { Log } from '../log';
import { errorLine } from '../plain-error';
import { claim, giveBack, longestWaitMs, patience } from './claim';

const defaultLeaseMs = 60_000;
/** With the waits below, about a day of trying. */
const mostAttempts = 14;

export interface InboxDeps {
  db: Database;
  events: Registry['events'];
  log: Log;
  /** Names this process in leases. */
  owner: string;
  /** How long a process may keep what it has claimed. */
  leaseMs?: number;
  /** This process is about to end: nothing more is begun, and what is claimed is given back. */
  leaving?(): boolean;
  /** Waited for before each event: what arrives is stored first. */
  calm?(): Promise<void>;
}

/** Handles what is waiting, channel by channel in order, until nothing is left that is due; answers how many events were handled. */
export async function handleWaiting(deps: InboxDeps, now: () => Date): Promise<number> {
  const { db, owner, leaseMs = defaultLeaseMs, leaving } = deps;
  let handled = 0;
  while (!leaving?.()) {
    const claimed = await claim({ db, owner, leaseMs }, now());
    if (claimed.length === 0) break;

    const lanesDone = await Promise.allSettled(lanes(claimed).map((lane) => handleLane(deps, lane, now)));
    for (const lane of lanesDone) {
      if (lane.status === 'rejected') throw lane.reason;
      handled += lane.value;
    }
  }
  return handled;
}

/** In order: what fails ends the turn of its lane, and those behind it wait for it; not without end, though. */
async function handleLane(deps: InboxDeps, events: InboxEvent[], now: () => Date): Promise<number> {
  const { db, owner } = deps;
  let quiet: InboxEvent[] = [];
  let handled = 0;
  for (const [index, row] of events.entries()) {
    await deps.calm?.();
    const rest = events.slice(index);
    if (deps.leaving?.() || (index > 0 && isOver(row.leaseUntil, now()))) {
      await writeTx(db, async (tx) => {
        await markDone(tx, quiet, now());
        await giveBack(tx, owner, rest);
      });
      return handled;
    }
    try {
      const changes = await changesOf(deps, row, now());
      if (changes.length > 0) await conclude(db, quiet, { row, changes }, now());
      quiet = changes.length > 0 ? [] : [...quiet, row];
      handled += 1;
    } catch (error) {
      const held = row.attempts + 1 < patience;
      await postpone(deps, row, error, now(), { quiet, behind: held ? rest.slice(1) : [] });
      if (held) return handled;
      quiet = [];
    }
  }
  if (quiet.length > 0) await writeTx(db, (tx) => markDone(tx, quiet, now()));
  return handled;
}

const isOver = (leaseUntil: Date | null, now: Date) => leaseUntil !== null && leaseUntil <= now;

type Change = NonNullable<Awaited<ReturnType<EventHandler>>>;

async function changesOf({ events }: InboxDeps, row: InboxEvent, now: Date): Promise<Change[]> {
  const event: StoredEvent = { ...row, event: row.payload as Record<string, unknown> };
  const changes: Change[] = [];
  for (const handler of events.get(row.type) ?? []) {
    const change = await handler(event, now);
    if (change) changes.push(change);
  }
  return changes;
}

/**
 * The effect and the mark that it happened are one transaction: a second worker, or a second try, finds the mark. `quiet` are those
 * before it that had no effect: most of what is said in a channel, marked together because each commit costs.
 */
async function conclude(
  db: Database,
  quiet: InboxEvent[],
  { row, changes }: { row: InboxEvent; changes: Change[] },
  now: Date,
): Promise<void> {
  await writeTx(db, async (tx) => {
    await markDone(tx, quiet, now);
    if ((await markDone(tx, [row], now)) === 0) return;
    for (const change of changes) await change(tx);
  });
}

async function markDone(tx: Transaction, rows: InboxEvent[], now: Date): Promise<number> {
  if (rows.length === 0) return 0;
  const { count } = await tx.inboxEvent.updateMany({
    where: { id: { in: rows.map(({ id }) => id) }, state: 'waiting' },
    data: { state: 'done', handledAt: now, payload: json({}), leaseOwner: null, leaseUntil: null, lastError: null },
  });
  return count;
}

/** Later again; those before it that had no effect are done, and those that must not go before it are given back. */
async function postpone(
  { db, log, owner }: InboxDeps,
  row: InboxEvent,
  error: unknown,
  now: Date,
  { quiet, behind }: { quiet: InboxEvent[]; behind: InboxEvent[] },
): Promise<void> {
  const attempts = row.attempts + 1;
  const dead = attempts >= mostAttempts;
  const notBefore = new Date(now.getTime() + Math.min(1000 * 2 ** row.attempts, longestWaitMs));
  log.error(
    { err: error, event: row.eventId, type: row.type, attempts },
    dead ? 'event given up' : 'event could not be handled, will be tried again',
  );
  const data = { attempts, notBefore, state: dead ? ('dead' as const) : ('waiting' as const), lastError: errorLine(error) };
  await writeTx(db, async (tx) => {
    await markDone(tx, quiet, now);
    await tx.inboxEvent.updateMany({ where: { id: row.id, state: 'waiting' }, data: { ...data, leaseOwner: null, leaseUntil: null } });
    await giveBack(tx, owner, behind);
  });
}

function lanes(events: InboxEvent[]): InboxEvent[][] {
  const byLane = new Map<string, InboxEvent[]>();
  for (const event of events) {
    const lane = `${event.workspaceId} ${event.lane}`;
    byLane.set(lane, [...(byLane.get(lane) ?? []), event]);
  }
  return [...byLane.values()];
}
