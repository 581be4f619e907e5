import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type { SqlDriverAdapter, SqlDriverAdapterFactory, Transaction as SqlTransaction } from '@prisma/driver-adapter-utils';
import { type Prisma, PrismaClient as SqliteClient } from './generated/sqlite/client';
import { logBeside, walOf } from './wal';

/**
 * Reading and writing are two connections. On SQLite a statement outside a transaction would run inside whichever interactive
 * transaction is open on the same connection: it would read what may be rolled back, and be rolled back with it. So what stands
 * outside a transaction goes to a connection that the database itself keeps from writing, and everything that writes goes through `writeTx`.
 */
export interface Database {
  readonly provider: 'sqlite' | 'postgres';
  readonly url: string;
  readonly read: SqliteClient;
  /** Resolves when what was committed before has reached the disk. */
  synced(): Promise<void>;
  close(): Promise<void>;
}

export type Transaction = Omit<SqliteClient, '$connect' | '$disconnect' | '$on' | '$use' | '$extends' | '$transaction'>;

/** How long a transaction may wait for its turn, and how long a lock held elsewhere (the command line, a backup) is waited for. */
const patienceMs = 30_000;
const transactionOptions = { maxWait: patienceMs, timeout: patienceMs };

export async function connect(url: string): Promise<Database> {
  return isPostgres(url) ? connectPostgres(url) : connectSqlite(url);
}

export const isPostgres = (url: string) => /^postgres(ql)?:\/\//.test(url);

/** The file of a `file:` address; relative to where the process was started. */
export const sqliteFile = (url: string) => url.replace(/^file:/, '');

async function connectSqlite(url: string): Promise<Database> {
  const file = sqliteFile(url);
  mkdirSync(dirname(file), { recursive: true });
  // better-sqlite3 waits for a lock with the event loop stopped: short here, and `writeTx` waits on with it running.
  const adapters = new PrismaBetterSqlite3({ url: file, timeout: 100 });
  const [reading, writing] = [await adapters.connect(), await adapters.connect()];
  await writing.executeScript('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');
  await reading.executeScript('PRAGMA query_only = ON');

  const wal = (await keepsLog(writing)) ? walOf(logBeside(file), endProcess) : null;
  const client = new SqliteClient({ adapter: apart(reading, writing), transactionOptions });
  return {
    provider: 'sqlite',
    url,
    read: client,
    synced: async () => wal?.synced(),
    async close() {
      await client.$disconnect();
      await wal?.close();
    },
  };
}

/** A file system that cannot share memory (some of the network) keeps the older journal, in which every COMMIT waits for the disk. */
async function keepsLog(writing: SqlDriverAdapter): Promise<boolean> {
  const { rows } = await writing.queryRaw({ sql: 'PRAGMA journal_mode', args: [], argTypes: [] });
  if (rows[0]?.[0] === 'wal') return true;
  await writing.executeScript('PRAGMA synchronous = FULL');
  return false;
}

/** The disk does not keep what it is given: what is acknowledged from now on would be lost. The next process goes on from what it kept. */
const endProcess = (error: unknown) =>
  setImmediate(() => {
    throw error;
  });

async function connectPostgres(url: string): Promise<Database> {
  const { PrismaPg, Pool, PostgresClient } = postgresParts();
  const pool = (options?: string) => {
    const connections = new Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 10_000, ...(options && { options }) });
    // The server may end a connection in the moment it is handed over, when nobody listens to it yet: that must not end the process.
    // Whoever gets it learns it from its first query.
    connections.on('connect', (connection) => connection.on('error', () => {}));
    return new PrismaPg(connections, { disposeExternalPool: true }).connect();
  };
  const [reading, writing] = [await pool('-c default_transaction_read_only=on'), await pool()];
  // The two generated clients differ in nothing but the provider: the same schema, checked by a test.
  const client = new PostgresClient({ adapter: apart(reading, writing), transactionOptions }) as unknown as SqliteClient;

  // The server answers a COMMIT when it is on the disk.
  return { provider: 'postgres', url, read: client, synced: async () => {}, close: () => client.$disconnect() };
}

/**
 * One client on two connections: what stands outside a transaction reads on the one, transactions write on the other.
 * better-sqlite3 answers within the same turn of the event loop: work that asks again and again would keep those outside who wait at
 * the door. So each answer lets a turn pass.
 */
function apart(reading: SqlDriverAdapter, writing: SqlDriverAdapter): SqlDriverAdapterFactory {
  const { provider, adapterName } = reading;
  const adapter: SqlDriverAdapter = {
    provider,
    adapterName,
    queryRaw: (query) => reading.queryRaw(query).finally(nextTurn),
    executeRaw: (query) => reading.executeRaw(query).finally(nextTurn),
    executeScript: (script) => reading.executeScript(script),
    startTransaction: async (isolation) => fair(await writing.startTransaction(isolation)),
    ...(reading.getConnectionInfo && { getConnectionInfo: () => reading.getConnectionInfo?.() ?? { supportsRelationJoins: false } }),
    async dispose() {
      await Promise.all([reading.dispose(), writing.dispose()]);
    },
  };
  return { provider, adapterName, connect: async () => adapter };
}

function fair(transaction: SqlTransaction): SqlTransaction {
  const { provider, adapterName, options } = transaction;
  return {
    provider,
    adapterName,
    options,
    queryRaw: (query) => transaction.queryRaw(query).finally(nextTurn),
    executeRaw: (query) => transaction.executeRaw(query).finally(nextTurn),
    commit: () => transaction.commit().finally(nextTurn),
    rollback: () => transaction.rollback(),
  };
}

/** Loaded when it is needed: half of what starts, and a good part of the memory, would serve the database that is not used. */
function postgresParts() {
  const { PrismaPg } = require('@prisma/adapter-pg') as typeof import('@prisma/adapter-pg');
  const { Pool } = require('pg') as typeof import('pg');
  const { PrismaClient: PostgresClient } = require('./generated/postgres/client') as typeof import('./generated/postgres/client');
  return { PrismaPg, Pool, PostgresClient };
}

/**
 * Runs `work` in one transaction, answers when that has reached the disk, and runs it again when the database asks for it (a deadlock, a lock held elsewhere, a lost connection):
 * `work` must do nothing but write through `tx`. An effect that must not happen twice guards itself by a receipt or a unique key,
 * for a connection lost during COMMIT does not tell whether it was done.
 */
export async function writeTx<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  if (db.provider === 'postgres') return attempt(db, work);
  const answer = await inTurn(db, () => attempt(db, work)); // the next one may begin while the disk is at work
  await db.synced();
  return answer;
}

const attempt = <T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  patiently(() =>
    db.read.$transaction(async (tx) => {
      if (db.provider === 'sqlite') await takeWriteLock(tx);
      return work(tx);
    }),
  );

/** Asks the database again when a connection was lost, a server is restarting, a lock is held: for half a minute. */
export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + patienceMs;
  for (let wait = 5; ; wait = Math.min(wait * 2, 500)) {
    try {
      return await ask();
    } catch (error) {
      if (!isTransient(error) || Date.now() + wait > giveUpAt) throw error;
      await pause(wait + Math.random() * wait);
    }
  }
}

/** A transaction that reads first and writes later fails at once when another connection wrote in between; one that writes first waits. */
const takeWriteLock = (tx: Transaction) => tx.$executeRawUnsafe('UPDATE "Lane" SET "lastPosition" = "lastPosition" WHERE 0');

const turns = new WeakMap<Database, Promise<unknown>>();

/** One transaction at a time in this process: they would only wait for each other inside the driver, where waiting times out. */
function inTurn<T>(db: Database, run: () => Promise<T>): Promise<T> {
  const before = turns.get(db) ?? Promise.resolve();
  const mine = before.then(run, run);
  turns.set(
    db,
    mine.catch(() => {}),
  );
  return mine;
}

/** Prisma's codes: write conflict or deadlock, connection lost or refused, transaction closed by the server. */
const transientCodes = new Set(['P2034', 'P1001', 'P1002', 'P1008', 'P1017', 'P2028']);
const transientKinds = new Set([
  'TransactionWriteConflict',
  'SocketTimeout',
  'ConnectionClosed',
  'DatabaseNotReachable',
  'TransactionAlreadyClosed',
]);
/** serialization_failure, deadlock_detected, admin_shutdown, crash_shutdown, cannot_connect_now, connection exceptions. */
const transientSqlStates = /^(40001|40P01|57P0[1-3]|08\w{3})$/;
/** What never became an answer of the database: the driver's own words. */
const transientMessages =
  /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect|Server has closed the connection|Can't reach database server|ECONNRESET|ECONNREFUSED|database is locked|SQLITE_BUSY/;

export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, cause, meta } = error as DriverError;
  if (code && (transientCodes.has(code) || transientSqlStates.test(code))) return true;
  const inner = cause ?? meta?.driverAdapterError?.cause;
  if (inner?.kind && transientKinds.has(inner.kind)) return true;
  if (inner?.originalCode && transientSqlStates.test(inner.originalCode)) return true;
  return transientMessages.test(error.message);
}

/** Where Prisma and its adapters keep what the database answered. */
interface DriverError extends Error {
  code?: string;
  cause?: { kind?: string; originalCode?: string };
  meta?: { driverAdapterError?: { cause?: { kind?: string; originalCode?: string } } };
}

/** A unique key already stands: the way to learn that somebody was faster. */
export const isUniqueViolation = (error: unknown): boolean => error instanceof Error && (error as { code?: string }).code === 'P2002';

/** A value for a Json column. Records and plans are plain data; Prisma's own type does not accept interfaces. */
export const json = (value: unknown): Prisma.InputJsonValue => value as Prisma.InputJsonValue;
