import type { SocketModeReceiver } from '@slack/bolt';
import type { Fault, Sandbox } from '../../sandbox';
import { startSandbox } from '../../sandbox';
import { socketReceivers } from '../../src/listeners/receivers';
import { keepConnected, type Socket } from '../../src/listeners/sockets';
import { createLog } from '../../src/log';
import { manifest } from '../support/team';

const log = createLog({ level: 'silent', format: 'json' });
let sandbox: Sandbox;
let client: SocketModeReceiver['client'];
let socket: Socket;
let waits: number[];

beforeEach(async () => {
  sandbox = await startSandbox({ manifest, world: 'bare' });
  client = (socketReceivers(sandbox.app.appToken, sandbox.apiUrl, log)[0] as SocketModeReceiver).client;
  waits = [];
  socket = keepConnected({ client, log, waitMs: (failures) => waits.push(failures) * 0 });
});
afterEach(async () => {
  await socket.stop();
  await sandbox.stop();
});

const next = (state: 'connected' | 'disconnected') => new Promise<void>((resolve) => client.once(state, () => resolve()));
const refusals = (times: number, what: Fault['what']): Fault => ({ method: 'apps.connections.open', times, what });

test.each<[string, Fault['what']]>([
  ['refuses a new one, for the token was revoked for a while', { kind: 'error', error: 'token_revoked' }],
  ['refuses a new one, for the token is wrong', { kind: 'error', error: 'invalid_auth' }],
  ['answers 503', { kind: 'http', status: 503 }],
  ['cuts every connection', { kind: 'reset' }],
  ['has had too many calls', { kind: 'rate_limit', retryAfterSeconds: 0 }],
])(
  'a network failure ends the socket and Slack %s: Backline says that it is not connected, and is again when it can be',
  async (_, what) => {
    await socket.start();
    expect(socket.isConnected()).toBe(true);
    const again = next('connected');
    const lost = next('disconnected');

    sandbox.inject(refusals(3, what));
    sandbox.dropSockets();
    await lost;
    expect(socket.isConnected()).toBe(false);
    await again;

    expect(socket.isConnected()).toBe(true);
    expect(sandbox.connections()).toBe(1);
    expect(waits).toEqual([0, 1, 2, 3]);
  },
);

test.each(['refresh_requested', 'warning'] as const)(
  'when Slack renews a connection (%s), the next one is made at once',
  async (reason) => {
    await socket.start();
    const again = next('connected');
    sandbox.dropSockets({ warn: true, reason });
    await again;

    expect(waits).toEqual([0]);
    expect(sandbox.connections()).toBe(1);
  },
);

test('after it was told to stop no socket connects again', async () => {
  await socket.start();
  await socket.stop();
  expect(socket.isConnected()).toBe(false);
  const calls = sandbox.log.filter(({ name }) => name === 'apps.connections.open').length;
  sandbox.dropSockets();
  await sandbox.quiet();
  expect(sandbox.log.filter(({ name }) => name === 'apps.connections.open')).toHaveLength(calls);
  expect(waits).toEqual([]);
});

test('a start that finds Slack away goes on trying; one that is refused by name says so and ends', async () => {
  sandbox.inject(refusals(2, { kind: 'http', status: 503 }));
  const connected = next('connected');
  expect(await socket.start()).toMatchObject({ is: 'unknown', error: 'http_503' });
  await connected;

  const other = socketReceivers('xapp-wrong', sandbox.apiUrl, log)[0] as SocketModeReceiver;
  expect(await keepConnected({ client: other.client, log }).start()).toMatchObject({ is: 'refused', error: 'invalid_auth' });
});
