import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '../../sandbox';
import { person } from '../../sandbox/person';
import { createLog } from '../../src/log';
import { createMetrics } from '../../src/metrics';
import { type Running, run } from '../../src/run';
import { createWeb, type Web } from '../../src/web';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { applySeededSettings } from '../support/settings';
import { settle } from '../support/settle';
import { manifest, root } from '../support/team';

const log = createLog({ level: 'silent', format: 'json' });
let folder: string;
let database: FreshDatabase;
let web: Web;
let address: string;
let sandbox: Sandbox;
let running: Running | null = null;
/** A request is passed on to Backline. */
let asked: () => void = () => {};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backline-http-'));
  database = await freshDatabase();
  const metrics = createMetrics();
  const clock = { now: () => sandbox.clock.now(), onMove: () => () => {} };
  const serving = () => {
    asked();
    return running;
  };
  web = createWeb({ host: '127.0.0.1', port: 0, clock, log, metrics, root, version: 'test', serving });
  ({ address } = await web.start());
  sandbox = await startSandbox({ manifest, world: 'story', seed: 1, requestUrl: `${address}/slack/events` });
  const { botToken, signingSecret } = sandbox.app;
  const slack = { botToken, signingSecret, apiUrl: sandbox.apiUrl };
  running = await run({ databaseUrl: database.url, slack, baseUrl: address, root, clock: sandbox.clock, log, metrics });
  await applySeededSettings(running.backline);
});

afterAll(async () => {
  await running?.stop();
  await web.stop();
  await sandbox.stop();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const backline = () => (running as Running).backline;

test('behind a web server a thread is escalated by signed requests, and its events arrive', async () => {
  const ana = person(sandbox, sandbox.people.ana as string);
  const support = sandbox.channels.support as string;
  const root = await ana.find('VAT twice', { channel: support });
  await ana.shortcut('Escalate this thread', root);
  await ana.sees('6 messages will be copied', { in: 'modal' });
  await ana.fill({ Squad: 'Billing', 'What was tried': 'Reissued once', 'Expected answer': 'May we refund?' });
  await ana.submit();
  await settle(sandbox, backline());
  await ana.reply(root, 'The customer has called again');
  await settle(sandbox, backline());

  const bo = person(sandbox, sandbox.people.bo as string);
  const card = await bo.find('ESC-1', { channel: sandbox.channels['billing-squad'] as string });
  await bo.find('The customer has called again', { channel: card.channel, thread: card.ts });
  expect(sandbox.complaints()).toEqual([]);
});

test.each([
  [
    'a wrong signature',
    { 'x-slack-signature': `v0=${'0'.repeat(64)}`, 'x-slack-request-timestamp': String(Math.floor(Date.now() / 1000)) },
  ],
  ['a signature of last week', { 'x-slack-signature': `v0=${'0'.repeat(64)}`, 'x-slack-request-timestamp': '1760000000' }],
  ['no signature', {}],
])('a request with %s is refused, and nothing of it is stored', async (_, headers) => {
  const body = JSON.stringify({ type: 'event_callback', team_id: 'T01TALLWICK', event_id: 'EvForged', event: { type: 'message' } });
  const answer = await fetch(`${address}/slack/events`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });

  expect(answer.status).toBe(401);
  expect(await database.db.read.inboxEvent.count({ where: { eventId: 'EvForged' } })).toBe(0);
});

test('told to stop, Backline takes nothing more from Slack, and finishes what it took', async () => {
  const ana = person(sandbox, sandbox.people.ana as string);
  sandbox.inject({ method: 'views.open', what: { kind: 'hang', ms: 300 }, when: 'after' });
  const arrived = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const taken = sandbox.act(ana.id, { do: 'command', channel: sandbox.channels.support as string, command: '/escalate', text: '' });
  await arrived;

  const stopped = (running as Running).stop();
  const ready = await fetch(`${address}/readyz`);
  expect({ status: ready.status, said: await ready.json() }).toMatchObject({ status: 503, said: { ready: false, slack: 'leaving' } });
  const event = await fetch(`${address}/slack/events`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
  expect(event.status).toBe(503);
  expect((await taken).ok).toBe(true);
  await stopped;
  running = null;
});
