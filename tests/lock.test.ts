import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDatabase } from '../src/lock';
import { Refusal } from '../src/refusal';

const now = new Date('2026-03-02T09:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'backline-lock-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a second Backline on the same file refuses to start and names the first', () => {
  const lock = lockDatabase(`file:${join(folder, 'one.db')}`, now);
  symlinkSync(folder, join(folder, 'elsewhere'));
  const sameFile = join(folder, 'elsewhere', 'one.db');

  expect(() => lockDatabase(`file:${sameFile}`, now)).toThrow(
    new Refusal(
      `Backline is already at work on ${sameFile}: process ${process.pid} on ${hostname()}, started 2026-03-02T09:00:00.000Z. ` +
        'Stop that one first, or give this one a DATABASE_URL of its own.',
    ),
  );

  lock.release();
  lockDatabase(`file:${sameFile}`, now).release();
});

test('two files are two Backlines', () => {
  const one = lockDatabase(`file:${join(folder, 'a.db')}`, now);
  lockDatabase(`file:${join(folder, 'b.db')}`, now).release();
  one.release();
});

test('a Backline that was killed locks nobody out', async () => {
  const file = join(folder, 'killed.db');
  const holding = `
    const sqlite = new (require('better-sqlite3'))(${JSON.stringify(`${file}.lock`)});
    sqlite.exec('BEGIN EXCLUSIVE');
    console.log('holding');
    process.stdin.resume();`; // ends with this process, whatever happens here
  const child = spawn(process.execPath, ['-e', holding], { cwd: join(__dirname, '..'), stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  expect(() => lockDatabase(`file:${file}`, now)).toThrow('another process');

  child.kill('SIGKILL');
  await once(child, 'exit');
  lockDatabase(`file:${file}`, now).release();
  expect(existsSync(`${file}.owner`)).toBe(false);
});

test('on PostgreSQL any number of processes may work', () => {
  const url = 'postgres://backline@127.0.0.1/backline';
  const [one, another] = [lockDatabase(url, now), lockDatabase(url, now)];
  one.release();
  another.release();
});
