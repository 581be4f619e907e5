/** Answers, events and payloads beside Slack's published samples: no key that Slack does not have, every value of Slack's type. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '@slack/bolt';
import { type LogEntry, person, type Sandbox } from '../../sandbox';
import { methods } from '../../sandbox/strict';
import { ALL_SCOPES, appOn, codeFrom, done, manifest, sandboxWith, stopAll } from './support';

const SAMPLES = join(__dirname, '../../../shared/slack/samples');
const present = existsSync(SAMPLES);
if (!present) console.warn(`Slack's samples are not at ${SAMPLES}: shapes are not compared`);
const withSamples = present ? test : test.skip;

afterEach(stopAll);

/** Blocks and attachments are the app's own; their shape is checked where they come in. */
const OPAQUE = new Set(['blocks', 'attachments', 'title_blocks', 'args', 'emoji', 'event_payload', 'errors', 'values']);

/** Keys that Slack documents, or sends elsewhere in its samples, and that these samples lack: by the end of their path. */
const NEWER = [
  // The Events API's envelope of today.
  /\.context_team_id$/,
  /\.context_enterprise_id$/,
  /^(team_join|user_change)\.event\.event_ts$/,
  /\.profile\.status_emoji_display_info$/,
  // Who wrote a message, whatever its subtype.
  /\.event(\.message|\.previous_message)?\.(app_id|bot_id|bot_profile|team|client_msg_id|parent_user_id)$/,
  // Threads, as answers of other methods have them.
  /\.(message|previous_message|root)\.reply_users$/,
  /\.root\.user$/,
  /^conversations\.replies\.messages\[\]\.(subtype|root)$/,
  // https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
  /^view_submission\.response_urls$/,
];

/** Commands come as a form: Slack's sample has been parsed. */
const AS_TEXT = '/escalate.is_enterprise_install';

interface Sample {
  file: string;
  at?: string;
}

const EVENTS: Record<string, string> = {
  message: 'MessagePayload',
  'message/bot_message': 'MessageBotPayload',
  'message/message_changed': 'MessageChangedPayload',
  'message/message_deleted': 'MessageDeletedPayload',
  'message/file_share': 'MessageFileSharePayload',
  'message/thread_broadcast': 'MessageThreadBroadcastPayload',
  'message/me_message': 'MessageMePayload',
  'message/channel_join': 'MessageChannelJoinPayload',
  'message/channel_leave': 'MessageChannelLeavePayload',
  'message/channel_topic': 'MessageChannelTopicPayload',
  'message/channel_name': 'MessageChannelNamePayload',
  'message/channel_archive': 'MessageChannelArchivePayload',
  'message/channel_unarchive': 'MessageChannelUnarchivePayload',
  app_home_opened: 'AppHomeOpenedPayload',
  app_mention: 'AppMentionPayload',
  app_uninstalled: 'AppUninstalledPayload',
  channel_archive: 'ChannelArchivePayload',
  channel_created: 'ChannelCreatedPayload',
  channel_rename: 'ChannelRenamePayload',
  channel_shared: 'ChannelSharedPayload',
  channel_unarchive: 'ChannelUnarchivePayload',
  channel_unshared: 'ChannelUnsharedPayload',
  dnd_updated_user: 'DndUpdatedUserPayload',
  group_archive: 'GroupArchivePayload',
  group_rename: 'GroupRenamePayload',
  group_unarchive: 'GroupUnarchivePayload',
  member_joined_channel: 'MemberJoinedChannelPayload',
  member_left_channel: 'MemberLeftChannelPayload',
  reaction_added: 'ReactionAddedPayload',
  reaction_removed: 'ReactionRemovedPayload',
  subteam_created: 'SubteamCreatedPayload',
  subteam_members_changed: 'SubteamMembersChangedPayload',
  subteam_updated: 'SubteamUpdatedPayload',
  team_join: 'TeamJoinPayload',
  tokens_revoked: 'TokensRevokedPayload',
  user_change: 'UserChangePayload',
};

const INTERACTIONS: Record<string, string> = {
  '/escalate': 'slash-commands/SlashCommandPayload',
  block_actions: 'interactive-components/BlockActionPayload',
  message_action: 'interactive-components/MessageShortcutPayload',
  view_submission: 'views/ViewSubmissionPayload',
  view_closed: 'views/ViewClosedPayload',
};

function sampleOf(entry: LogEntry): Sample | null {
  if (entry.way === 'call') return { file: `api/${entry.name}.json` };
  if (entry.way === 'event' && EVENTS[entry.name] !== undefined) return { file: `events/${EVENTS[entry.name]}.json` };
  if (entry.way === 'interaction' && INTERACTIONS[entry.name] !== undefined)
    return { file: `app-backend/${INTERACTIONS[entry.name]}.json` };
  return null;
}

const read = new Map<string, unknown>();

function sample(file: string): unknown {
  if (!read.has(file)) read.set(file, existsSync(join(SAMPLES, file)) ? JSON.parse(readFileSync(join(SAMPLES, file), 'utf8')) : undefined);
  return read.get(file);
}

/** Differences of ours from Slack's, each with its path. */
function differences(ours: unknown, slacks: unknown, path: string): string[] {
  if (ours === null || slacks === null || ours === undefined) return [];
  if (Array.isArray(ours))
    return Array.isArray(slacks) ? ours.flatMap((one) => differences(one, merged(slacks), `${path}[]`)) : [`${path}: list`];
  if (typeof ours !== 'object')
    return typeof ours === typeof slacks || slacks === undefined ? [] : [`${path}: ${typeof ours}, Slack has ${typeof slacks}`];
  if (typeof slacks !== 'object') return [`${path}: object, Slack has ${typeof slacks}`];
  const known = slacks as Record<string, unknown>;
  if (Object.keys(known).length === 0) return [];
  return Object.entries(ours as Record<string, unknown>).flatMap(([key, value]) => {
    const here = `${path}.${key}`;
    if (OPAQUE.has(key)) return [];
    if (here === AS_TEXT) return [];
    if (!(key in known)) return NEWER.some((path) => path.test(here)) ? [] : [`${here}: not in Slack's sample`];
    return differences(value, known[key], here);
  });
}

/** All elements of a sample's list in one. */
function merged(list: readonly unknown[]): unknown {
  if (list.length === 0) return {};
  if (typeof list[0] !== 'object') return list[0];
  return Object.assign({}, ...list.map((one) => ({ ...(one as object) })));
}

function compare(log: readonly LogEntry[]): string[] {
  const found = log.flatMap((entry) => {
    const wanted = sampleOf(entry);
    const slacks = wanted === null ? undefined : sample(wanted.file);
    if (slacks === undefined) return [];
    return differences(entry.way === 'call' ? entry.response : entry.request, slacks, entry.name);
  });
  return [...new Set(found)];
}

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const BUTTON = { type: 'actions', elements: [{ type: 'button', action_id: 'go', text: plain('Go'), value: '1' }] };
const MODAL = {
  type: 'modal' as const,
  callback_id: 'm',
  notify_on_close: true,
  title: plain('Modal'),
  submit: plain('Send'),
  blocks: [
    { type: 'actions' as const, elements: [{ type: 'button' as const, action_id: 'deeper', text: plain('Deeper') }] },
    { type: 'input' as const, optional: true, label: plain('Word'), element: { type: 'plain_text_input' as const, action_id: 'a' } },
  ],
};

function listen(app: App): void {
  app.command('/escalate', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: MODAL });
  });
  app.shortcut(/.*/, async ({ ack }) => ack());
  app.view('m', async ({ ack }) => ack({ response_action: 'push', view: MODAL }));
  app.view({ type: 'view_closed', callback_id: 'm' }, async ({ ack }) => ack());
  app.action('go', async ({ ack, body, client }) => {
    await ack();
    const opened = await client.views.open({ trigger_id: 'trigger_id' in body ? body.trigger_id : '', view: MODAL });
    await client.views.update({ view_id: opened.view?.id ?? '', view: { ...MODAL, title: plain('Updated') } });
  });
  app.action('deeper', async ({ ack, body, client }) => {
    await ack();
    await client.views.push({ trigger_id: 'trigger_id' in body ? body.trigger_id : '', view: { ...MODAL, title: plain('Deep') } });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [] } });
  });
}

/** One of each event and interaction. */
async function everythingHappens(sandbox: Sandbox): Promise<void> {
  const { ana = '', kai = '' } = sandbox.people;
  const me = person(sandbox, ana);
  const room = await sandbox.make({ make: 'channel', name: 'room', members: [ana, kai], botIsMember: true });
  const hidden = await sandbox.make({ make: 'channel', name: 'hidden', members: [ana, kai], botIsMember: true, is_private: true });
  const { botUserId } = sandbox.app;

  const root = await me.post(room, `Look at https://example.com/x, <@${botUserId}>`);
  const reply = await me.reply(root, 'A reply');
  await me.edit(root, 'Changed');
  await me.react(root, 'eyes');
  await sandbox.act(ana, { do: 'react', message: root, name: 'eyes', remove: true });
  await sandbox.act(ana, { do: 'post', channel: room, text: 'To all', thread: root.ts, broadcast: true });
  await sandbox.act(ana, { do: 'post', channel: room, text: 'See', files: [{ name: 'log.txt', content: 'x' }] });
  await sandbox.act(ana, { do: 'command', channel: room, command: '/me', text: 'waves' });
  await me.delete(reply);
  await me.delete(root);
  await sandbox.make({ make: 'app_message', channel: room, appName: 'Deploys', text: 'Deployed' });

  await me.home();
  await me.home();
  await me.command('/escalate x', room);
  await me.click('Deeper', { in: 'modal' });
  await me.sees('Deep', { in: 'modal' });
  await me.submit();
  await sandbox.act(ana, { do: 'close', all: true });
  const said = await me.post(room, 'Shortcut me');
  await me.shortcut('Escalate this thread', said);
  const { ts } = await done<{ ts: string }>(sandbox, 'chat.postMessage', { channel: room, text: 'Press', blocks: [BUTTON] });
  await me.click('Go', { in: { channel: room, ts } });
  await me.sees('Updated', { in: 'modal' });
  await me.close();

  for (const channel of [room, hidden]) {
    await sandbox.act(kai, { do: 'leave', channel });
    await sandbox.act(ana, { do: 'invite', channel, user: kai });
    await sandbox.act(kai, { do: 'rename', channel, name: channel === room ? 'salon' : 'secret' });
    await sandbox.act(kai, { do: 'archive', channel });
    await sandbox.act(kai, { do: 'unarchive', channel });
  }
  const stranger = await sandbox.make({ make: 'user', name: 'sol', stranger: true });
  const { user } = await done<{ user: { team_id: string } }>(sandbox, 'users.info', { user: stranger });
  sandbox.changeChannel(room, { shareWith: user.team_id });
  sandbox.changeChannel(room, { unshareWith: user.team_id });
  await sandbox.make({ make: 'user', name: 'new' });
  await sandbox.act(ana, { do: 'update_profile', tz: 'America/New_York' });
  await sandbox.act(ana, { do: 'set_dnd', until: new Date(sandbox.clock.now().getTime() + 3_600_000) });
  await sandbox.quiet();
}

/** Every method once, so that each has an answer to compare. */
async function everythingIsCalled(sandbox: Sandbox): Promise<void> {
  const { ana = '', kai = '' } = sandbox.people;
  const channel = await sandbox.make({ make: 'channel', name: 'calls', members: [ana], botIsMember: true });
  const open = await sandbox.make({ make: 'channel', name: 'open', members: [kai] });
  const said = await done<{ ts: string }>(sandbox, 'chat.postMessage', {
    channel,
    text: 'Hello',
    metadata: { event_type: 'a', event_payload: { key: '1' } },
  });
  const at = { channel, ts: said.ts };
  await done(sandbox, 'chat.postMessage', { channel, text: 'As Ana', username: 'Ana', icon_emoji: ':cat:' });
  await done(sandbox, 'chat.postMessage', { channel, text: 'Reply', thread_ts: said.ts, reply_broadcast: true });
  await done(sandbox, 'chat.update', { ...at, text: 'Hello again' });
  await done(sandbox, 'chat.postEphemeral', { channel, user: ana, text: 'Psst' });
  await done(sandbox, 'chat.getPermalink', { channel, message_ts: said.ts });
  await done(sandbox, 'chat.unfurl', { ...at, unfurls: { 'https://example.com': { text: 'x' } } });
  const later = await done<{ scheduled_message_id: string }>(sandbox, 'chat.scheduleMessage', {
    channel,
    text: 'Later',
    post_at: Math.floor(sandbox.clock.now().getTime() / 1000) + 60,
  });
  await done(sandbox, 'chat.scheduledMessages.list', { channel });
  await done(sandbox, 'chat.deleteScheduledMessage', { channel, scheduled_message_id: later.scheduled_message_id });
  await done(sandbox, 'reactions.add', { channel, timestamp: said.ts, name: 'eyes' });
  await done(sandbox, 'reactions.get', { channel, timestamp: said.ts });
  await done(sandbox, 'reactions.list', {});
  await done(sandbox, 'conversations.history', { channel, include_all_metadata: true, limit: 1, oldest: '0', latest: '9999999999.000000' });
  await done(sandbox, 'conversations.replies', { ...at, include_all_metadata: true });
  await done(sandbox, 'reactions.remove', { channel, timestamp: said.ts, name: 'eyes' });
  await done(sandbox, 'chat.delete', at);

  await done(sandbox, 'conversations.join', { channel: open });
  await done(sandbox, 'conversations.join', { channel: open });
  await done(sandbox, 'conversations.invite', { channel: open, users: ana });
  await done(sandbox, 'conversations.setTopic', { channel: open, topic: 'Talk' });
  await done(sandbox, 'conversations.members', { channel: open, limit: 1 });
  await done(sandbox, 'conversations.info', { channel: open, include_num_members: true, include_locale: true });
  await done(sandbox, 'conversations.leave', { channel: open });
  await done(sandbox, 'conversations.open', { users: ana });
  await done(sandbox, 'conversations.open', { users: ana, return_im: true });
  await done(sandbox, 'conversations.list', { types: 'public_channel,private_channel,im,mpim' });
  await done(sandbox, 'users.conversations', { types: 'public_channel,private_channel,im,mpim' });

  await done(sandbox, 'users.info', { user: ana, include_locale: true });
  await done(sandbox, 'users.info', { user: sandbox.app.botUserId });
  await done(sandbox, 'users.list', { limit: 2 });
  await done(sandbox, 'users.lookupByEmail', { email: 'ana@bare.example' });
  await done(sandbox, 'users.profile.get', { user: ana });
  await done(sandbox, 'users.getPresence', { user: ana });
  await done(sandbox, 'dnd.info', { user: ana });
  await done(sandbox, 'dnd.teamInfo', { users: ana });

  const { usergroup } = await done<{ usergroup: { id: string } }>(sandbox, 'usergroups.create', { name: 'On call' });
  const group = { usergroup: usergroup.id };
  await done(sandbox, 'usergroups.update', { ...group, description: 'Who answers' });
  await done(sandbox, 'usergroups.users.update', { ...group, users: `${ana},${kai}` });
  await done(sandbox, 'usergroups.users.list', group);
  await done(sandbox, 'usergroups.disable', group);
  await done(sandbox, 'usergroups.list', { include_disabled: true, include_users: true, include_count: true });
  await done(sandbox, 'usergroups.enable', group);

  const upload = await done<{ upload_url: string; file_id: string }>(sandbox, 'files.getUploadURLExternal', {
    filename: 'week.csv',
    length: 3,
  });
  await fetch(upload.upload_url, { method: 'POST', body: 'a,b' });
  await done(sandbox, 'files.completeUploadExternal', { files: [{ id: upload.file_id, title: 'Week' }], channel_id: channel });
  await done(sandbox, 'files.info', { file: upload.file_id });
  await done(sandbox, 'files.delete', { file: upload.file_id });

  const { clientId: client_id, clientSecret: client_secret } = sandbox.app;
  const installed = await codeFrom(sandbox, '/oauth/v2/authorize', kai, { scope: ALL_SCOPES.join(',') });
  await done(sandbox, 'oauth.v2.access', { client_id, client_secret, code: installed });
  const signedIn = await codeFrom(sandbox, '/openid/connect/authorize', ana, { scope: 'openid' });
  const { access_token } = await done<{ access_token: string }>(sandbox, 'openid.connect.token', {
    client_id,
    client_secret,
    code: signedIn,
  });
  await done(sandbox, 'openid.connect.userInfo', {}, access_token);

  await done(sandbox, 'api.test', { foo: 'bar' });
  await done(sandbox, 'auth.test');
  await done(sandbox, 'bots.info', { bot: sandbox.app.botId });
  await done(sandbox, 'team.info');
  await done(sandbox, 'emoji.list');
  await done(sandbox, 'blocks.validate', { blocks: [BUTTON] });
}

const EVERY_EVENT = [
  'app_mention',
  'app_uninstalled',
  'channel_created',
  'dnd_updated_user',
  'reaction_removed',
  'subteam_created',
  'subteam_members_changed',
  'subteam_updated',
  'tokens_revoked',
];

withSamples('what Slack answers and sends here has no key that it does not have there, and every value its type', async () => {
  const sandbox = await sandboxWith({ manifest: manifest({ scopes: ALL_SCOPES, events: EVERY_EVENT }), keepLog: 'all' });
  await appOn(sandbox, listen);
  await everythingHappens(sandbox);
  await everythingIsCalled(sandbox);
  sandbox.uninstall();
  await sandbox.quiet();

  expect(compare(sandbox.log)).toEqual([]);
  const happened = new Set(sandbox.log.filter(({ way }) => way !== 'call').map(({ name }) => name));
  expect([...Object.keys(EVENTS), ...Object.keys(INTERACTIONS)].filter((name) => !happened.has(name))).toEqual([]);
  const called = new Set(sandbox.log.filter(({ way }) => way === 'call').map(({ name }) => name));
  expect(
    Object.keys(methods)
      .filter((name) => !called.has(name))
      .sort(),
  ).toEqual([]);
});
