// One process at a time: two starts in one folder must not build over each other.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { at } from './root.mjs';

const file = at('dist/.lock');
/** Longer than any build: whoever holds it so long was on another machine or in another container, and is gone. */
const abandonedAfterMs = 20 * 60_000;

export function alone(work, say) {
  take(say);
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function take(say) {
  mkdirSync(dirname(file), { recursive: true });
  for (let waited = 0; !created(); waited += 1) {
    const holder = holderOf();
    if (holder && !isAlive(holder)) rmSync(file, { force: true });
    else if (waited === 0) say(`Waiting for process ${holder?.pid ?? '?'}, which is building …`);
    pause(200);
  }
}

function created() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function holderOf() {
  try {
    return { pid: Number(readFileSync(file, 'utf8')), since: statSync(file).mtimeMs };
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function isAlive({ pid, since }) {
  if (Date.now() - since > abandonedAfterMs) return false;
  if (!pid) return true; // created, its number not yet written
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code !== 'ESRCH';
  }
}

function pause(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
