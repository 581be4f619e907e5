import { createLog } from '../src/log';
import { createMetrics } from '../src/metrics';
import { type Running, run } from '../src/run';
import type { Orders, Told } from './orders';
import { root } from './root';
import { movableClock } from './worker-clock';

// A whole Backline in a process of its own, as `main` runs it. It is loaded before it is told to begin, so that a run is not spent on loading.

const clock = movableClock();
let running: Running | undefined;

async function begin({ databaseUrl, slack, clockOffsetMs, death, delivery }: Orders): Promise<void> {
  clock.move(clockOffsetMs);
  const log = createLog({ level: 'warn', format: 'json' });
  const trial = { paceMs: 0, delivery, killPoint: dieAt(death) };
  running = await run({ databaseUrl, slack, baseUrl: 'http://127.0.0.1', root, clock, log, metrics: createMetrics(), trial });
  process.send?.('ready');
}

function dieAt(death: Orders['death']): (point: string) => void {
  let left = death?.passing ?? 0;
  return (point) => {
    if (point !== death?.at) return;
    left -= 1;
    if (left <= 0) process.kill(process.pid, 'SIGKILL');
  };
}

async function stop(): Promise<void> {
  await running?.stop();
  process.exit(0);
}

async function hear(told: Told): Promise<void> {
  switch (told.tell) {
    case 'begin':
      return begin(told.orders);
    case 'clock':
      return clock.move(told.offsetMs);
    case 'stop':
      return stop();
  }
}

process.on('message', (told: Told) => {
  hear(told).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
/** Whoever started it is gone: nobody is left to end it. */
process.on('disconnect', () => process.exit(0));
