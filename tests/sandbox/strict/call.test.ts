import { checkCall, checkChannelScope, decodeForm, methods } from '../../../sandbox/strict';

const every = [
  ...new Set(
    Object.values(methods).flatMap(({ scopes = [], scopesByKind = {}, scopeOf = {} }) => [
      ...scopes,
      ...Object.values(scopesByKind).flat(),
      ...Object.values(scopeOf),
    ]),
  ),
];

type Row = [
  rule: string,
  method: string,
  valid: Record<string, unknown>,
  invalid: Record<string, unknown>,
  error: string,
  messages: string[],
];

const channel = { channel: 'C01SUPPORT' };
const view = { type: 'home', blocks: [] };

const rows: Row[] = [
  [
    'a channel is named',
    'chat.postMessage',
    { ...channel, text: 'a' },
    { text: 'a' },
    'invalid_arguments',
    ['[ERROR] missing required field: channel'],
  ],
  [
    'a channel is not empty',
    'conversations.info',
    channel,
    { channel: '' },
    'invalid_arguments',
    ['[ERROR] must be more than 0 characters [json-pointer:/channel]'],
  ],
  [
    'a channel is a string',
    'conversations.join',
    channel,
    { channel: 7 },
    'invalid_arguments',
    ['[ERROR] must provide a string [json-pointer:/channel]'],
  ],
  [
    'an argument is known',
    'chat.delete',
    { ...channel, ts: '1.0' },
    { ...channel, ts: '1.0', force: true },
    'invalid_arguments',
    ['[ERROR] invalid additional property: force'],
  ],
  [
    'a flag is one',
    'conversations.info',
    { ...channel, include_num_members: true },
    { ...channel, include_num_members: 'true' },
    'invalid_arguments',
    ['[ERROR] must provide a boolean [json-pointer:/include_num_members]'],
  ],
  [
    'a page has a limit',
    'conversations.members',
    { ...channel, limit: 1000 },
    { ...channel, limit: 1001 },
    'invalid_limit',
    ['[ERROR] must be less than 1001 [json-pointer:/limit]'],
  ],
  [
    'a limit is a number',
    'users.list',
    { limit: 200 },
    { limit: 'many' },
    'invalid_arguments',
    ['[ERROR] must provide an integer [json-pointer:/limit]'],
  ],
  [
    'a topic has 250 characters at most',
    'conversations.setTopic',
    { ...channel, topic: '' },
    { ...channel, topic: 'x'.repeat(251) },
    'too_long',
    ['[ERROR] must be less than 251 characters [json-pointer:/topic]'],
  ],
  [
    'a group has somebody in it',
    'usergroups.users.update',
    { usergroup: 'S01ONCALL', users: 'U01BO,U01CY' },
    { usergroup: 'S01ONCALL', users: '' },
    'no_users_provided',
    ['[ERROR] no fewer than 1 items allowed [json-pointer:/users]'],
  ],
  [
    'a group given as an array has somebody in it',
    'usergroups.users.update',
    { usergroup: 'S01ONCALL', users: ['U01BO'] },
    { usergroup: 'S01ONCALL', users: [] },
    'no_users_provided',
    ['[ERROR] no fewer than 1 items allowed [json-pointer:/users]'],
  ],
  [
    'people are listed',
    'dnd.teamInfo',
    { users: 'U01BO' },
    { users: 5 },
    'invalid_arguments',
    ['[ERROR] must provide an array [json-pointer:/users]'],
  ],
  [
    'a modal needs a trigger',
    'views.open',
    { trigger_id: '1.2.abc', view },
    { view },
    'invalid_arguments',
    ['[ERROR] missing required field: trigger_id'],
  ],
  [
    'a modal may come from a pointer',
    'views.push',
    { interactivity_pointer: '1.2.abc', view },
    { view },
    'invalid_arguments',
    ['[ERROR] missing required field: trigger_id'],
  ],
  [
    'an update names its view',
    'views.update',
    { view_id: 'V01', view },
    { view, hash: '1.2' },
    'invalid_arguments',
    ['[ERROR] missing required field: view_id'],
  ],
  [
    'a tab belongs to somebody',
    'views.publish',
    { user_id: 'U01ANA', view },
    { view },
    'invalid_arguments',
    ['[ERROR] missing required field: user_id'],
  ],
  [
    'a direct message is with somebody',
    'conversations.open',
    { users: 'U01ANA' },
    { return_im: true },
    'users_list_not_supplied',
    ['[ERROR] missing required field: channel'],
  ],
  [
    'a reaction belongs to something',
    'reactions.get',
    { ...channel, timestamp: '1.0' },
    channel,
    'no_item_specified',
    ['[ERROR] missing required field: timestamp'],
  ],
  [
    'a scheduled message has no metadata',
    'chat.scheduleMessage',
    { ...channel, post_at: 1_764_000_000, text: 'a' },
    { ...channel, post_at: 1_764_000_000, text: 'a', metadata: {} },
    'metadata_must_be_sent_from_app',
    ['[ERROR] not allowed here [json-pointer:/metadata]'],
  ],
  [
    'a file has a size',
    'files.getUploadURLExternal',
    { filename: 'a.csv', length: 12 },
    { filename: 'a.csv', length: 0 },
    'file_upload_size_restricted',
    ['[ERROR] must be more than 0 [json-pointer:/length]'],
  ],
  [
    'an unfurl names its message',
    'chat.unfurl',
    { ...channel, ts: '1.0', unfurls: {} },
    { ...channel, ts: '1.0' },
    'missing_unfurls',
    ['[ERROR] missing required field: unfurls'],
  ],
  [
    'blocks are left to another check',
    'chat.update',
    { ...channel, ts: '1.0', blocks: 'x' },
    { ...channel, blocks: 'x' },
    'invalid_arguments',
    ['[ERROR] missing required field: ts'],
  ],
];

describe('Slack takes a call', () => {
  test.each(rows)('in which %s', (_rule, method, valid, invalid, error, messages) => {
    expect(checkCall(method, valid, every)).toBeNull();
    expect(checkCall(method, invalid, every)).toEqual({ error, messages });
  });

  test('of a method that exists', () => {
    expect(checkCall('chat.postMessge', {}, every)).toEqual({ error: 'unknown_method' });
    expect(checkCall('constructor', {}, every)).toEqual({ error: 'unknown_method' });
  });

  test('whose token came as an argument', () => {
    expect(checkCall('auth.test', { token: 'xoxb-1' }, [])).toBeNull();
  });

  test.each<[string, string, Record<string, unknown>, string[], string]>([
    ['to post', 'chat.postMessage', { ...channel, text: 'a' }, ['commands'], 'chat:write'],
    ['to post under another name', 'chat.postMessage', { ...channel, text: 'a', username: 'Ana' }, ['chat:write'], 'chat:write.customize'],
    ['to look up an address', 'users.lookupByEmail', { email: 'ana@tallwick.example' }, ['users:read'], 'users:read.email'],
    ['to read any channel', 'conversations.history', channel, ['chat:write'], 'channels:history,groups:history,im:history,mpim:history'],
    ['to list private channels', 'conversations.list', { types: 'public_channel,private_channel' }, ['channels:read'], 'groups:read'],
    ['to list public channels, which is meant by default', 'users.conversations', {}, ['groups:read'], 'channels:read'],
  ])('only with the scope %s', (_what, method, args, scopes, needed) => {
    expect(checkCall(method, args, scopes)).toEqual({ error: 'missing_scope', needed, provided: scopes.join(',') });
    expect(checkCall(method, args, [...scopes, ...needed.split(',')])).toBeNull();
  });

  test('only about kinds of channels that exist', () => {
    expect(checkCall('conversations.list', { types: 'channels' }, every)).toEqual({ error: 'invalid_types' });
  });

  test('only with the scope for that kind of channel', () => {
    expect(checkChannelScope('conversations.history', 'private', ['groups:history'])).toBeNull();
    expect(checkChannelScope('conversations.history', 'private', ['channels:history'])).toEqual({
      error: 'missing_scope',
      needed: 'groups:history',
      provided: 'channels:history',
    });
    expect(checkChannelScope('chat.postMessage', 'private', [])).toBeNull();
  });
});

test('Slack reads a form as it reads JSON', () => {
  const form = {
    channel: 'C01SUPPORT',
    text: '[not a list]',
    blocks: '[{"type":"divider"}]',
    metadata: '{"event_type":"backline","event_payload":{}}',
    unfurl_links: 'false',
    mrkdwn: '1',
  };
  expect(decodeForm('chat.postMessage', form)).toEqual({
    channel: 'C01SUPPORT',
    text: '[not a list]',
    blocks: [{ type: 'divider' }],
    metadata: { event_type: 'backline', event_payload: {} },
    unfurl_links: false,
    mrkdwn: true,
  });
  expect(decodeForm('users.list', { limit: '200' })).toEqual({ limit: 200 });
  expect(decodeForm('usergroups.users.update', { usergroup: 'S1', users: '["U1","U2"]' })).toEqual({
    usergroup: 'S1',
    users: ['U1', 'U2'],
  });
  expect(decodeForm('usergroups.users.update', { users: 'U1,U2' })).toEqual({ users: 'U1,U2' });
});

test('What a form says wrongly reaches the check as it came', () => {
  expect(decodeForm('chat.postMessage', { blocks: '[{', unfurl_links: 'maybe' })).toEqual({ blocks: '[{', unfurl_links: 'maybe' });
  expect(decodeForm('users.list', { limit: 'all', unheard: 'of' })).toEqual({ limit: 'all', unheard: 'of' });
});
