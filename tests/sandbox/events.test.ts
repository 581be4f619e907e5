import { type Act, person, type Sandbox } from '../../sandbox';
import { appOn, done, eventsNamed, manifest, sandboxWith, stopAll } from './support';

afterEach(stopAll);

const EVENTS = ['app_mention', 'reaction_removed', 'channel_created', 'channel_left'];

interface Arranged {
  sandbox: Sandbox;
  ana: string;
  kai: string;
  room: string;
}

async function arranged(): Promise<Arranged> {
  const sandbox = await sandboxWith({ manifest: manifest({ events: EVENTS }) });
  await appOn(sandbox, () => {});
  const { ana = '', kai = '' } = sandbox.people;
  const room = await sandbox.make({ make: 'channel', name: 'room', members: [ana, kai], botIsMember: true });
  await sandbox.quiet();
  sandbox.clearLog();
  return { sandbox, ana, kai, room };
}

/** Names of the events that the app was sent, in order. */
function heard(sandbox: Sandbox): string[] {
  return sandbox.log.filter(({ way }) => way === 'event').map(({ name }) => name);
}

test('a message is heard with its text, its blocks and the kind of its channel', async () => {
  const { sandbox, ana, room } = await arranged();
  const { ts } = await person(sandbox, ana).post(room, 'See *this* <https://example.com/a?b=1&c=2> & <b>');
  const [message] = eventsNamed(sandbox, 'message');
  expect(message).toMatchObject({
    ...{ type: 'message', user: ana, channel: room, channel_type: 'channel', ts, event_ts: ts },
    text: 'See *this* <https://example.com/a?b=1&c=2> &amp; &lt;b&gt;',
  });
  expect(JSON.stringify(message?.blocks)).toContain('"text":"this","style":{"bold":true}');
});

test('a link is unfurled a moment later: a change that nobody made', async () => {
  const { sandbox, ana, room } = await arranged();
  await person(sandbox, ana).post(room, 'https://example.com/x');
  expect(heard(sandbox)).toEqual(['message', 'message/message_changed']);
  const [changed] = eventsNamed(sandbox, 'message/message_changed') as {
    message: Record<string, unknown>;
    previous_message: Record<string, unknown>;
  }[];
  expect(changed?.message.text).toBe(changed?.previous_message.text);
  expect(changed?.message).toMatchObject({ attachments: [{ from_url: 'https://example.com/x' }] });
  expect(changed?.message.edited).toBeUndefined();
});

test('the app hears its own messages too, with its bot id and its user', async () => {
  const { sandbox, room } = await arranged();
  await done(sandbox, 'chat.postMessage', { channel: room, text: 'Mine' });
  await sandbox.quiet();
  expect(eventsNamed(sandbox, 'message')).toMatchObject([{ text: 'Mine', bot_id: sandbox.app.botId, user: sandbox.app.botUserId }]);
});

test('edits carry both versions, deletions the last one', async () => {
  const { sandbox, ana, room } = await arranged();
  const me = person(sandbox, ana);
  const message = await me.post(room, 'One');
  await me.edit(message, 'Two');
  await me.delete(message);
  expect(heard(sandbox)).toEqual(['message', 'message/message_changed', 'message/message_deleted']);
  expect(eventsNamed(sandbox, 'message/message_changed')).toMatchObject([
    { hidden: true, message: { text: 'Two', ts: message.ts, edited: { user: ana } }, previous_message: { text: 'One' } },
  ]);
  expect(eventsNamed(sandbox, 'message/message_deleted')).toMatchObject([{ deleted_ts: message.ts, previous_message: { text: 'Two' } }]);
});

test('a deleted root with replies leaves a stone; a deleted reply changes the root', async () => {
  const { sandbox, ana, room } = await arranged();
  const me = person(sandbox, ana);
  const root = await me.post(room, 'Root');
  const first = await me.reply(root, 'First');
  const second = await me.reply(root, 'Second');
  sandbox.clearLog();

  await me.delete(second);
  expect(heard(sandbox)).toEqual(['message/message_deleted', 'message/message_changed']);
  expect(eventsNamed(sandbox, 'message/message_changed')).toMatchObject([
    { message: { reply_count: 1 }, previous_message: { reply_count: 2 } },
  ]);

  await me.delete(root);
  expect(eventsNamed(sandbox, 'message/message_changed')[1]).toMatchObject({
    message: { subtype: 'tombstone', text: 'This message was deleted.' },
  });
  expect(sandbox.messages(ana, room, root.ts).map(({ text }) => text)).toEqual(['This message was deleted.', 'First']);

  await me.delete(first);
  expect(sandbox.messages(ana, room)).toEqual([]);
});

const SUBTYPES: [what: string, act: (world: Arranged & { root: string }) => Act, heard: string[]][] = [
  ['a file', ({ room }) => ({ do: 'post', channel: room, text: 'Log', files: [{ name: 'a.txt', content: 'x' }] }), ['message/file_share']],
  [
    'a reply also sent to the channel',
    ({ room, root }) => ({ do: 'post', channel: room, text: 'All', thread: root, broadcast: true }),
    ['message/thread_broadcast'],
  ],
  ['/me', ({ room }) => ({ do: 'command', channel: room, command: '/me', text: 'waves' }), ['message/me_message']],
  ['a mention', ({ room, sandbox }) => ({ do: 'post', channel: room, text: `<@${sandbox.app.botUserId}> hi` }), ['message', 'app_mention']],
  ['a reaction', ({ room, root }) => ({ do: 'react', message: { channel: room, ts: root }, name: 'eyes' }), ['reaction_added']],
  ['leaving', ({ room }) => ({ do: 'leave', channel: room }), ['message/channel_leave', 'member_left_channel']],
  ['renaming', ({ room }) => ({ do: 'rename', channel: room, name: 'salon' }), ['message/channel_name', 'channel_rename']],
  ['archiving', ({ room }) => ({ do: 'archive', channel: room }), ['message/channel_archive', 'channel_archive']],
  ['a new time zone', () => ({ do: 'update_profile', tz: 'America/New_York' }), ['user_change']],
  ['looking at App Home', () => ({ do: 'open_home' }), ['app_home_opened']],
];

test.each(SUBTYPES)('what the app hears of %s', async (_what, act, expected) => {
  const world = await arranged();
  const { sandbox, ana, room } = world;
  const root = (await person(sandbox, ana).post(room, 'Root')).ts;
  sandbox.clearLog();
  await sandbox.act(ana, act({ ...world, root }));
  await sandbox.quiet();
  expect(heard(sandbox)).toEqual(expected);
});

test('nothing is heard of channels that the bot is not in, nor of what the manifest does not subscribe to', async () => {
  const { sandbox, ana, kai } = await arranged();
  const hidden = await sandbox.make({ make: 'channel', name: 'hidden', members: [ana, kai], is_private: true });
  const other = await sandbox.make({ make: 'channel', name: 'other', members: [ana, kai] });
  await sandbox.quiet();
  sandbox.clearLog();
  for (const channel of [hidden, other]) {
    const message = await person(sandbox, ana).post(channel, 'Among us');
    await person(sandbox, ana).react(message, 'eyes');
    await sandbox.act(kai, { do: 'leave', channel });
  }
  await sandbox.act(ana, { do: 'set_dnd', until: null });
  await sandbox.quiet();
  expect(heard(sandbox)).toEqual([]);
});

test('a bot that is removed hears that, and nothing after it', async () => {
  const { sandbox, ana, room } = await arranged();
  await sandbox.act(ana, { do: 'kick', channel: room, user: sandbox.app.botUserId });
  await person(sandbox, ana).post(room, 'Gone?');
  expect(heard(sandbox)).toEqual(['member_left_channel']);
});

test('what another app says carries that app’s bot', async () => {
  const { sandbox, room } = await arranged();
  await sandbox.make({ make: 'app_message', channel: room, appName: 'Deploys', text: 'Deployed' });
  await sandbox.quiet();
  const [message] = eventsNamed(sandbox, 'message') as { bot_id: string; bot_profile: { name: string } }[];
  expect(message?.bot_profile.name).toBe('Deploys');
  expect(message?.bot_id).not.toBe(sandbox.app.botId);
});

test('a Slack Connect channel says so in every envelope', async () => {
  const { sandbox, ana } = await arranged();
  const shared = await sandbox.make({ make: 'channel', name: 'with-partner', members: [ana], is_ext_shared: true, botIsMember: true });
  const sol = await sandbox.make({ make: 'user', name: 'sol', stranger: true });
  await sandbox.act(ana, { do: 'invite', channel: shared, user: sol });
  await sandbox.quiet();
  sandbox.clearLog();
  await person(sandbox, sol).post(shared, 'From outside');
  const [entry] = sandbox.log.filter(({ way }) => way === 'event');
  const { user } = await done<{ user: { is_stranger: boolean; team_id: string } }>(sandbox, 'users.info', { user: sol });
  expect(entry?.request).toMatchObject({
    is_ext_shared_channel: true,
    team_id: user.team_id,
    authorizations: [{ team_id: sandbox.app.teamId }],
    event: { user: sol },
  });
  expect(user.team_id).not.toBe(sandbox.app.teamId);
  expect(user.is_stranger).toBe(true);
  expect(sandbox.channel(shared)).toMatchObject({ is_ext_shared: true });
});
