import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quietSandbox, type RunningApp, startBacklineOn, startEmptyBoltOn } from './support/app';
import { atMost, type Figure, percentile } from './support/figure';

/** Start to connected on a migrated database, and memory when idle, beside an empty Bolt app. */
export async function run(seconds: number): Promise<Figure[]> {
  const times = Math.max(2, Math.min(9, Math.round(seconds / 2)));
  const sandbox = await quietSandbox();
  const folder = mkdtempSync(join(tmpdir(), 'backline-bench-start-'));
  await (await startBacklineOn(sandbox, folder)).stop(); // migrates

  const empty = await starts(times, () => startEmptyBoltOn(sandbox, 4));
  const backline = await starts(times, () => startBacklineOn(sandbox, folder));
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
  return [
    atMost('start to connected, migrated database (median)', 'ms', backline.startMs, empty.startMs, 3),
    atMost('memory of the idle app (median)', 'MB', backline.megabytes, empty.megabytes, 2),
  ];
}

async function starts(times: number, start: () => Promise<RunningApp>): Promise<{ startMs: number; megabytes: number }> {
  const samples: { startMs: number; megabytes: number }[] = [];
  for (let n = 0; n < times; n += 1) {
    const app = await start();
    await app.sandbox.quiet();
    await new Promise((resolve) => setTimeout(resolve, 1_000)); // what a start leaves behind is collected
    samples.push({ startMs: app.startMs, megabytes: residentMegabytes(app.pid) });
    await app.stop();
  }
  return {
    startMs: percentile(
      samples.map(({ startMs }) => startMs),
      0.5,
    ),
    megabytes: percentile(
      samples.map(({ megabytes }) => megabytes),
      0.5,
    ),
  };
}

function residentMegabytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}
