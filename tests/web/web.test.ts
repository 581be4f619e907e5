import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { pino } from 'pino';
import { computerClock } from '../../src/clock';
import { writeTx } from '../../src/database';
import { owe } from '../../src/delivery/owe';
import { createMetrics } from '../../src/metrics';
import { createWeb, type Web, type WebOptions } from '../../src/web';
import { type FreshDatabase, freshDatabase } from '../support/database';

const root = resolve(__dirname, '../..');
let fresh: FreshDatabase;
const open: Web[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((web) => web.stop()));
});
afterAll(() => fresh.drop());

async function serve(options: Partial<WebOptions> = {}): Promise<(path: string, init?: RequestInit) => Promise<Response>> {
  const web = createWeb({
    host: '127.0.0.1',
    port: 0,
    clock: computerClock,
    log: pino({ level: 'silent' }),
    metrics: createMetrics(),
    root,
    version: '1.2.3',
    serving: () => ({ db: fresh.db, connected: () => true }),
    ...options,
  });
  const { address } = await web.start();
  open.push(web);
  return (path, init) => fetch(address + path, init);
}

test('while Backline starts it is alive, and not ready', async () => {
  const get = await serve({ serving: () => null });
  expect((await get('/livez')).status).toBe(200);
  const ready = await get('/readyz');
  expect(ready.status).toBe(503);
  expect(await ready.json()).toEqual({ ready: false, database: 'starting', migrations: 'starting', slack: 'starting' });
});

test('Backline is ready when its database takes writes, its tables are current and Slack is connected', async () => {
  const get = await serve();
  const ready = await get('/readyz');
  expect(await ready.json()).toEqual({ ready: true, database: 'ok', migrations: 'ok', slack: 'ok' });
  expect(ready.status).toBe(200);
});

test('without a connection to Slack it is not ready, and says so', async () => {
  const get = await serve({ serving: () => ({ db: fresh.db, connected: () => false }) });
  const ready = await get('/readyz');
  expect(ready.status).toBe(503);
  expect(await ready.json()).toMatchObject({ ready: false, database: 'ok', slack: 'not connected' });
});

test('a database that takes no writes makes it not ready, and what it answered is not shown', async () => {
  const broken = await freshDatabase();
  await writeTx(broken.db, (tx) => tx.$executeRawUnsafe('DROP TABLE "Lane"'));
  const get = await serve({ serving: () => ({ db: broken.db, connected: () => true }) });
  const ready = await get('/readyz');
  expect(ready.status).toBe(503);
  expect(await ready.json()).toEqual({ ready: false, database: 'failed (P2010)', migrations: 'ok', slack: 'ok' });
  await broken.drop();
});

test('tables of an older version make it not ready', async () => {
  const old = await freshDatabase();
  await writeTx(old.db, (tx) => tx.$executeRawUnsafe('DELETE FROM _prisma_migrations'));
  const get = await serve({ serving: () => ({ db: old.db, connected: () => true }) });
  expect(await (await get('/readyz')).json()).toMatchObject({ ready: false, migrations: expect.stringMatching(/^\d+ to apply$/) });
  await old.drop();
});

test('a Backline that takes no more work is not ready, and Slack sends its requests again', async () => {
  const passedOn: string[] = [];
  const slackEvents = (request: IncomingMessage) => void passedOn.push(request.url ?? '');
  const get = await serve({ serving: () => ({ db: fresh.db, connected: () => true, leaving: () => true, slackEvents }) });
  const ready = await get('/readyz');
  expect(ready.status).toBe(503);
  expect(await ready.json()).toEqual({ ready: false, database: 'leaving', migrations: 'leaving', slack: 'leaving' });

  const event = await get('/slack/events', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
  expect(event.status).toBe(503);
  expect(event.headers.get('retry-after')).toBe('5');
  expect(passedOn).toEqual([]);
  expect((await get('/livez')).status).toBe(200);
});

test('people read how far behind Backline is; numbers go to Prometheus without anybody named', async () => {
  const owedAt = new Date(Date.now() - 90_000);
  const debt = { workspaceId: 'T1', key: 'k1', kind: 'escalation.page', subject: 'e1', lane: 'U0SECRET' } as const;
  await writeTx(fresh.db, (tx) => owe(tx, debt, owedAt));
  await writeTx(fresh.db, (tx) => tx.jobRun.create({ data: { job: 'check-escalations', startedAt: owedAt, error: 'C0SECRET is away' } }));
  const metrics = createMetrics();
  metrics.delivered('sent', 'escalation.card');
  metrics.handled('command', 0.004);
  const get = await serve({ metrics });

  expect(await (await get('/healthz')).json()).toEqual({
    version: '1.2.3',
    node: process.versions.node,
    provider: fresh.db.provider,
    database: 'ok',
    migrations: 'ok',
    slack: 'ok',
    backlog: { waiting: 1, oldest: owedAt.toISOString(), oldestSeconds: expect.any(Number), stale: 0, dead: 0, doubtful: 0 },
    inbox: { waiting: 0, dead: 0 },
    jobs: [{ job: 'check-escalations', startedAt: owedAt.toISOString(), finishedAt: null, failed: true }],
  });

  const text = await (await get('/metrics')).text();
  expect(text).toContain('backline_deliveries_waiting 1\n');
  expect(text).toMatch(/backline_deliveries_oldest_seconds 9\d\n/);
  expect(text).toContain('backline_deliveries_total{outcome="sent",kind="escalation.card"} 1\n');
  expect(text).toContain('backline_interaction_seconds_bucket{le="0.005",sort="command"} 1\n');
  expect(text).toContain('backline_slack_connected 1\n');
  expect(text).not.toContain('SECRET');
});

test('a page that does not exist is said so in plain words, with nothing for a browser to run', async () => {
  const get = await serve();
  const found = await get('/<script>alert(1)</script>', { headers: { accept: 'text/html' } });
  expect(found.status).toBe(404);
  const html = await found.text();
  expect(html).toContain('<h1>There is no such page</h1>');
  expect(html).not.toContain('<script>');
  expect(found.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(found.headers.get('x-content-type-options')).toBe('nosniff');

  const plain = await get('/nothing', { method: 'POST', body: 'x', headers: { 'content-type': 'text/csv' } });
  expect(plain.status).toBe(404);
  expect(await plain.text()).toMatch(/^There is no such page\. /);
});

test("Slack's requests reach their listener byte for byte, and are sent again while Backline starts", async () => {
  const body = 'payload=%7B%22a%22%3A1%7D&b=+';
  const post = (get: Awaited<ReturnType<typeof serve>>) =>
    get('/slack/events', { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });

  const starting = await post(await serve({ serving: () => null }));
  expect(starting.status).toBe(503);

  const echo = (request: IncomingMessage, response: ServerResponse) => void request.pipe(response);
  const answered = await post(await serve({ serving: () => ({ db: fresh.db, connected: () => true, slackEvents: echo }) }));
  expect(await answered.text()).toBe(body);
});

test('in sandbox mode everything else is the sandbox', async () => {
  const sandbox: WebOptions['sandbox'] = {
    handle(request, response) {
      if (request.url !== '/api/auth.test') return false;
      request.pipe(response);
      return true;
    },
    handleUpgrade: () => false,
  };
  const get = await serve({ sandbox });
  const answered = await get('/api/auth.test', { method: 'POST', body: 'token=x', headers: { 'content-type': 'application/odd' } });
  expect(await answered.text()).toBe('token=x');
  expect((await get('/livez')).status).toBe(200);
  expect((await get('/else')).status).toBe(404);
});

test('a server that listens everywhere names an address that can be opened', async () => {
  const get = await serve({ host: '0.0.0.0' });
  const alive = await get('/livez');
  expect(new URL(alive.url).hostname).toBe('127.0.0.1');
});

test('a port in use ends the start with the port and the mend', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;

  await expect(serve({ port })).rejects.toMatchObject({
    name: 'Refusal',
    exitCode: 78,
    message: `PORT: expected a free port; found ${port} on 127.0.0.1 in use by another program. Stop that one, or choose another: PORT=${port + 1} npm start.`,
  });
  other.close();
});
