import { type Fault, person, type Sandbox } from '../../sandbox';
import { call, channelOf, done, manifest, sandboxWith, stopAll } from './support';

afterEach(stopAll);

async function arranged(options: Parameters<typeof sandboxWith>[0] = {}) {
  const sandbox = await sandboxWith(options);
  const { ana = '' } = sandbox.people;
  return { sandbox, ana, room: await channelOf(sandbox, 'room', [ana]) };
}

function texts(sandbox: Sandbox, ana: string, room: string): string[] {
  return sandbox.messages(ana, room).map(({ text }) => text);
}

test('timestamps go on growing when the clock goes back', async () => {
  const { sandbox, ana, room } = await arranged({ now: new Date('2026-03-02T09:00:00Z') });
  await person(sandbox, ana).post(room, 'One');
  await sandbox.clock.advance(-7 * 86_400_000);
  expect(sandbox.clock.now().toISOString()).toMatch(/^2026-02-23T09:00/);
  await person(sandbox, ana).post(room, 'Two');
  await sandbox.clock.moveTo(new Date('2027-01-01T00:00:00Z'));
  await person(sandbox, ana).post(room, 'Three');
  expect(texts(sandbox, ana, room)).toEqual(['One', 'Two', 'Three']);
});

test('a moved clock is told, in turn, before the move is done', async () => {
  const { sandbox } = await arranged();
  const told: string[] = [];
  const stop = sandbox.clock.onMove(async (now) => {
    await new Promise((resolve) => setImmediate(resolve));
    told.push(now.toISOString().slice(0, 10));
  });
  await sandbox.clock.moveTo(new Date('2026-05-04T12:00:00Z'));
  expect(told).toEqual(['2026-05-04']);
  stop();
  await sandbox.clock.advance(86_400_000);
  expect(told).toHaveLength(1);
});

test('a scheduled message is posted when its time comes, also by a moved clock, unless it was taken back', async () => {
  const { sandbox, ana, room } = await arranged();
  const postAt = Math.floor(sandbox.clock.now().getTime() / 1000) + 3_600;
  await done(sandbox, 'chat.scheduleMessage', { channel: room, text: 'Later', post_at: postAt });
  const { scheduled_message_id } = await done<{ scheduled_message_id: string }>(sandbox, 'chat.scheduleMessage', {
    channel: room,
    text: 'Never',
    post_at: postAt,
  });
  await done(sandbox, 'chat.deleteScheduledMessage', { channel: room, scheduled_message_id });
  await sandbox.clock.advance(3_000_000);
  expect(texts(sandbox, ana, room)).toEqual([]);
  await sandbox.clock.advance(700_000);
  expect(texts(sandbox, ana, room)).toEqual(['Later']);
});

test('do not disturb lasts until its end', async () => {
  const { sandbox, ana } = await arranged({ manifest: manifest({ scopes: ['dnd:read'] }) });
  await sandbox.act(ana, { do: 'set_dnd', until: new Date(sandbox.clock.now().getTime() + 3_600_000) });
  expect(await done(sandbox, 'dnd.info', { user: ana })).toMatchObject({ dnd_enabled: true });
  await sandbox.clock.advance(3_700_000);
  expect(await done(sandbox, 'dnd.info', { user: ana })).toMatchObject({ dnd_enabled: false });
});

const FAULTS: [what: string, fault: Fault['what'], when: Fault['when'], outcome: unknown, posted: boolean][] = [
  ['429 with a time', { kind: 'rate_limit', retryAfterSeconds: 7 }, undefined, [429, '7'], false],
  ['429 without a time', { kind: 'rate_limit', retryAfterSeconds: null }, undefined, [429, null], false],
  ['500 before the work', { kind: 'http', status: 500 }, 'before', [500, null], false],
  ['502 after the work', { kind: 'http', status: 502 }, 'after', [502, null], true],
  ['an error of Slack’s', { kind: 'error', error: 'fatal_error' }, 'after', 'fatal_error', true],
  ['a connection reset after the work', { kind: 'reset' }, 'after', 'no answer', true],
  ['half an answer', { kind: 'truncate' }, 'after', 'no answer', true],
  ['an answer that takes its time', { kind: 'hang', ms: 20 }, 'after', 'ok', true],
];

test.each(FAULTS)('%s strikes the next call of its method, once', async (_what, what, when, outcome, posted) => {
  const { sandbox, ana, room } = await arranged();
  sandbox.inject({ method: 'chat.*', channel: room, what, ...(when === undefined ? {} : { when }) });
  expect(await call(sandbox, 'auth.test')).toMatchObject({ ok: true });
  expect(await tried(sandbox, room)).toEqual(outcome);
  expect(texts(sandbox, ana, room)).toEqual(posted ? ['x'] : []);
  expect(await tried(sandbox, room)).toBe('ok');
  expect(sandbox.log.filter(({ fault }) => fault === what.kind)).toHaveLength(1);
  expect(sandbox.complaints()).toEqual([]);
});

async function tried(sandbox: Sandbox, channel: string): Promise<unknown> {
  const request = {
    method: 'POST',
    headers: { Authorization: `Bearer ${sandbox.app.botToken}` },
    body: new URLSearchParams({ channel, text: 'x' }),
  };
  try {
    const response = await fetch(`${sandbox.apiUrl}chat.postMessage`, request);
    if (response.status !== 200) return [response.status, response.headers.get('retry-after')];
    const answer = (await response.json()) as { ok: boolean; error?: string };
    return answer.ok ? 'ok' : answer.error;
  } catch {
    return 'no answer';
  }
}

test('a response address and an upload can fail like a method', async () => {
  const { sandbox, room } = await arranged({ manifest: manifest({ scopes: ['files:write'] }) });
  const { upload_url, file_id } = await done<{ upload_url: string; file_id: string }>(sandbox, 'files.getUploadURLExternal', {
    filename: 'a.txt',
    length: 1,
  });
  const upload = async () => (await fetch(upload_url, { method: 'POST', body: 'x' })).status;
  const complete = () => call(sandbox, 'files.completeUploadExternal', { files: [{ id: file_id }], channel_id: room });
  sandbox.inject({ method: 'upload', what: { kind: 'http', status: 500 } });
  expect([await upload(), (await complete()).error]).toEqual([500, 'file_not_found']);
  expect([await upload(), (await complete()).ok]).toEqual([200, true]);

  sandbox.inject({ method: 'response_url', what: { kind: 'http', status: 503 } });
  const respond = async () => (await fetch(`${sandbox.url}/response/T0/x`, { method: 'POST', body: '{"text":"x"}' })).status;
  expect([await respond(), await respond()]).toEqual([503, 404]);
});

test('faults with a probability strike the same calls for the same seed', async () => {
  const struck = async (seed: number) => {
    const { sandbox, room } = await arranged({ seed });
    sandbox.inject({ method: 'chat.postMessage', probability: 0.5, what: { kind: 'error', error: 'internal_error' } });
    const outcomes: unknown[] = [];
    for (let n = 0; n < 20; n += 1) outcomes.push(await tried(sandbox, room));
    return outcomes;
  };
  const [first, again, other] = [await struck(3), await struck(3), await struck(4)];
  expect(first).toEqual(again);
  expect(first).not.toEqual(other);
  expect(new Set(first)).toEqual(new Set(['ok', 'internal_error']));
});

test('a world can be taken back to an earlier moment', async () => {
  const { sandbox, ana, room } = await arranged();
  const me = person(sandbox, ana);
  await me.post(room, 'Before');
  const moment = JSON.parse(JSON.stringify(sandbox.snapshot())) as unknown;
  await me.post(room, 'After');
  await sandbox.clock.advance(86_400_000);
  await sandbox.restore(moment);
  expect(texts(sandbox, ana, room)).toEqual(['Before']);
  expect(Math.abs(sandbox.clock.now().getTime() - Date.now())).toBeLessThan(2_000);
  await me.post(room, 'Differently');
  expect(texts(sandbox, ana, room)).toEqual(['Before', 'Differently']);
});

test('a reset is the first day again, and is told', async () => {
  const { sandbox, ana, room } = await arranged();
  await person(sandbox, ana).post(room, 'x');
  await sandbox.clock.advance(86_400_000);
  let told = 0;
  sandbox.onReset(() => {
    told += 1;
  });
  const { botToken } = sandbox.app;
  await sandbox.reset();
  expect([told, sandbox.log.length, sandbox.app.botToken === botToken]).toEqual([1, 0, true]);
  expect(() => sandbox.channel(room)).toThrow('channel_not_found');
  expect(await call(sandbox, 'auth.test')).toMatchObject({ ok: true });
});

test('two worlds of one seed have the same ids', async () => {
  const ids = async () => {
    const { sandbox, ana, room } = await arranged({ seed: 5 });
    return [sandbox.app, ana, room, await sandbox.make({ make: 'user', name: 'new' })];
  };
  expect(await ids()).toEqual(await ids());
});

test('the log keeps the newest entries and no token', async () => {
  const sandbox = await sandboxWith({ keepLog: 10 });
  for (let n = 0; n < 30; n += 1) await call(sandbox, 'api.test');
  expect(sandbox.log.length).toBeLessThan(12);
  expect(sandbox.log.at(-1)?.n).toBe(30);
  await done(sandbox, 'apps.connections.open', { token: sandbox.app.appToken }, sandbox.app.appToken);
  const { botToken, appToken } = sandbox.app;
  const written = JSON.stringify(sandbox.log);
  expect([botToken, appToken, 'ticket='].filter((secret) => written.includes(secret))).toEqual([]);
});
