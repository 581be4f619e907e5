import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { isPostgres, sqliteFile } from './database';
import { Refusal } from './refusal';

export interface Lock {
  release(): void;
}

interface Holder {
  pid: number;
  host: string;
  startedAt: string;
}

/**
 * Makes this process the only one that works on an SQLite file: the second one is refused and told who the first is. The lock is the
 * operating system's, on a file beside the database, so that it ends with the process however that ends. On PostgreSQL any number may
 * work, and nothing is locked.
 */
export function lockDatabase(url: string, now: Date): Lock {
  if (isPostgres(url)) return { release: () => {} };

  const database = sqliteFile(url);
  const beside = besideFile(database);
  const lock = new Sqlite(`${beside}.lock`, { timeout: 0 });
  try {
    // An open exclusive transaction holds the lock. Nothing is ever written, so there is no journal to keep.
    lock.exec('PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw isBusy(error) ? new Refusal(taken(database, holderIn(`${beside}.owner`))) : error;
  }
  const holder: Holder = { pid: process.pid, host: hostname(), startedAt: now.toISOString() };
  writeFileSync(`${beside}.owner`, `${JSON.stringify(holder)}\n`);
  return {
    release() {
      rmSync(`${beside}.owner`, { force: true });
      lock.close();
    },
  };
}

/** Two ways of writing one file's path are one lock. */
function besideFile(database: string): string {
  mkdirSync(dirname(database), { recursive: true });
  try {
    return realpathSync(database);
  } catch {
    return join(realpathSync(dirname(database)), basename(database)); // not made yet
  }
}

const isBusy = (error: unknown) => String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY');

/** Only for the message: the lock itself says that somebody is there. */
function holderIn(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return null; // it has the lock and has not written its name yet
  }
}

function taken(database: string, holder: Holder | null): string {
  const who = holder ? `process ${holder.pid} on ${holder.host}, started ${holder.startedAt}` : 'another process';
  return `Backline is already at work on ${database}: ${who}. Stop that one first, or give this one a DATABASE_URL of its own.`;
}
