import { type Sandbox, startSandbox } from '../../sandbox';
import { createLog } from '../../src/log';
import { createMetrics } from '../../src/metrics';
import { type Running, run } from '../../src/run';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { manifest, root } from '../support/team';

const log = createLog({ level: 'silent', format: 'json' });
let sandbox: Sandbox;
let database: FreshDatabase;
let running: Running;

beforeEach(async () => {
  sandbox = await startSandbox({ manifest, world: 'bare' });
  database = await freshDatabase();
});
afterEach(async () => {
  await running.stop();
  await sandbox.stop();
  await database.drop();
});

async function start(): Promise<void> {
  const { app, apiUrl, url, clock } = sandbox;
  const slack = { botToken: app.botToken, appToken: app.appToken, apiUrl };
  running = await run({ databaseUrl: database.url, slack, baseUrl: url, root, clock, log, metrics: createMetrics() });
  await running.backline.settle();
}

const saidTo = (user: string) => sandbox.messages(user, sandbox.dm(user)).length;
const callsOfList = () => sandbox.log.filter(({ name }) => name === 'users.list');

test('an admin of a large workspace, who stands on the second page of its people, is greeted, once', async () => {
  for (let n = 0; n < 200; n += 1) await sandbox.make({ make: 'user', name: `agent-${n}` });
  const lena = await sandbox.make({ make: 'user', name: 'lena', is_admin: true });
  await sandbox.change(sandbox.people.kai as string, { deleted: true });

  await start();
  await sandbox.clock.advance(60_000);
  await running.backline.settle();
  expect(saidTo(lena)).toBe(1);
  expect(callsOfList()).toHaveLength(2);
});

test('when the people cannot be read at the start, Backline starts all the same, and greets later', async () => {
  sandbox.inject({ method: 'users.list', what: { kind: 'http', status: 503 } });
  await start();
  expect(callsOfList()[0]).toMatchObject({ fault: 'http' });
  expect(saidTo(sandbox.people.kai as string)).toBe(1);
});
