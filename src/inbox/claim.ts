import { type Database, type Transaction, writeTx } from '../database';
import { type InboxEvent, Prisma } from '../generated/sqlite/client';

const { sql, empty } = Prisma;

const batchSize = 100;
/** No event waits longer for its next attempt: one that seems to was postponed before the clock was set back. */
export const longestWaitMs = 3 * 3_600_000;
/** An event that failed so often, within a quarter of a minute, holds its lane no longer: better late and out of order than a day of silence. */
export const patience = 5;

export interface Claiming {
  db: Database;
  /** Names this process in leases. */
  owner: string;
  leaseMs: number;
}

/**
 * Takes the oldest waiting events that have nothing unfinished before them in their lane. A second process takes others: claims come one
 * after the other, and skip what is leased. On SQLite there is no second process: a lease that is found there was left by one that died.
 */
export async function claim({ db, owner, leaseMs }: Claiming, now: Date): Promise<InboxEvent[]> {
  const due = (limit: number) => dueEvents(db, leaseMs, now, limit);
  if ((await db.read.$queryRaw<Found[]>(due(1))).length === 0) return [];

  return writeTx(db, async (tx) => {
    if (db.provider === 'postgres') await tx.$executeRaw`SELECT pg_advisory_xact_lock(${claimLock})`;
    const found = await tx.$queryRaw<Found[]>(due(batchSize));
    const ids = found.map(({ id }) => Number(id));
    const leaseUntil = new Date(now.getTime() + leaseMs);
    await tx.inboxEvent.updateMany({ where: { id: { in: ids }, state: 'waiting' }, data: { leaseOwner: owner, leaseUntil } });
    return tx.inboxEvent.findMany({ where: { id: { in: ids }, leaseOwner: owner, leaseUntil }, orderBy: { id: 'asc' } });
  });
}

/** What was claimed and is not handled now, as it was: no attempt was made. */
export async function giveBack(tx: Transaction, owner: string, rows: InboxEvent[]): Promise<void> {
  const ids = rows.map(({ id }) => id);
  await tx.inboxEvent.updateMany({
    where: { id: { in: ids }, state: 'waiting', leaseOwner: owner },
    data: { leaseOwner: null, leaseUntil: null },
  });
}

interface Found {
  id: number | bigint;
}

/** A number of ours among PostgreSQL's advisory locks. */
const claimLock = 6_411_201;

function dueEvents({ provider }: Database, leaseMs: number, now: Date, limit: number): Prisma.Sql {
  const later = (ms: number) => new Date(now.getTime() + ms);
  const column = (alias: string, name: string) => Prisma.raw(`${alias}."${name}"`);
  const postponed = (alias: string) => {
    const until = column(alias, 'notBefore');
    return sql`(${until} IS NOT NULL AND ${until} > ${now} AND ${until} <= ${later(longestWaitMs)})`;
  };
  // Two leases: the clocks of two machines may differ by one.
  const leased = (alias: string) => {
    const until = column(alias, 'leaseUntil');
    return sql`OR (${until} IS NOT NULL AND ${until} > ${now} AND ${until} <= ${later(2 * leaseMs)})`;
  };
  const busy = (alias: string) => sql`(${postponed(alias)} ${provider === 'postgres' ? leased(alias) : empty})`;

  return sql`SELECT e."id" FROM "InboxEvent" e WHERE e."state" = 'waiting' AND NOT ${busy('e')} AND NOT EXISTS (
      SELECT 1 FROM "InboxEvent" b WHERE b."workspaceId" = e."workspaceId" AND b."lane" = e."lane" AND b."state" = 'waiting'
        AND b."id" < e."id" AND b."attempts" < ${patience} AND ${busy('b')})
    ORDER BY e."id" LIMIT ${limit}`;
}
