import { type Sandbox, startSandbox } from '../../sandbox';
import { writeTx } from '../../src/database';
import { createLog } from '../../src/log';
import { createMetrics } from '../../src/metrics';
import { type Running, run } from '../../src/run';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { manifest, root } from '../support/team';

const log = createLog({ level: 'silent', format: 'json' });
let sandbox: Sandbox;
let database: FreshDatabase;

beforeEach(async () => {
  sandbox = await startSandbox({ manifest, world: 'bare' });
  database = await freshDatabase();
});
afterEach(async () => {
  await sandbox.stop();
  await database.drop();
});

async function start(restored: boolean): Promise<Running> {
  const { app, apiUrl, url, clock } = sandbox;
  const slack = { botToken: app.botToken, appToken: app.appToken, apiUrl };
  const running = await run({ databaseUrl: database.url, slack, baseUrl: url, root, clock, log, metrics: createMetrics(), restored });
  await running.backline.settle();
  return running;
}

/** As it stood before anything was said. */
const backup = () =>
  writeTx(database.db, (tx) =>
    tx.delivery.updateMany({
      data: { state: 'pending', ts: null, sentChannel: null, sentAt: null, firstAttemptAt: null, inDoubt: false, renderedHash: null },
    }),
  );

test.each([
  ['with DATABASE_RESTORED a greeting that was said after the backup is not said again', true, 1],
  ['without it, the greeting is said once more', false, 2],
])('%s', async (_, restored, times) => {
  const kai = sandbox.people.kai as string;
  await (await start(false)).stop();
  expect(sandbox.messages(kai, sandbox.dm(kai))).toHaveLength(1);

  await backup();
  await sandbox.clock.advance(60_000);
  const running = await start(restored);
  expect(sandbox.messages(kai, sandbox.dm(kai))).toHaveLength(times);
  expect(await running.db.read.delivery.count({ where: { state: { not: 'sent' } } })).toBe(0);
  await running.stop();
});
