import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quietSandbox, type RunningApp, startBacklineOn, startEmptyBoltOn } from './support/app';
import { atMost, type Figure, percentile } from './support/figure';

/** V8 gives back what a start has used when nothing happens for a while. */
const idleSeconds = 60;

/** Start to connected on a migrated database, and memory when idle, beside an empty Bolt app. */
export async function run(seconds: number): Promise<Figure[]> {
  const times = Math.max(2, Math.min(9, Math.round(seconds / 2)));
  const sandbox = await quietSandbox();
  const folder = mkdtempSync(join(tmpdir(), 'backline-bench-start-'));
  const backline = () => startBacklineOn(sandbox, folder);
  const empty = () => startEmptyBoltOn(sandbox, 4);
  await (await backline()).stop(); // migrates

  const started = { empty: await startMs(times, empty), backline: await startMs(times, backline) };
  const idle = Math.min(idleSeconds, 10 * seconds);
  const kept = { empty: await megabytesAfter(idle, empty), backline: await megabytesAfter(idle, backline) };
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
  return [
    atMost('start to connected, migrated database (median)', 'ms', started.backline, started.empty, 3),
    atMost(`memory after ${idle} s of idleness`, 'MB', kept.backline, kept.empty, 2),
  ];
}

async function startMs(times: number, start: () => Promise<RunningApp>): Promise<number> {
  const samples: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const app = await start();
    samples.push(app.startMs);
    await app.sandbox.quiet();
    await app.stop();
  }
  return percentile(samples, 0.5);
}

async function megabytesAfter(seconds: number, start: () => Promise<RunningApp>): Promise<number> {
  const app = await start();
  await app.sandbox.quiet();
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const megabytes = residentMegabytes(app.pid);
  await app.stop();
  return megabytes;
}

function residentMegabytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}
