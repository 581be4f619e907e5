import { WebClient } from '@slack/web-api';
import type { Sandbox } from '../../sandbox';
import { ALL_SCOPES, call, done, manifest, sandboxWith, stopAll } from './support';

afterEach(stopAll);

interface Arranged {
  sandbox: Sandbox;
  ana: string;
  kai: string;
  /** The bot is in it. */
  room: string;
  /** It is not. */
  other: string;
  /** Private, without the bot. */
  hidden: string;
  archived: string;
}

async function arranged(without: string[] = []): Promise<Arranged> {
  const sandbox = await sandboxWith({ manifest: manifest({ scopes: ALL_SCOPES, without }) });
  const { ana = '', kai = '' } = sandbox.people;
  const members = [ana, kai];
  const archived = await sandbox.make({ make: 'channel', name: 'old', members, botIsMember: true });
  await sandbox.act(kai, { do: 'archive', channel: archived });
  return {
    ...{ sandbox, ana, kai, archived },
    room: await sandbox.make({ make: 'channel', name: 'room', members, botIsMember: true }),
    other: await sandbox.make({ make: 'channel', name: 'other', members }),
    hidden: await sandbox.make({ make: 'channel', name: 'hidden', members, is_private: true }),
  };
}

type Refused = [
  what: string,
  method: string,
  args: (world: Arranged & { said: string; mine: string; dm: string }) => Record<string, unknown>,
  error: string,
];

const REFUSALS: Refused[] = [
  ['an unknown channel', 'chat.postMessage', () => ({ channel: 'C0NOSUCH', text: 'x' }), 'channel_not_found'],
  ['a private channel that the bot is not in', 'chat.postMessage', ({ hidden }) => ({ channel: hidden, text: 'x' }), 'channel_not_found'],
  ['a public channel that the bot is not in', 'chat.postMessage', ({ other }) => ({ channel: other, text: 'x' }), 'not_in_channel'],
  ['an archived channel', 'chat.postMessage', ({ archived }) => ({ channel: archived, text: 'x' }), 'is_archived'],
  ['nothing to say', 'chat.postMessage', ({ room }) => ({ channel: room, text: '' }), 'no_text'],
  [
    'a thread that is not there',
    'chat.postMessage',
    ({ room }) => ({ channel: room, text: 'x', thread_ts: '1.000001' }),
    'thread_not_found',
  ],
  ['a method that is not there', 'chat.shout', () => ({}), 'unknown_method'],
  ['an argument that is not there', 'chat.postMessage', ({ room }) => ({ channel: room, text: 'x', loud: true }), 'invalid_arguments'],
  ['somebody else’s message', 'chat.update', ({ room, said }) => ({ channel: room, ts: said, text: 'x' }), 'cant_update_message'],
  ['a message that is not there', 'chat.update', ({ room }) => ({ channel: room, ts: '1.000001', text: 'x' }), 'message_not_found'],
  ['deleting somebody else’s message', 'chat.delete', ({ room, said }) => ({ channel: room, ts: said }), 'cant_delete_message'],
  [
    'an ephemeral for somebody who is not there',
    'chat.postEphemeral',
    ({ room }) => ({ channel: room, user: 'U0NOBODY', text: 'x' }),
    'user_not_in_channel',
  ],
  [
    'metadata on a scheduled message',
    'chat.scheduleMessage',
    ({ room }) => ({ channel: room, text: 'x', post_at: 4_000_000_000, metadata: { event_type: 'a', event_payload: {} } }),
    'metadata_must_be_sent_from_app',
  ],
  [
    'a message scheduled into the past',
    'chat.scheduleMessage',
    ({ room }) => ({ channel: room, text: 'x', post_at: 1_000 }),
    'time_in_past',
  ],
  ['reading a channel that the bot is not in', 'conversations.history', ({ other }) => ({ channel: other }), 'not_in_channel'],
  ['reading a private channel that the bot is not in', 'conversations.info', ({ hidden }) => ({ channel: hidden }), 'channel_not_found'],
  ['a thread of nothing', 'conversations.replies', ({ room }) => ({ channel: room, ts: '1.000001' }), 'thread_not_found'],
  ['a made-up cursor', 'conversations.history', ({ room }) => ({ channel: room, cursor: 'x' }), 'invalid_cursor'],
  ['joining an archived channel', 'conversations.join', ({ archived }) => ({ channel: archived }), 'is_archived'],
  ['joining a direct message', 'conversations.join', ({ dm }) => ({ channel: dm }), 'method_not_supported_for_channel_type'],
  ['inviting who is there already', 'conversations.invite', ({ room, ana }) => ({ channel: room, users: ana }), 'already_in_channel'],
  ['inviting nobody known', 'conversations.invite', ({ room }) => ({ channel: room, users: 'U0NOBODY' }), 'user_not_found'],
  [
    'a topic for a direct message',
    'conversations.setTopic',
    ({ dm }) => ({ channel: dm, topic: 'x' }),
    'method_not_supported_for_channel_type',
  ],
  ['a person who is not there', 'users.info', () => ({ user: 'U0NOBODY' }), 'user_not_found'],
  ['an address that nobody has', 'users.lookupByEmail', () => ({ email: 'nobody@bare.example' }), 'users_not_found'],
  ['a reaction twice', 'reactions.add', ({ room, mine }) => ({ channel: room, timestamp: mine, name: 'eyes' }), 'already_reacted'],
  [
    'a reaction that is not there',
    'reactions.remove',
    ({ room, mine }) => ({ channel: room, timestamp: mine, name: 'tada' }),
    'no_reaction',
  ],
  ['a user group emptied', 'usergroups.users.update', () => ({ usergroup: 'S0', users: '' }), 'no_users_provided'],
  [
    'a view without a trigger',
    'views.open',
    () => ({ trigger_id: 'x', view: { type: 'modal', title: { type: 'plain_text', text: 'x' }, blocks: [] } }),
    'invalid_trigger_id',
  ],
  [
    'a view that is gone',
    'views.update',
    () => ({ view_id: 'V0', view: { type: 'modal', title: { type: 'plain_text', text: 'x' }, blocks: [] } }),
    'not_found',
  ],
  ['a file that was never uploaded', 'files.completeUploadExternal', () => ({ files: [{ id: 'F0' }] }), 'file_not_found'],
  ['a socket with the bot’s token', 'apps.connections.open', () => ({}), 'not_allowed_token_type'],
];

test('Slack refuses by its own names, as HTTP 200', async () => {
  const world = await arranged();
  const { sandbox, room, ana } = world;
  const { message } = await sandbox.act(ana, { do: 'post', channel: room, text: 'Hello' });
  const { ts: mine } = await done<{ ts: string }>(sandbox, 'chat.postMessage', { channel: room, text: 'Hello' });
  await done(sandbox, 'reactions.add', { channel: room, timestamp: mine, name: 'eyes' });
  const known = { ...world, mine, said: message?.ts ?? '', dm: sandbox.dm(ana) };

  const answers: [string, unknown][] = [];
  for (const [what, method, args] of REFUSALS) answers.push([what, (await call(sandbox, method, args(known))).error]);
  expect(answers).toEqual(REFUSALS.map(([what, , , error]) => [what, error]));
  expect(sandbox.complaints()).toHaveLength(REFUSALS.length);
});

test('a scope that the manifest does not ask for is missing, by name', async () => {
  const { sandbox, room } = await arranged(ALL_SCOPES);
  expect(await call(sandbox, 'files.getUploadURLExternal', { filename: 'x', length: 1 })).toMatchObject({
    error: 'missing_scope',
    needed: 'files:write',
  });
  expect(await call(sandbox, 'conversations.setTopic', { channel: room, topic: 'x' })).toMatchObject({ error: 'missing_scope' });
});

test('tokens: none, a wrong one, one of a workspace that removed the app', async () => {
  const { sandbox } = await arranged();
  expect(await (await fetch(`${sandbox.apiUrl}auth.test`, { method: 'POST' })).json()).toEqual({ ok: false, error: 'not_authed' });
  expect(await call(sandbox, 'auth.test', {}, 'xoxb-wrong')).toEqual({ ok: false, error: 'invalid_auth' });
  sandbox.uninstall();
  expect(await call(sandbox, 'auth.test')).toEqual({ ok: false, error: 'account_inactive' });
});

test('each workspace has its own token, people and channels', async () => {
  const { sandbox, room } = await arranged();
  const team = await sandbox.make({ make: 'workspace', name: 'Second' });
  const { botToken } = sandbox.appIn(team);
  expect(await done(sandbox, 'auth.test', {}, botToken)).toMatchObject({ team: 'Second', team_id: team });
  expect(await call(sandbox, 'chat.postMessage', { channel: room, text: 'x' }, botToken)).toMatchObject({ error: 'channel_not_found' });
  const { members } = await done<{ members: { name: string }[] }>(sandbox, 'users.list', {}, botToken);
  expect(members.map(({ name }) => name).sort()).toEqual(['admin', 'backline']);
});

test('the real WebClient writes forms, and Slack reads them', async () => {
  const { sandbox, room, ana } = await arranged();
  const client = new WebClient(sandbox.app.botToken, { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 } });
  const blocks = [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text: '*Hi* & <@U1>' } }];
  const { ts } = await client.chat.postMessage({
    channel: room,
    text: 'Hi & ö',
    blocks,
    metadata: { event_type: 'backline', event_payload: { key: 'k' } },
  });

  const [plain] = (await client.conversations.history({ channel: room, limit: 1 })).messages ?? [];
  expect(plain).toMatchObject({ ts, text: 'Hi & ö', bot_id: sandbox.app.botId, user: sandbox.app.botUserId });
  expect(plain?.metadata).toBeUndefined();
  const [full] = (await client.conversations.history({ channel: room, limit: 1, include_all_metadata: true })).messages ?? [];
  expect(full?.metadata).toEqual({ event_type: 'backline', event_payload: { key: 'k' } });

  await client.filesUploadV2({ channel_id: room, filename: 'a.csv', content: 'one,two', initial_comment: 'Figures' });
  const [file] = sandbox.messages(ana, room).slice(-1);
  expect(file).toMatchObject({ text: 'Figures', files: [{ name: 'a.csv', size: 7 }] });
  const { url_private: url } = (file?.files ?? [])[0] as { url_private: string };
  expect(await (await fetch(url, { headers: { Authorization: `Bearer ${sandbox.app.botToken}` } })).text()).toBe('one,two');
  expect((await fetch(url)).status).toBe(403);
});

test('a person’s id as channel means the direct message with them', async () => {
  const { sandbox, ana } = await arranged();
  const { channel } = await done<{ channel: string }>(sandbox, 'chat.postMessage', { channel: ana, text: 'For you' });
  expect(channel).toBe(sandbox.dm(ana));
  expect(sandbox.messages(ana, channel).map(({ text }) => text)).toEqual(['For you']);
});

test('a message in a person’s name has their name and picture and no user', async () => {
  const { sandbox, room, ana } = await arranged();
  await done(sandbox, 'chat.postMessage', { channel: room, text: 'Copied', username: 'Ana', icon_url: 'https://example.com/ana.png' });
  const [copy] = sandbox.messages(ana, room).slice(-1);
  expect(copy).toMatchObject({
    subtype: 'bot_message',
    username: 'Ana',
    icons: { image_48: 'https://example.com/ana.png' },
    bot_id: sandbox.app.botId,
  });
  expect(copy?.user).toBeUndefined();
});

test('an update with text alone deletes the blocks and keeps the metadata', async () => {
  const { sandbox, room, ana } = await arranged();
  const metadata = { event_type: 'backline', event_payload: { key: 'k' } };
  const { ts } = await done<{ ts: string }>(sandbox, 'chat.postMessage', {
    channel: room,
    text: 'Card',
    blocks: [{ type: 'divider' }],
    metadata,
  });
  await done(sandbox, 'chat.update', { channel: room, ts, text: 'Plain' });
  expect(sandbox.message(ana, { channel: room, ts })).toMatchObject({ text: 'Plain', metadata, edited: { user: sandbox.app.botId } });
  expect(sandbox.message(ana, { channel: room, ts })?.blocks).toBeUndefined();
});

test('a history is read newest first, page by page, within a span', async () => {
  const { sandbox, room, ana } = await arranged();
  const said: string[] = [];
  for (let n = 1; n <= 5; n += 1) said.push((await sandbox.act(ana, { do: 'post', channel: room, text: `${n}` })).message?.ts ?? '');
  type Page = { messages: { text: string }[]; has_more: boolean; response_metadata?: { next_cursor: string } };
  const page = (args: Record<string, unknown>) => done<Page>(sandbox, 'conversations.history', { channel: room, ...args });
  const texts = ({ messages }: Page) => messages.map(({ text }) => text);

  const first = await page({ limit: 2 });
  expect([texts(first), first.has_more]).toEqual([['5', '4'], true]);
  const second = await page({ limit: 2, cursor: first.response_metadata?.next_cursor });
  expect(texts(second)).toEqual(['3', '2']);
  const third = await page({ limit: 2, cursor: second.response_metadata?.next_cursor });
  expect([texts(third), third.has_more, third.response_metadata]).toEqual([['1'], false, undefined]);

  expect(texts(await page({ oldest: said[1], latest: said[3] }))).toEqual(['3']);
  expect(texts(await page({ oldest: said[1], latest: said[3], inclusive: true }))).toEqual(['4', '3', '2']);
});

test('a thread is read oldest first with its root; a reply’s timestamp answers the reply alone', async () => {
  const { sandbox, room, ana } = await arranged();
  const root = (await sandbox.act(ana, { do: 'post', channel: room, text: 'Root' })).message?.ts ?? '';
  const replies: string[] = [];
  for (const text of ['a', 'b', 'c'])
    replies.push((await sandbox.act(ana, { do: 'post', channel: room, text, thread: root })).message?.ts ?? '');
  type Page = { messages: { text: string; reply_count?: number }[]; response_metadata?: { next_cursor: string } };
  const page = (args: Record<string, unknown>) => done<Page>(sandbox, 'conversations.replies', { channel: room, ts: root, ...args });

  const first = await page({ limit: 2 });
  expect(first.messages.map(({ text }) => text)).toEqual(['Root', 'a']);
  expect(first.messages[0]?.reply_count).toBe(3);
  const rest = await page({ limit: 2, cursor: first.response_metadata?.next_cursor });
  expect(rest.messages.map(({ text }) => text)).toEqual(['b', 'c']);
  expect((await page({ oldest: replies[1] })).messages.map(({ text }) => text)).toEqual(['Root', 'c']);
  expect((await page({ ts: replies[1] })).messages.map(({ text }) => text)).toEqual(['b']);
});

test('lists come in pages by cursor', async () => {
  const { sandbox } = await arranged();
  type Page = { members: { id: string }[]; response_metadata: { next_cursor: string } };
  const first = await done<Page>(sandbox, 'users.list', { limit: 2 });
  const second = await done<Page>(sandbox, 'users.list', { limit: 2, cursor: first.response_metadata.next_cursor });
  expect([...first.members, ...second.members].map(({ id }) => id)).toEqual([
    sandbox.people.kai,
    sandbox.people.ana,
    sandbox.app.botUserId,
  ]);
  expect(second.response_metadata.next_cursor).toBe('');
});

test('what only one person sees is seen by that person alone', async () => {
  const { sandbox, room, ana, kai } = await arranged();
  await done(sandbox, 'chat.postEphemeral', { channel: room, user: ana, text: 'Psst' });
  expect(sandbox.messages(ana, room).filter(({ ephemeral }) => ephemeral)).toMatchObject([{ text: 'Psst' }]);
  expect(sandbox.messages(kai, room).some(({ text }) => text === 'Psst')).toBe(false);
  const { messages } = await done<{ messages: { text: string }[] }>(sandbox, 'conversations.history', { channel: room });
  expect(messages.some(({ text }) => text === 'Psst')).toBe(false);
});

test('a deactivated person is in no channel and cannot be written to', async () => {
  const { sandbox, room, ana, kai } = await arranged();
  const dm = sandbox.dm(ana);
  await sandbox.change(ana, { deleted: true });
  const { members } = await done<{ members: string[] }>(sandbox, 'conversations.members', { channel: room });
  expect(members).toEqual([kai, sandbox.app.botUserId]);
  for (const channel of [ana, dm])
    expect(await call(sandbox, 'chat.postMessage', { channel, text: 'x' })).toMatchObject({ error: 'channel_not_found' });
  expect(await call(sandbox, 'chat.postEphemeral', { channel: room, user: ana, text: 'x' })).toMatchObject({
    error: 'user_not_in_channel',
  });
  expect(await call(sandbox, 'conversations.open', { users: ana })).toMatchObject({ error: 'user_disabled' });
  expect(await sandbox.act(ana, { do: 'post', channel: room, text: 'x' })).toEqual({ ok: false, problem: 'user_is_deactivated' });
});

test('posting rights: only admins in a read-only channel', async () => {
  const { sandbox, room, ana, kai } = await arranged();
  sandbox.changeChannel(room, { readOnly: true });
  expect(await call(sandbox, 'chat.postMessage', { channel: room, text: 'x' })).toMatchObject({ error: 'restricted_action' });
  expect(await sandbox.act(ana, { do: 'post', channel: room, text: 'x' })).toEqual({ ok: false, problem: 'restricted_action' });
  expect(await sandbox.act(kai, { do: 'post', channel: room, text: 'x' })).toMatchObject({ ok: true });
});

test('rates are held only when asked for, with Retry-After', async () => {
  const sandbox = await sandboxWith({ enforceRates: true });
  const answers = await Promise.all(Array.from({ length: 25 }, () => rawCall(sandbox, 'users.list')));
  const held = answers.filter(({ status }) => status === 429);
  expect(held).toHaveLength(5);
  expect(Number(held[0]?.retryAfter)).toBeGreaterThan(0);
});

async function rawCall(sandbox: Sandbox, method: string): Promise<{ status: number; retryAfter: string | null }> {
  const response = await fetch(sandbox.apiUrl + method, { method: 'POST', headers: { Authorization: `Bearer ${sandbox.app.botToken}` } });
  return { status: response.status, retryAfter: response.headers.get('retry-after') };
}
