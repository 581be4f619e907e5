import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { person, type Sandbox } from '../../sandbox';
import { appOn, channelOf, done, sandboxWith, stopAll } from './support';

let folder: string;
let journal: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-journal-'));
  journal = join(folder, 'slack.jsonl');
});

afterEach(async () => {
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
});

/** Another process would find the file as it is on disk now. */
async function asAfterAKill(bytes = readFileSync(journal)): Promise<Sandbox> {
  const copy = join(folder, `copy-${Math.random()}.jsonl`);
  writeFileSync(copy, bytes);
  return sandboxWith({ journal: copy });
}

test('everything that was answered is there after a kill: messages, views, the clock, ids that go on', async () => {
  const sandbox = await sandboxWith({ journal });
  const { ana = '' } = sandbox.people;
  const room = await channelOf(sandbox, 'room', [ana]);
  await sandbox.clock.advance(86_400_000);
  const { ts } = await done<{ ts: string }>(sandbox, 'chat.postMessage', { channel: room, text: 'Kept' });
  await done(sandbox, 'views.publish', { user_id: ana, view: { type: 'home', blocks: [{ type: 'divider' }] } });
  await done(sandbox, 'chat.postEphemeral', { channel: room, user: ana, text: 'Psst' });

  const after = await asAfterAKill();
  expect(after.messages(ana, room).map(({ text }) => text)).toEqual(['Kept', 'Psst']);
  expect(after.home(ana)?.blocks).toMatchObject([{ type: 'divider' }]);
  expect(Math.abs(after.clock.now().getTime() - sandbox.clock.now().getTime())).toBeLessThan(5_000);
  expect(after.app).toEqual(sandbox.app);
  const next = await done<{ ts: string }>(after, 'chat.postMessage', { channel: room, text: 'Next' });
  expect(next.ts > ts).toBe(true);
  const made = await after.make({ make: 'user', name: 'new' });
  expect(Object.values(sandbox.people)).not.toContain(made);
});

test('cut off at any byte, the journal gives a whole world: a message and the event that tells of it, or neither', async () => {
  const sandbox = await sandboxWith({ journal });
  const { ana = '' } = sandbox.people;
  const room = await channelOf(sandbox, 'room', [ana]);
  const before = readFileSync(journal).length;
  await sandbox.act(ana, { do: 'post', channel: room, text: 'One' });
  await sandbox.act(ana, { do: 'post', channel: room, text: 'Two' });
  const bytes = readFileSync(journal);

  const seen = new Set<number>();
  const step = Math.ceil((bytes.length - before) / 25);
  for (let cut = before; cut <= bytes.length; cut += cut === bytes.length ? 1 : Math.min(step, bytes.length - cut)) {
    const after = await asAfterAKill(bytes.subarray(0, cut));
    const messages = after.messages(ana, room).length;
    const events = (after.snapshot() as { events: unknown[] }).events.length;
    expect(events).toBe(messages);
    seen.add(messages);
    await after.stop();
  }
  expect([...seen].sort()).toEqual([0, 1, 2]);
});

test('an event that nobody acknowledged before the kill is delivered after it', async () => {
  const sandbox = await sandboxWith({ journal });
  const { ana = '' } = sandbox.people;
  const room = await channelOf(sandbox, 'room', [ana]);
  await person(sandbox, ana).post(room, 'Undelivered');

  const after = await asAfterAKill();
  const heard: string[] = [];
  const arrived = new Promise<void>((resolve) => {
    void appOn(after, (app) =>
      app.message(async ({ message }) => {
        heard.push('text' in message ? (message.text ?? '') : '');
        resolve();
      }),
    );
  });
  await arrived;
  await after.quiet();
  expect(heard).toEqual(['Undelivered']);
  expect((after.snapshot() as { events: unknown[] }).events).toEqual([]);
});

test('a start makes the journal as small as the world', async () => {
  const sandbox = await sandboxWith({ journal });
  const { ana = '' } = sandbox.people;
  for (let n = 0; n < 50; n += 1) {
    await done(sandbox, 'views.publish', { user_id: ana, view: { type: 'home', private_metadata: `${n}`, blocks: [] } });
  }
  const grown = readFileSync(journal).length;
  await sandbox.stop();

  const again = await sandboxWith({ journal });
  expect(again.home(ana)?.private_metadata).toBe('49');
  expect(readFileSync(journal).length).toBeLessThan(grown / 2);
});

test('a reset begins the journal anew', async () => {
  const sandbox = await sandboxWith({ journal });
  const { ana = '' } = sandbox.people;
  const room = await channelOf(sandbox, 'room', [ana]);
  await person(sandbox, ana).post(room, 'Before');
  await sandbox.reset();
  const after = await asAfterAKill();
  expect(() => after.channel(room)).toThrow('channel_not_found');
  expect(after.messages(ana, after.channels.general ?? '')).toEqual([]);
});

test('a file that is no journal is not read', async () => {
  writeFileSync(journal, 'Dear diary\n');
  const sandbox = await sandboxWith({ journal });
  expect(Object.keys(sandbox.people)).toEqual(['kai', 'ana']);
});
