import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, writeTx } from '../../src/database';
import { migrate } from '../../src/migrations';
import { type LogFile, logBeside, walOf } from '../../src/wal';
import { databaseUnderTest, freshDatabase } from '../support/database';

const root = join(__dirname, '../..');

/** A disk that is done when it is told to be. */
function slowDisk() {
  const rounds: { done(): void; fail(error: Error): void }[] = [];
  const file: LogFile = {
    datasync: () => new Promise<void>((resolve, reject) => rounds.push({ done: resolve, fail: reject })),
    close: async () => {},
  };
  const broken: unknown[] = [];
  return {
    rounds,
    broken,
    wal: walOf(
      async () => file,
      (error) => broken.push(error),
    ),
  };
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

test('a disk that has failed once is never said to be well again', async () => {
  const { rounds, broken, wal } = slowDisk();
  const first = wal.synced();
  await turn();
  rounds[0]?.fail(new Error('EIO: i/o error, fdatasync'));
  await expect(first).rejects.toThrow('EIO');
  await expect(wal.synced()).rejects.toThrow('EIO');
  expect(rounds).toHaveLength(1);
  expect(broken).toEqual([expect.objectContaining({ message: 'EIO: i/o error, fdatasync' })]);
  await wal.close();
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
  const broken: unknown[] = [];
  await expect(walOf(logBeside(join(folder, 'none.db')), (error) => broken.push(error)).synced()).rejects.toThrow('none.db');
  expect(broken).toHaveLength(1);
  rmSync(folder, { recursive: true });
});

test('a database that is reached by a symbolic link has its log beside the real file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'backline-wal-'));
  mkdirSync(join(folder, 'real'));
  const real = join(folder, 'real/backline.db');
  await migrate(`file:${real}`, root);
  symlinkSync(real, join(folder, 'link.db'));
  const db = await connect(`file:${join(folder, 'link.db')}`);
  await writeTx(db, (tx) => tx.lane.create({ data: { workspaceId: 'T1', lane: 'C1' } }));
  expect(await db.read.lane.count()).toBe(1);
  await db.close();
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
