import { startBackline } from '../src/app';
import type { Clock } from '../src/clock';
import { connect } from '../src/database';
import { socketReceivers } from '../src/listeners/receivers';
import { lockDatabase } from '../src/lock';
import { createLog } from '../src/log';
import { createMetrics } from '../src/metrics';
import { migrate } from '../src/migrations';
import type { Orders, Told } from './orders';
import { root } from './root';

/** A whole Backline in a process of its own, as `main` runs it, that ends where it was ordered to. */
async function work({ databaseUrl, slack, clockOffsetMs, death, delivery }: Orders): Promise<void> {
  const clock = movableClock(clockOffsetMs);
  const log = createLog({ level: 'warn', format: 'json' });
  let left = death?.passing ?? 0;
  const killPoint = (name: string) => {
    if (name !== death?.at) return;
    left -= 1;
    if (left <= 0) process.kill(process.pid, 'SIGKILL');
  };

  const lock = lockDatabase(databaseUrl, clock.now());
  await migrate(databaseUrl, root, killPoint);
  const db = await connect(databaseUrl);
  const { botToken, appToken, apiUrl } = slack;
  const receivers = socketReceivers(appToken, apiUrl, log);
  const baseUrl = 'http://127.0.0.1';
  const metrics = createMetrics();
  const backline = await startBackline({ db, clock, log, metrics, botToken, apiUrl, baseUrl, receivers, paceMs: 0, delivery, killPoint });
  process.send?.('ready');

  process.on('message', async (told: Told) => {
    if (told !== 'stop') return clock.move(told.clockOffsetMs);
    await backline.stop();
    await db.close();
    lock.release();
    process.exit(0);
  });
}

function movableClock(offset: number): Clock & { move(offsetMs: number): void } {
  let offsetMs = offset;
  const listeners = new Set<() => void>();
  return {
    now: () => new Date(Date.now() + offsetMs),
    onMove(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    move(to) {
      offsetMs = to;
      for (const listener of listeners) listener();
    },
  };
}

/** Whoever started it is gone: nobody is left to end it. */
process.on('disconnect', () => process.exit(0));

work(JSON.parse(process.argv[2] ?? '{}') as Orders).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
