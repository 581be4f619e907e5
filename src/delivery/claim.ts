import { randomUUID } from 'node:crypto';
import type { Transaction } from '../database';
import type { Delivery } from '../generated/sqlite/client';
import { notHeld, notWaiting, withHeads } from './heads';
import { nextInLane, type Parent } from './next';
import type { Hold } from './settled';
import { type Dialect, instant, sql } from './sql';
import type { Tuning } from './tuning';
import { after, allowance, longestWaitMs, spend } from './waiting';

export interface Claimed {
  /** Rows to be said, lane by lane, in order. */
  lanes: ClaimedLane[];
  /** Cards to be drawn again and states to be set, in no order. */
  redraws: Delivery[];
  /** Replies whose root never came to stand in Slack. */
  orphans: Delivery[];
  holds: RestingAt[];
}

export interface ClaimedLane {
  rows: Delivery[];
  /** Where the threads begin whose roots stand in Slack already. */
  roots: Map<string, string>;
}

export type RestingAt = Hold & { workspaceId: string };

/** How much may be claimed: lanes of any sort, lanes among them that may wait, redraws. */
export interface Seats {
  lanes: number;
  unhurried: number;
  redraws: number;
}

export interface Claiming {
  dialect: Dialect;
  /** Names this process. */
  owner: string;
  tuning: Tuning;
  now: Date;
}

const nothing: Claimed = { lanes: [], redraws: [], orphans: [], holds: [] };

/** Takes what is due, heads of lanes first, and writes down that its outcome is in doubt: before any call is made. */
export async function claim(tx: Transaction, how: Claiming, seats: Seats): Promise<Claimed> {
  if (seats.lanes <= 0 && seats.redraws <= 0) return nothing;
  const found = await lanesWithWork(tx, how, seats);
  const taken = found.length > 0 ? await rowsOf(tx, how, found) : { lanes: [], orphans: [], spent: [] };
  const redraws = seats.redraws > 0 ? await redrawsDue(tx, how, seats.redraws) : [];

  const rows = [...taken.lanes.flatMap((lane) => lane.rows), ...taken.orphans, ...redraws];
  if (rows.length === 0) return nothing;
  await lease(tx, how, rows);
  await spendPace(tx, how, taken.spent);
  return { lanes: taken.lanes, orphans: taken.orphans, redraws, holds: await resting(tx, how.now) };
}

interface FoundLane {
  workspaceId: string;
  lane: string;
  /** Of its first row. */
  position: number;
  freeAt: Date | null;
  priority: number;
  dbNow: Date | null;
}

async function lanesWithWork(tx: Transaction, { dialect, tuning, now }: Claiming, { lanes, unhurried }: Seats): Promise<FoundLane[]> {
  if (lanes <= 0) return [];
  if (dialect.beforeHeads) await tx.$queryRaw(dialect.beforeHeads);
  const found = await tx.$queryRaw<FoundLane[]>(sql`${withHeads(dialect, now)}
    SELECT l."workspaceId", l."lane", l."freeAt", d."position", d."priority", ${dialect.dbNow} AS "dbNow"
    ${dialect.fromHeads} JOIN "Lane" l ON l."workspaceId" = d."workspaceId" AND l."lane" = d."lane"
    WHERE NOT ${dialect.leased('d')} AND ${notWaiting('d."retryAt"', now)} AND ${notHeld('d', 'chat.postMessage', now)} AND ${rested(tuning, now)}
    ORDER BY d."priority", d."id" LIMIT ${lanes} ${dialect.forUpdate('l')}`);

  let left = unhurried;
  return found
    .filter(({ priority }) => priority === 0 || left-- > 0)
    .map((lane) => ({ ...lane, freeAt: lane.freeAt && new Date(lane.freeAt) }));
}

/** May say one more: `allowance(freeAt) > 0`. */
function rested({ paceMs, burst }: Tuning, now: Date) {
  if (paceMs <= 0) return sql`true`;
  const tolerated = new Date(now.getTime() + (burst - 1) * paceMs);
  return sql`(l."freeAt" IS NULL OR l."freeAt" <= ${tolerated} OR l."freeAt" > ${new Date(now.getTime() + 2 * burst * paceMs)})`;
}

interface Taken {
  lanes: ClaimedLane[];
  orphans: Delivery[];
  spent: { workspaceId: string; lane: string; freeAt: string | null }[];
}

/** Read after the lanes are locked: what another process claimed until then is seen. */
async function rowsOf(tx: Transaction, how: Claiming, found: FoundLane[]): Promise<Taken> {
  const { tuning, now } = how;
  const rows = await pendingRows(tx, how, found);
  const parents = await parentsOf(tx, rows);
  const dbNow = found[0]?.dbNow ?? null;

  const taken: Taken = { lanes: [], orphans: [], spent: [] };
  for (const { workspaceId, lane, freeAt } of found) {
    const ofLane = rows.filter((row) => row.workspaceId === workspaceId && row.lane === lane);
    const { say, orphaned } = nextInLane(ofLane, {
      parentOf: (row) => parents.get(parentKey(row)),
      isLeased: (row) => (dbNow === null ? row.leaseOwner !== null : row.leaseUntil !== null && row.leaseUntil > dbNow),
      now,
      most: Math.min(allowance(freeAt, now, tuning), tuning.batch),
    });
    taken.orphans.push(...orphaned);
    if (say.length === 0) continue;
    taken.lanes.push({ rows: say, roots: rootsOf(say, parents) });
    taken.spent.push({ workspaceId, lane, freeAt: instant(spend(freeAt, now, say.length, tuning)) });
  }
  return taken;
}

async function pendingRows(tx: Transaction, { dialect, tuning }: Claiming, found: FoundLane[]): Promise<Delivery[]> {
  const lanes = dialect.table(
    found.map(({ workspaceId, lane, position }) => ({ workspaceId, lane, position })),
    { workspaceId: 'text', lane: 'text', position: 'int' },
  );
  // CROSS JOIN: the few lanes first, whatever a planner thinks of the many rows.
  const ids = await tx.$queryRaw<{ id: number }[]>(sql`
    SELECT d."id" FROM ${lanes} CROSS JOIN "Delivery" d
    WHERE d."state" = 'pending' AND d."sort" <> 'state' AND d."workspaceId" = v."workspaceId" AND d."lane" = v."lane"
      AND d."position" >= v."position" AND d."position" < v."position" + ${tuning.batch}`);
  return tx.delivery.findMany({ where: { id: { in: ids.map(({ id }) => Number(id)) } }, orderBy: { position: 'asc' } });
}

const parentKey = ({ workspaceId, threadKey }: Delivery) => `${workspaceId} ${threadKey}`;

async function parentsOf(tx: Transaction, rows: Delivery[]): Promise<Map<string, Parent>> {
  const replies = rows.filter(({ threadKey }) => threadKey !== null);
  if (replies.length === 0) return new Map();
  const where = {
    workspaceId: { in: [...new Set(replies.map((row) => row.workspaceId))] },
    key: { in: replies.map((row) => row.threadKey as string) },
  };
  const parents = await tx.delivery.findMany({ where, select: { workspaceId: true, key: true, state: true, ts: true } });
  return new Map(parents.map((parent) => [`${parent.workspaceId} ${parent.key}`, parent]));
}

function rootsOf(rows: Delivery[], parents: Map<string, Parent>): Map<string, string> {
  const known = rows.flatMap((row) => parents.get(parentKey(row)) ?? []);
  return new Map(known.flatMap(({ key, ts }) => (ts === null ? [] : [[key, ts] as const])));
}

async function redrawsDue(tx: Transaction, { dialect, now }: Claiming, most: number): Promise<Delivery[]> {
  const ids = await tx.$queryRaw<{ id: number }[]>(sql`
    SELECT d."id" FROM "Delivery" d
    WHERE d."dirty" = true AND (d."state" = 'sent' OR (d."state" = 'pending' AND d."sort" = 'state'))
      AND (d."notBefore" IS NULL OR d."notBefore" <= ${now}) AND ${notWaiting('d."retryAt"', now)} AND NOT ${dialect.leased('d')}
      AND ${notHeld('d', 'chat.update', now)}
    ORDER BY d."priority", d."id" LIMIT ${most} ${dialect.forUpdate('d')}`);
  if (ids.length === 0) return [];
  return tx.delivery.findMany({ where: { id: { in: ids.map(({ id }) => Number(id)) } } });
}

/**
 * Who dies now leaves nobody who knows what stands in Slack: it is written down again by whoever comes back with a result. Each claim
 * has a name of its own: who was slower than its lease may have claimed the same row again itself, and the earlier result must not count.
 */
async function lease(tx: Transaction, { dialect, owner, tuning, now }: Claiming, rows: Delivery[]): Promise<void> {
  const claimName = `${owner}/${randomUUID().slice(0, 8)}`;
  for (const row of rows) row.leaseOwner = claimName;
  const ids = dialect.table(
    rows.map(({ id }) => ({ id })),
    { id: 'int' },
  );
  await tx.$executeRaw(sql`
    UPDATE "Delivery" SET "leaseOwner" = ${claimName}, "leaseUntil" = ${dialect.leaseUntil(tuning.leaseMs, now)},
      "inDoubt" = CASE WHEN "state" = 'pending' AND "sort" <> 'state' THEN true ELSE "inDoubt" END,
      "firstAttemptAt" = coalesce("firstAttemptAt", ${now}), "renderedHash" = NULL
    WHERE "id" IN (SELECT v."id" FROM ${ids})`);
}

async function spendPace(tx: Transaction, { dialect, tuning }: Claiming, spent: Taken['spent']): Promise<void> {
  if (tuning.paceMs <= 0 || spent.length === 0) return;
  const lanes = dialect.table(spent, { workspaceId: 'text', lane: 'text', freeAt: 'timestamp(3)' });
  await tx.$executeRaw(sql`
    UPDATE "Lane" AS l SET "freeAt" = v."freeAt" FROM ${lanes} WHERE l."workspaceId" = v."workspaceId" AND l."lane" = v."lane"`);
}

const resting = (tx: Transaction, now: Date): Promise<RestingAt[]> =>
  tx.rateHold.findMany({ where: { until: { gt: now, lte: after(now, longestWaitMs) } } });
