import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import type { Store } from './store';

const heldMs = 3_000;

/** A file; now and then another process, this one, holds its write lock for 3 seconds. */
export function sqliteStore(folder: string): Store {
  const file = join(folder, 'backline.db');
  return {
    name: 'sqlite',
    url: `file:${file}`,
    async upset() {
      const other = new Sqlite(file, { timeout: 0 });
      try {
        await takeWriteLock(other);
        await pause(heldMs);
        other.exec('ROLLBACK');
      } finally {
        other.close();
      }
      return 'write lock held 3 s';
    },
    stop: async () => {},
  };
}

/** Tries again itself: waiting inside the driver would stop the whole world. */
async function takeWriteLock(other: Sqlite.Database): Promise<void> {
  for (;;) {
    try {
      other.exec('BEGIN IMMEDIATE');
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error;
      await pause(2);
    }
  }
}
