import { realpathSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** What a write-ahead log needs of its file. */
export type LogFile = Pick<FileHandle, 'datasync' | 'close'>;

export interface Wal {
  /** Resolves when everything that was committed before this call has reached the disk. */
  synced(): Promise<void>;
  close(): Promise<void>;
}

/**
 * SQLite's `synchronous = FULL` waits for the disk at each COMMIT with the event loop stopped: several milliseconds in which nobody is
 * acknowledged. Here the connection is `NORMAL`, which writes the log and leaves it at that, and whoever committed waits for the same
 * `fdatasync` in Node's thread pool. The log is one sequence, so who has waited knows that all it had read is on the disk too; those who
 * come while the disk is busy share the next round. https://sqlite.org/wal.html, "Performance considerations"
 *
 * A failure is final, because a kernel tells of lost pages once and then calls them written: `broken` is called, and nobody hears that
 * all is well any more.
 */
export function walOf(opened: () => Promise<LogFile>, broken: (error: unknown) => void): Wal {
  let file: LogFile | null = null;
  let failure: { error: unknown } | null = null;
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;

  async function sync(): Promise<void> {
    if (failure) throw failure.error;
    try {
      file ??= await opened();
      await file.datasync();
    } catch (error) {
      failure = { error };
      broken(error);
      throw error;
    }
  }

  function synced(): Promise<void> {
    next ??= settled(running).then(() => {
      next = null;
      running = sync();
      return running;
    });
    return next;
  }

  return {
    synced,
    async close() {
      await settled(next ?? running);
      await file?.close();
    },
  };
}

/** SQLite has made it by the first COMMIT. Only the database's own file must not be opened beside SQLite: closing it would drop its locks. */
export const logBeside = (databaseFile: string) => () => open(`${realpathSync(databaseFile)}-wal`, 'r+');

const settled = (promise: Promise<void>): Promise<void> => promise.catch(() => {});
