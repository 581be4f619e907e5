import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Manifest, type Sandbox, startSandbox } from '../../../../sandbox';
import { writeTx } from '../../../../src/database';
import { gatherThread } from '../../../../src/domain/escalations/threads';
import { findPlace } from '../../../../src/domain/places';
import { createSlack, type Slack } from '../../../../src/slack';
import { type FreshDatabase, freshDatabase } from '../../../support/database';

const manifest = parse(readFileSync(join(__dirname, '../../../../manifest.yml'), 'utf8')) as Manifest;

let sandbox: Sandbox;
let fresh: FreshDatabase;
let slack: Slack;

beforeEach(async () => {
  sandbox = await startSandbox({ manifest, world: 'story', seed: 1, now: new Date('2026-11-24T08:00:00Z') });
  fresh = await freshDatabase();
  const { teamId, botToken, botUserId, botId } = sandbox.app;
  const url = 'https://tallwick.slack.com/';
  await writeTx(fresh.db, (tx) =>
    tx.workspace.create({ data: { id: teamId, name: 'Tallwick', url, botUserId, botId, connectedAt: sandbox.clock.now() } }),
  );
  slack = createSlack({
    db: fresh.db,
    clock: sandbox.clock,
    token: botToken,
    apiUrl: sandbox.apiUrl,
    workspaceId: teamId,
    url,
    botUserId,
    botId,
  });
});
afterEach(async () => {
  await sandbox.stop();
  await fresh.drop();
});

const id = (name: string) => sandbox.people[name] ?? missing(name);
const channel = (name: string) => sandbox.channels[name] ?? missing(name);
const missing = (name: string): never => {
  throw new Error(`Nobody and nothing is called ${name}`);
};
const from = () => ({ read: fresh.db.read, slack });
const gather = (channelId: string, ts: string, chosen?: Record<string, unknown>) => gatherThread(from(), channelId, ts, chosen);

/** Ana's question with this many replies; answers their timestamps. */
async function thread(channelId: string, replies: number, who = 'ana'): Promise<string[]> {
  const post = async (text: string, root?: string) => {
    const { message } = await sandbox.act(id(who), { do: 'post', channel: channelId, text, ...(root && { thread: root }) });
    return message?.ts ?? missing('message');
  };
  const root = await post('VAT is on it twice');
  const list = [root];
  for (let n = 1; n <= replies; n += 1) list.push(await post(`Reply ${n}`, root));
  return list;
}

async function open(name: string, more: { is_private?: boolean; botIsMember?: boolean; is_ext_shared?: boolean; members?: string[] } = {}) {
  const { members = ['ana', 'sam'], ...rest } = more;
  return sandbox.make({ make: 'channel', name, members: members.map(id), ...rest });
}

test('a thread is read from any of its messages, with names and pictures', async () => {
  const support = await open('desk', { botIsMember: true });
  const [root = '', reply = ''] = await thread(support, 2);
  await sandbox.act(id('sam'), {
    do: 'post',
    channel: support,
    thread: root,
    text: `<@${id('bo')}> see this`,
    files: [{ name: 'invoice.txt', content: 'twice' }],
  });

  const gathering = await gather(support, reply);
  expect(gathering).toMatchObject({ is: 'gathered', thread: { channelId: support, rootTs: root, earlier: 0 } });
  const { messages } = (gathering as Extract<typeof gathering, { is: 'gathered' }>).thread;
  expect(messages.map(({ authorName, text }) => [authorName, text])).toEqual([
    ['Ana', 'VAT is on it twice'],
    ['Ana', 'Reply 1'],
    ['Ana', 'Reply 2'],
    ['Sam', `<@${id('bo')}> see this`],
  ]);
  expect(messages[3]).toMatchObject({ isBot: false, files: [{ name: 'invoice.txt', url: expect.stringMatching(/^http/) }] });
  expect(messages[0]?.authorPicture).toMatch(/^http/);
  expect(await fresh.db.read.person.count({ where: { userId: id('bo') } })).toBe(1);
});

test('of 400 messages the root and the latest 199 are read; 200 earlier ones are counted', async () => {
  const support = await open('desk', { botIsMember: true });
  const list = await thread(support, 399);
  const gathering = await gather(support, list[5] ?? '');
  if (gathering.is !== 'gathered') throw new Error(gathering.is);
  const { messages, earlier } = gathering.thread;
  expect(messages.map(({ ts }) => ts)).toEqual([list[0], ...list.slice(-199)]);
  expect(earlier).toBe(200);
  expect(sandbox.complaints()).toEqual([]);
});

test('what Backline said, who joined, and what was deleted stay out; another app’s alert is in', async () => {
  const support = await open('desk', { botIsMember: true });
  const [root = '', gone = ''] = await thread(support, 2);
  await slack.client.call('chat.postMessage', { channel: support, thread_ts: root, text: 'Ana, ESC-1 is with Billing.' });
  await sandbox.make({ make: 'app_message', channel: support, thread: root, text: 'Payments are slow', appName: 'Alerts' });
  await sandbox.act(id('ana'), { do: 'delete', message: { channel: support, ts: gone } });
  await sandbox.act(id('ana'), { do: 'delete', message: { channel: support, ts: root } });

  const gathering = await gather(support, root);
  if (gathering.is !== 'gathered') throw new Error(gathering.is);
  expect(gathering.thread.rootTs).toBe(root);
  expect(gathering.thread.messages.map(({ authorName, text, isBot }) => [authorName, text, isBot])).toEqual([
    ['Ana', 'Reply 2', false],
    ['Alerts', 'Payments are slow', true],
  ]);
});

test('a public channel is joined to be read; one that another company shares is not', async () => {
  const support = await open('desk');
  const [root = ''] = await thread(support, 1);
  expect(await gather(support, root)).toMatchObject({ is: 'gathered', thread: { messages: [{}, {}] } });
  expect(sandbox.channel(support)).toMatchObject({ is_member: true });

  const shared = await open('ext-desk', { is_ext_shared: true });
  const [theirs = ''] = await thread(shared, 1);
  expect(await gather(shared, theirs, { ts: theirs, user: id('ana'), text: 'VAT' })).toMatchObject({
    is: 'only_chosen',
    why: 'not_member',
  });
  expect(sandbox.log.filter(({ name }) => name === 'conversations.join')).toHaveLength(1);
});

test('of a private channel without Backline, and of a direct message, only the chosen message is taken', async () => {
  const secret = await open('secret', { is_private: true });
  const [root = '', reply = ''] = await thread(secret, 1);
  const chosen = { ts: reply, thread_ts: root, user: id('ana'), text: 'Reply 1' };
  expect(await gather(secret, reply, chosen)).toMatchObject({
    is: 'only_chosen',
    why: 'not_member',
    thread: { rootTs: root, messages: [{ ts: reply, authorName: 'Ana', text: 'Reply 1' }] },
  });
  expect(await gather(secret, reply)).toMatchObject({ is: 'missing', error: 'channel_not_found' });
  expect(await gather(channel('ana-sam'), reply, chosen)).toMatchObject({ is: 'only_chosen', why: 'direct', thread: { messages: [{}] } });
  expect(await gather(channel('ana-sam'), reply)).toEqual({ is: 'only_chosen', why: 'direct', thread: null });
});

test('a message that is not there is missing, and Slack that does not answer is asked again later', async () => {
  const support = await open('desk', { botIsMember: true });
  const [root = ''] = await thread(support, 1);
  expect(await gather(support, '1600000000.000100')).toEqual({ is: 'missing', error: 'thread_not_found' });
  expect(await gather('C0NOWHERE', root)).toEqual({ is: 'missing', error: 'channel_not_found' });

  sandbox.inject({ method: 'conversations.replies', what: { kind: 'rate_limit', retryAfterSeconds: 7 } });
  expect(await gather(support, root)).toEqual({ is: 'unavailable', error: 'ratelimited', retryAfterMs: 7_000 });
  sandbox.inject({ method: 'conversations.replies', what: { kind: 'http', status: 502 } });
  expect(await gather(support, root)).toMatchObject({ is: 'unavailable', retryAfterMs: null });
  sandbox.inject({ method: 'users.info', what: { kind: 'http', status: 502 } });
  expect(await gather(support, root)).toMatchObject({ is: 'unavailable' });
  expect(await gather(support, root)).toMatchObject({ is: 'gathered' });
});

test('somebody of another company is shown with it, and never with an e-mail address', async () => {
  const jane = await sandbox.make({ make: 'user', name: 'jane', realName: 'Jane Roe', stranger: true });
  const mail = await sandbox.make({ make: 'user', name: 'mail', realName: 'Joe', stranger: true });
  await sandbox.act(mail, { do: 'update_profile', displayName: 'joe@acme.example' });
  const members = [id('ana'), jane, mail];
  const shared = await sandbox.make({ make: 'channel', name: 'ext-desk', is_ext_shared: true, botIsMember: true, members });
  const [root = ''] = await thread(shared, 0);
  for (const user of [jane, mail]) await sandbox.act(user, { do: 'post', channel: shared, thread: root, text: 'Hello' });

  const gathering = await gather(shared, root);
  if (gathering.is !== 'gathered') throw new Error(gathering.is);
  const [, first, second] = gathering.thread.messages.map(({ authorName }) => authorName);
  expect(first).toMatch(/^jane \(.+\)$/);
  expect(second).toMatch(/^Somebody \(.+\)$/);
});

describe('what kind of place it is', () => {
  const place = (channelId: string) => findPlace(from(), channelId);

  test('a public channel of colleagues is the agent’s place once Backline is in it', async () => {
    expect(await place(await open('desk', { botIsMember: true }))).toEqual({
      kind: 'public',
      readers: 2,
      outsiders: false,
      agentsPlace: true,
    });
    expect(await place(await open('other'))).toMatchObject({ kind: 'public', agentsPlace: false });
  });

  test('with a guest, or another company, it is not', async () => {
    expect(await place(await open('desk', { botIsMember: true, members: ['ana', 'zoe'] }))).toMatchObject({
      kind: 'public',
      outsiders: true,
      agentsPlace: false,
    });
    expect(await place(channel('ext-acme'))).toMatchObject({ kind: 'external', agentsPlace: false });
  });

  test('private and direct ones are known, as far as they can be seen', async () => {
    expect(await place(await open('secret', { is_private: true, botIsMember: true }))).toMatchObject({
      kind: 'private',
      agentsPlace: true,
    });
    expect(await place(await open('hidden', { is_private: true }))).toBeNull();
    expect(await place(sandbox.dm(id('ana')))).toMatchObject({ kind: 'direct', agentsPlace: false });
  });

  test('many strangers are learned from the list of people, not one by one', async () => {
    const members = Object.keys(sandbox.people)
      .filter((name) => !['hugo', 'zoe'].includes(name))
      .slice(0, 24);
    const crowd = await open('crowd', { botIsMember: true, members });
    expect(await place(crowd)).toMatchObject({ kind: 'public' });
    const called = sandbox.log.filter(({ way }) => way === 'call').map(({ name }) => name);
    expect(called).toContain('users.list');
    expect(called.filter((name) => name === 'users.info').length).toBe(0);
  });
});
