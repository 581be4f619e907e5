import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTx } from '../../src/database';
import { type LogFile, logBeside, walOf } from '../../src/wal';
import { databaseUnderTest, freshDatabase } from '../support/database';

/** A disk that is done when it is told to be. */
function slowDisk() {
  const rounds: { done(): void; fail(error: Error): void }[] = [];
  const file: LogFile = {
    datasync: () => new Promise<void>((resolve, reject) => rounds.push({ done: resolve, fail: reject })),
    close: async () => {},
  };
  return { rounds, wal: walOf(async () => file) };
}

const turn = () => new Promise(setImmediate);

test('whoever comes while the disk is busy waits for a round that began after they came, and shares it', async () => {
  const { rounds, wal } = slowDisk();
  const over: string[] = [];
  const wait = (name: string) => wal.synced().then(() => over.push(name));
  wait('first');
  await turn();
  wait('second');
  wait('third');
  await turn();
  expect(rounds).toHaveLength(1);

  rounds[0]?.done();
  await turn();
  expect(over).toEqual(['first']);
  expect(rounds).toHaveLength(2);

  rounds[1]?.done();
  await turn();
  expect(over).toEqual(['first', 'second', 'third']);
});

test('a disk that fails is told to those who waited for it, and asked again by the next', async () => {
  const { rounds, wal } = slowDisk();
  const first = wal.synced();
  await turn();
  rounds[0]?.fail(new Error('EIO: i/o error, fdatasync'));
  await expect(first).rejects.toThrow('EIO');

  const second = wal.synced();
  await turn();
  rounds[1]?.done();
  await expect(second).resolves.toBeUndefined();
});

test('closing waits for what is under way', async () => {
  const { rounds, wal } = slowDisk();
  const synced = wal.synced();
  await turn();
  let closed = false;
  const closing = wal.close().then(() => {
    closed = true;
  });
  await turn();
  expect(closed).toBe(false);
  rounds[0]?.done();
  await Promise.all([synced, closing]);
});

test('a log that is not there is said', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'backline-wal-'));
  await expect(walOf(logBeside(join(folder, 'none.db'))).synced()).rejects.toThrow('none.db-wal');
  rmSync(folder, { recursive: true });
});

test('a transaction is over when the disk has it', async () => {
  if (databaseUnderTest !== 'sqlite') return; // PostgreSQL waits by itself
  const fresh = await freshDatabase();
  const reached: number[] = [];
  const db = {
    ...fresh.db,
    async synced() {
      reached.push(await fresh.db.read.lane.count());
      await fresh.db.synced();
    },
  };
  await writeTx(db, (tx) => tx.lane.create({ data: { workspaceId: 'T1', lane: 'C1' } }));
  expect(reached).toEqual([1]);
  await fresh.drop();
});
