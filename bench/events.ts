import { join } from 'node:path';
import { connect } from '../src/database';
import { quietSandbox, type RunningApp, startBacklineOn, startEmptyBoltOn } from './support/app';
import { atLeast, type Figure } from './support/figure';

const perSecondOfBench = 400;
/** Under way at once: what is not acknowledged within 3 seconds would be sent again. */
const atOnce = 500;

/** Events acknowledged a second, as fast as they come: Backline has each in its database by then, the empty app has not. */
export async function run(seconds: number): Promise<Figure[]> {
  const count = Math.max(200, Math.round(seconds * perSecondOfBench));
  const empty = await measure(
    (sandbox) => startEmptyBoltOn(sandbox, 4),
    count,
    async () => {},
  );
  const backline = await measure(
    (sandbox) => startBacklineOn(sandbox),
    count,
    ({ folder }) => nothingLost(folder, count),
  );
  return [atLeast('acknowledged and stored events, Socket Mode, SQLite', '/s', backline, empty, 0.5)];
}

async function measure(
  start: (sandbox: Awaited<ReturnType<typeof quietSandbox>>) => Promise<RunningApp>,
  count: number,
  check: (app: RunningApp) => Promise<void>,
) {
  const sandbox = await quietSandbox();
  const app = await start(sandbox);
  await sandbox.quiet();
  const agent = sandbox.people.ana as string;
  const channel = sandbox.channels.support as string;
  await burst(app, agent, channel, 100); // warm

  const startedAt = performance.now();
  await burst(app, agent, channel, count);
  const figure = count / ((performance.now() - startedAt) / 1000);
  await check(app);
  await app.stop();
  await sandbox.stop();
  return figure;
}

async function burst({ sandbox }: RunningApp, agent: string, channel: string, count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += atOnce) {
    const posts = Array.from({ length: Math.min(atOnce, count - sent) }, (_, n) =>
      sandbox.act(agent, { do: 'post', channel, text: `Message ${sent + n}` }),
    );
    await Promise.all(posts);
    await sandbox.quiet();
  }
}

async function nothingLost(folder: string, count: number): Promise<void> {
  const db = await connect(`file:${join(folder, 'backline.db')}`);
  const stored = await db.read.inboxEvent.count({ where: { type: 'message' } });
  await db.close();
  if (stored < count) throw new Error(`${count} events were acknowledged and ${stored} are in the database`);
}
