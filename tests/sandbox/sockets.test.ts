import { WebSocket } from 'ws';
import { person, type Sandbox } from '../../sandbox';
import { call, channelOf, done, sandboxWith, stopAll } from './support';

const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.ws.terminate();
  await stopAll();
});

interface Envelope {
  type: string;
  envelope_id?: string;
  payload?: Record<string, unknown> & { event_id?: string };
  retry_attempt?: number;
  retry_reason?: string;
  reason?: string;
  num_connections?: number;
  accepts_response_payload?: boolean;
}

/** A bare Socket Mode client that answers only when told to. */
class Socket {
  readonly received: Envelope[] = [];
  private waiting: (() => void)[] = [];

  constructor(readonly ws: WebSocket) {
    ws.on('message', (data) => {
      this.received.push(JSON.parse(String(data)) as Envelope);
      for (const wake of this.waiting.splice(0)) wake();
    });
  }

  /** The n-th message of a type, once it is there. */
  async nth(type: string, n = 0): Promise<Envelope> {
    for (;;) {
      const found = this.received.filter((message) => message.type === type)[n];
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  ack({ envelope_id }: Envelope, payload?: unknown): void {
    this.ws.send(JSON.stringify({ envelope_id, ...(payload === undefined ? {} : { payload }) }));
  }

  closed(): Promise<void> {
    return new Promise((resolve) => this.ws.once('close', () => resolve()));
  }
}

async function connect(sandbox: Sandbox): Promise<Socket> {
  const { url } = await done<{ url: string }>(sandbox, 'apps.connections.open', {}, sandbox.app.appToken);
  const socket = new Socket(new WebSocket(url));
  sockets.push(socket);
  await socket.nth('hello');
  return socket;
}

async function arranged() {
  const sandbox = await sandboxWith();
  const { ana = '' } = sandbox.people;
  return { sandbox, ana, me: person(sandbox, ana), room: await channelOf(sandbox, 'room', [ana]) };
}

test('a ticket opens one socket', async () => {
  const { sandbox } = await arranged();
  const { url } = await done<{ url: string }>(sandbox, 'apps.connections.open', {}, sandbox.app.appToken);
  const first = new Socket(new WebSocket(url));
  sockets.push(first);
  expect(await first.nth('hello')).toMatchObject({ num_connections: 1, connection_info: { app_id: sandbox.app.appId } });

  const second = new WebSocket(url);
  const refusal = await new Promise((resolve) => second.once('unexpected-response', (_request, response) => resolve(response.statusCode)));
  expect(refusal).toBe(401);
});

test('several connections each get a share', async () => {
  const { sandbox, ana, room } = await arranged();
  const [one, two] = [await connect(sandbox), await connect(sandbox)];
  expect((await two.nth('hello')).num_connections).toBe(2);
  for (const text of ['a', 'b', 'c', 'd']) await sandbox.act(ana, { do: 'post', channel: room, text });
  await Promise.all([one.nth('events_api', 1), two.nth('events_api', 1)]);
  expect([one, two].map(({ received }) => received.filter(({ type }) => type === 'events_api').length)).toEqual([2, 2]);
});

test('an eleventh connection is refused', async () => {
  const { sandbox } = await arranged();
  for (let n = 0; n < 10; n += 1) await connect(sandbox);
  expect(await call(sandbox, 'apps.connections.open', {}, sandbox.app.appToken)).toMatchObject({ error: 'too_many_websockets' });
});

test('an event whose connection was lost is sent again on the next, as a retry, under its own id', async () => {
  const { sandbox, ana, room } = await arranged();
  const first = await connect(sandbox);
  await sandbox.act(ana, { do: 'post', channel: room, text: 'Keep me' });
  const lost = await first.nth('events_api');
  const gone = first.closed();
  sandbox.dropSockets();
  await gone;

  const second = await connect(sandbox);
  const again = await second.nth('events_api');
  expect(again.payload?.event_id).toBe(lost.payload?.event_id);
  expect(again).toMatchObject({ retry_attempt: 1, retry_reason: 'timeout' });
  second.ack(again);
  await sandbox.quiet();
  expect(second.received.filter(({ type }) => type === 'events_api')).toHaveLength(1);
});

test('an event waits for the first connection', async () => {
  const { sandbox, ana, room } = await arranged();
  await sandbox.act(ana, { do: 'post', channel: room, text: 'Is anybody there?' });
  await sandbox.quiet();
  const socket = await connect(sandbox);
  expect(await socket.nth('events_api')).toMatchObject({ retry_attempt: 0, payload: { event: { text: 'Is anybody there?' } } });
});

test('and no longer than Slack would have tried', async () => {
  const { sandbox, ana, room } = await arranged();
  await sandbox.act(ana, { do: 'post', channel: room, text: 'Is anybody there?' });
  await sandbox.quiet();
  await sandbox.clock.advance(361_000);
  await sandbox.act(ana, { do: 'post', channel: room, text: 'Still nobody?' });
  const socket = await connect(sandbox);
  expect(await socket.nth('events_api')).toMatchObject({ payload: { event: { text: 'Still nobody?' } } });
  expect(sandbox.log.filter(({ way }) => way === 'event').map(({ response }) => response)).toContainEqual({ error: 'no_connection' });
});

test('an event without an acknowledgement is sent again at once, after one and after five minutes of the world’s clock', async () => {
  const { sandbox, ana, room } = await arranged();
  const socket = await connect(sandbox);
  await sandbox.act(ana, { do: 'post', channel: room, text: 'Hear me' });
  await socket.nth('events_api', 1);
  await sandbox.quiet();
  await sandbox.clock.advance(60_000);
  await socket.nth('events_api', 2);
  await sandbox.quiet();
  await sandbox.clock.advance(300_000);
  const last = await socket.nth('events_api', 3);
  socket.ack(last);
  await sandbox.quiet();
  expect(socket.received.filter(({ type }) => type === 'events_api').map(({ retry_attempt }) => retry_attempt)).toEqual([0, 1, 2, 3]);
});

test('before a connection is recycled the app is told', async () => {
  const { sandbox } = await arranged();
  const socket = await connect(sandbox);
  const gone = socket.closed();
  sandbox.dropSockets({ warn: true });
  expect(await socket.nth('disconnect')).toMatchObject({ reason: 'refresh_requested' });
  await gone;
});

test('an interaction without an acknowledgement in three seconds has failed, and is complained about', async () => {
  const { sandbox, ana, room } = await arranged();
  const socket = await connect(sandbox);
  expect(await sandbox.act(ana, { do: 'command', channel: room, command: '/escalate', text: 'x' })).toEqual({
    ok: false,
    problem: 'operation_timeout',
  });
  socket.ack(await socket.nth('slash_commands'));
  expect(sandbox.complaints()).toMatchObject([{ way: 'interaction', name: '/escalate', response: { error: 'operation_timeout' } }]);
});

test('with nobody connected an interaction fails at once', async () => {
  const { sandbox, ana, room } = await arranged();
  expect(await sandbox.act(ana, { do: 'command', channel: room, command: '/escalate', text: 'x' })).toEqual({
    ok: false,
    problem: 'dispatch_failed',
  });
});

test('a command can be answered in its acknowledgement', async () => {
  const { sandbox, ana, room } = await arranged();
  const socket = await connect(sandbox);
  const acted = sandbox.act(ana, { do: 'command', channel: room, command: '/escalate', text: '@kai look at <x> #room' });
  const envelope = await socket.nth('slash_commands');
  expect(envelope).toMatchObject({
    accepts_response_payload: true,
    payload: { command: '/escalate', channel_id: room, text: `<@${sandbox.people.kai}|kai> look at &lt;x&gt; <#${room}|room>` },
  });
  socket.ack(envelope, { text: 'Usage: …' });
  expect(await acted).toEqual({ ok: true });
  expect(sandbox.messages(ana, room)).toMatchObject([{ text: 'Usage: …', ephemeral: true }]);
});

test('in bad weather events come several times, late and in any order, the same for the same seed', async () => {
  const orders = await Promise.all([orderHeard(7), orderHeard(7), orderHeard(8)]);
  expect(orders[0]).toEqual(orders[1]);
  expect(orders[0]).not.toEqual(orders[2]);
  expect(new Set(orders[0])).toEqual(new Set(['a', 'b', 'c', 'd', 'e', 'f']));
  expect(orders[0]?.length).toBeGreaterThan(6);
});

/** Texts in the order in which they arrived. */
async function orderHeard(seed: number): Promise<string[]> {
  const sandbox = await sandboxWith({ seed });
  const { ana = '' } = sandbox.people;
  const room = await channelOf(sandbox, 'room', [ana]);
  const socket = await connect(sandbox);
  socket.ws.on('message', (data) => socket.ack(JSON.parse(String(data)) as Envelope));
  sandbox.weather({ copies: [1, 3], shuffleWithinMs: 50 });
  for (const text of ['a', 'b', 'c', 'd', 'e', 'f']) await sandbox.act(ana, { do: 'post', channel: room, text });
  await sandbox.quiet();
  return socket.received.filter(({ type }) => type === 'events_api').map(({ payload = {} }) => (payload.event as { text: string }).text);
}
