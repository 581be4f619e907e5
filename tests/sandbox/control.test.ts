import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Act, person, type Sandbox } from '../../sandbox';
import { appOn, channelOf, sandboxWith, stopAll } from './support';

const streams: AbortController[] = [];

afterEach(async () => {
  for (const stream of streams.splice(0)) stream.abort();
  await stopAll();
});

async function arranged() {
  const sandbox = await sandboxWith();
  const { ana = '', kai = '' } = sandbox.people;
  return { sandbox, ana, kai, room: await channelOf(sandbox, 'room', [ana, kai]) };
}

type Answer = Record<string, unknown>;

async function get(sandbox: Sandbox, route: string): Promise<Answer> {
  return (await (await fetch(`${sandbox.url}/sandbox/${route}`)).json()) as Answer;
}

async function post(sandbox: Sandbox, route: string, body: unknown): Promise<Answer> {
  const response = await fetch(`${sandbox.url}/sandbox/${route}`, { method: 'POST', body: JSON.stringify(body) });
  return (await response.json()) as Answer;
}

test('the page sees the workspace as one person does', async () => {
  const { sandbox, ana, kai, room } = await arranged();
  const hidden = await sandbox.make({ make: 'channel', name: 'hidden', members: [kai], is_private: true });
  await person(sandbox, kai).post(room, 'Read me');

  const state = (await get(sandbox, `state?as=${ana}`)) as { channels: { id: string; unread: number; with?: string }[] } & Answer;
  expect(state).toMatchObject({
    team: { name: 'Bare' },
    as: ana,
    app: { name: 'Backline', botUserId: sandbox.app.botUserId, connected: false },
    commands: [
      { command: '/escalate', usageHint: expect.any(String) },
      { command: '/rota', usageHint: expect.any(String) },
    ],
    shortcuts: [{ type: 'message', callbackId: 'escalate_this_thread', name: 'Escalate this thread' }],
    ...{ home: null, modals: [] },
  });
  expect(state.channels.map(({ id }) => id)).not.toContain(hidden);
  expect(state.channels.find(({ id }) => id === room)?.unread).toBe(1);
  expect(state.channels.find((channel) => channel.with === sandbox.app.botUserId)?.id).toBe(sandbox.dm(ana));

  expect((await get(sandbox, `messages?as=${ana}&channel=${room}`)).messages).toMatchObject([{ text: 'Read me' }]);
  const after = (await get(sandbox, `state?as=${ana}`)) as { channels: { id: string; unread: number }[] };
  expect(after.channels.find(({ id }) => id === room)?.unread).toBe(0);
});

test('an act over HTTP is an act: its refusals are answers', async () => {
  const { sandbox, ana, room } = await arranged();
  const said = await post(sandbox, 'act', { as: ana, act: { do: 'post', channel: room, text: 'Hi' } satisfies Act });
  expect(said).toMatchObject({ ok: true, message: { channel: room } });
  expect(await post(sandbox, 'act', { as: ana, act: { do: 'post', channel: 'C0', text: 'Hi' } })).toEqual({
    ok: false,
    problem: 'channel_not_found',
  });
});

test('the clock moves by a stretch, to a moment, to next Monday at nine where the person is', async () => {
  const { sandbox } = await arranged();
  await post(sandbox, 'clock', { to: '2026-03-06T10:00:00Z' });
  expect((await post(sandbox, 'clock', { advanceMs: 3_600_000 })).now).toMatch(/^2026-03-06T11:00/);
  expect((await post(sandbox, 'clock', { next: 'monday-09:00', tz: 'America/New_York' })).now).toMatch(/^2026-03-09T13:00:00/);
  expect((await post(sandbox, 'clock', { next: 'monday-09:00', tz: 'America/New_York' })).now).toMatch(/^2026-03-16T13:00:00/);
  expect(await post(sandbox, 'clock', { to: 'soon' })).toEqual({ error: expect.stringContaining('ISO 8601') });
});

test('worlds are made, shaken, kept, restored and reset over HTTP', async () => {
  const { sandbox, ana, room } = await arranged();
  const { id } = await post(sandbox, 'make', { make: 'user', name: 'new' });
  await post(sandbox, 'change', { user: id, what: { deleted: true } });
  const kept = await get(sandbox, 'snapshot');
  await person(sandbox, ana).post(room, 'Later');
  await post(sandbox, 'restore', kept);
  expect(sandbox.messages(ana, room)).toEqual([]);
  await post(sandbox, 'faults', { fault: { what: { kind: 'http', status: 500 } } });
  expect((await fetch(`${sandbox.apiUrl}api.test`)).status).toBe(500);
  await post(sandbox, 'faults', { fault: { what: { kind: 'http', status: 500 } }, clear: true });
  expect((await fetch(`${sandbox.apiUrl}api.test`)).status).toBe(200);
  const { entries } = (await get(sandbox, 'log?after=0&limit=1')) as { entries: unknown[] };
  expect(entries).toMatchObject([{ n: 1, name: 'api.test', fault: 'http' }]);
  await post(sandbox, 'reset', {});
  expect(() => sandbox.channel(room)).toThrow('channel_not_found');
});

test('the stream tells one person what changed for them, and nothing of what they cannot see', async () => {
  const { sandbox, ana, kai, room } = await arranged();
  const hidden = await sandbox.make({ make: 'channel', name: 'hidden', members: [kai], is_private: true });
  const told = await stream(sandbox, ana);

  await person(sandbox, kai).post(hidden, 'Secret');
  const root = await person(sandbox, kai).post(room, 'Open');
  expect(await told.next((change) => change.what === 'messages')).toEqual({ what: 'messages', channel: room });
  await person(sandbox, kai).reply(root, 'More');
  expect(await told.next((change) => change.thread !== undefined)).toEqual({ what: 'messages', channel: room, thread: root.ts });
  await sandbox.clock.advance(1_000);
  expect(await told.next((change) => change.what === 'state')).toEqual({ what: 'state' });
  expect(told.all.filter((change) => change.channel === hidden)).toEqual([]);

  await sandbox.act(ana, { do: 'command', channel: room, command: '/escalate', text: '' });
  expect(await told.next((change) => change.what === 'toast')).toEqual({
    what: 'toast',
    text: 'Backline is not connected, so nothing was sent',
  });
  expect(await told.next((change) => change.what === 'log')).toEqual({ what: 'log' });
});

test('a modal and the Home tab announce themselves to their person', async () => {
  const { sandbox, ana, room } = await arranged();
  await appOn(sandbox, (app) => {
    app.command('/escalate', async ({ ack, body, client }) => {
      await ack();
      await client.views.open({
        trigger_id: body.trigger_id,
        view: { type: 'modal', title: { type: 'plain_text', text: 'x' }, blocks: [] },
      });
      await client.views.publish({ user_id: body.user_id, view: { type: 'home', blocks: [] } });
    });
  });
  const told = await stream(sandbox, ana);
  await person(sandbox, ana).command('/escalate', room);
  expect(await told.next((change) => change.what === 'modals')).toEqual({ what: 'modals' });
  expect(await told.next((change) => change.what === 'home')).toEqual({ what: 'home' });
});

test('other names for this machine and foreign pages are kept out', async () => {
  const { sandbox, ana } = await arranged();
  const status = (headers: Record<string, string>) =>
    new Promise((resolve) => {
      const asked = request(`${sandbox.url}/sandbox/state?as=${ana}`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      asked.end();
    });
  const { host } = new URL(sandbox.url);
  expect(await status({})).toBe(200);
  expect(await status({ Origin: sandbox.url })).toBe(200);
  expect(await status({ Host: 'evil.example' })).toBe(403);
  expect(await status({ Host: host, Origin: 'https://evil.example' })).toBe(403);
});

test('the page comes from its folder and from nowhere else', async () => {
  const { sandbox } = await arranged();
  const page = await fetch(`${sandbox.url}/`);
  expect([page.status, page.headers.get('content-type')?.split(';')[0]]).toEqual(page.ok ? [200, 'text/html'] : [503, 'text/plain']);
  const outside = ['/assets/..%2f..%2f..%2fpackage.json', '/assets/../../../../package.json', '/package.json', '/sandbox/nothing'];
  for (const path of outside) expect([path, (await fetch(sandbox.url + path)).status]).toEqual([path, 404]);
});

test('another server can serve the sandbox: Web API, sockets, pictures', async () => {
  const mounted: { sandbox?: Sandbox } = {};
  const server = createServer((incoming, response) => {
    if (!mounted.sandbox?.handle(incoming, response)) response.writeHead(404).end('not the sandbox');
  });
  server.on('upgrade', (incoming, socket, head) => {
    if (!mounted.sandbox?.handleUpgrade(incoming, socket, head)) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sandbox = await sandboxWith({ publicUrl });
  mounted.sandbox = sandbox;
  expect(sandbox.apiUrl).toBe(`${publicUrl}/api/`);

  const heard: string[] = [];
  await appOn(sandbox, (app) => app.message(async ({ message }) => void heard.push('text' in message ? (message.text ?? '') : '')));
  const { ana = '' } = sandbox.people;
  await person(sandbox, ana).post(await channelOf(sandbox, 'room', [ana]), 'Through the other door');
  expect(heard).toEqual(['Through the other door']);
  expect(await (await fetch(`${publicUrl}/metrics`)).text()).toBe('not the sandbox');
  await stopAll();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('a face is a picture, and pictures in what the page reads are addressed without a host', async () => {
  const { sandbox, ana, room } = await arranged();
  const face = await fetch(`${sandbox.url}/avatars/${ana}.svg`);
  expect([face.headers.get('content-type'), (await face.text()).slice(0, 4)]).toEqual(['image/svg+xml', '<svg']);

  await sandbox.make({ make: 'app_message', channel: room, appName: 'Deploys', text: 'Deployed' });
  const { messages } = (await get(sandbox, `messages?as=${ana}&channel=${room}`)) as {
    messages: { bot_profile: { icons: { image_48: string } } }[];
  };
  expect(messages[0]?.bot_profile.icons.image_48).toMatch(/^\/avatars\/U\w+\.svg$/);
});

interface Told {
  what: string;
  channel?: string;
  thread?: string;
  text?: string;
}

/** The server-sent events for a person, as they come. */
async function stream(sandbox: Sandbox, as: string): Promise<{ all: Told[]; next(fits: (told: Told) => boolean): Promise<Told> }> {
  const abort = new AbortController();
  streams.push(abort);
  const response = await fetch(`${sandbox.url}/sandbox/changes?as=${as}`, { signal: abort.signal });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const all: Told[] = [];
  let read = 0;
  const more = async () => {
    const { value } = await reader.read();
    const lines = new TextDecoder()
      .decode(value)
      .split('\n')
      .filter((line) => line.startsWith('data: '));
    all.push(...lines.map((line) => JSON.parse(line.slice('data: '.length)) as Told));
  };
  const next = async (fits: (told: Told) => boolean): Promise<Told> => {
    for (;;) {
      for (; read < all.length; read += 1) {
        const told = all[read] as Told;
        if (fits(told)) {
          read += 1;
          return told;
        }
      }
      await more();
    }
  };
  return { all, next };
}
