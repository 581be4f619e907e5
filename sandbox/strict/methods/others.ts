/** Everything that is one or two methods large. */
import { type Argument, flag, json, list, type Method, page, required, text, whole } from './method';

const exchange: Record<string, Argument> = {
  client_id: text,
  client_secret: text,
  code: text,
  code_verifier: text,
  grant_type: text,
  redirect_uri: text,
  refresh_token: text,
};

const aged = { count: whole(1, 1000), page: whole(1, 100) };
const item = { channel: text, timestamp: text, file: text, file_comment: text };
const reactedItem = { groups: [['channel', 'timestamp'], ['file'], ['file_comment']], error: 'no_item_specified' } as const;

export const others: Record<string, Method> = {
  'api.test': { token: 'none', args: { error: text } },
  'auth.test': { token: 'bot', args: {} },
  'apps.connections.open': { token: 'app', args: {} },
  'blocks.validate': { token: 'bot', args: { blocks: json, message: json, view: json } },
  'bots.info': { token: 'bot', scopes: ['users:read'], args: { bot: text, team_id: text } },
  'team.info': { token: 'bot', scopes: ['team:read'], args: { team: text, domain: text } },
  'emoji.list': { token: 'bot', scopes: ['emoji:read'], args: { include_categories: flag } },

  'reactions.add': {
    token: 'bot',
    scopes: ['reactions:write'],
    args: { channel: required(text), timestamp: required(text), name: required(text) },
  },
  'reactions.remove': { token: 'bot', scopes: ['reactions:write'], args: { ...item, name: required(text) }, needsOneOf: reactedItem },
  'reactions.get': { token: 'bot', scopes: ['reactions:read'], args: { ...item, full: flag }, needsOneOf: reactedItem },
  'reactions.list': { token: 'bot', scopes: ['reactions:read'], args: { ...aged, ...page(), user: text, full: flag, team_id: text } },

  'files.getUploadURLExternal': {
    token: 'bot',
    scopes: ['files:write'],
    args: {
      filename: required(text),
      length: required(whole(1, 1_000_000_000, 'file_upload_size_restricted')),
      alt_txt: { ...text, max: 1000, error: 'alt_txt_too_large' },
      snippet_type: text,
    },
  },
  'files.completeUploadExternal': {
    token: 'bot',
    scopes: ['files:write'],
    args: { files: required(json), channel_id: text, channels: list, initial_comment: text, thread_ts: text, blocks: json },
  },
  'files.info': { token: 'bot', scopes: ['files:read'], args: { file: required(text), ...aged, ...page() } },
  'files.delete': { token: 'bot', scopes: ['files:write'], args: { file: required(text) } },

  'oauth.v2.access': { token: 'none', args: exchange },
  'openid.connect.token': { token: 'none', args: exchange },
  'openid.connect.userInfo': { token: 'user', args: {} },
};
