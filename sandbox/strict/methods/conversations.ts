/** conversations.*: channels, private channels, direct messages. What a call needs depends on the kind. */
import { anyText, type ChannelKind, flag, list, type Method, page, required, text } from './method';

type ByKind = Partial<Record<ChannelKind, readonly string[]>>;

const read: ByKind = { public: ['channels:read'], private: ['groups:read'], im: ['im:read'], mpim: ['mpim:read'] };
const history: ByKind = { public: ['channels:history'], private: ['groups:history'], im: ['im:history'], mpim: ['mpim:history'] };

const channel = { channel: required(text) };
const span = { oldest: text, latest: text, inclusive: flag, include_all_metadata: flag };
const listing = { ...page('invalid_limit'), types: text, exclude_archived: flag, team_id: text };

export const conversations: Record<string, Method> = {
  'conversations.info': {
    token: 'bot',
    scopesByKind: read,
    args: { ...channel, include_locale: flag, include_num_members: flag },
  },
  'conversations.list': { token: 'bot', scopesByKind: read, kindsFromTypes: true, args: listing },
  'users.conversations': { token: 'bot', scopesByKind: read, kindsFromTypes: true, args: { ...listing, user: text } },
  'conversations.history': { token: 'bot', scopesByKind: history, args: { ...channel, ...page(), ...span } },
  'conversations.replies': { token: 'bot', scopesByKind: history, args: { ...channel, ts: required(text), ...page(), ...span } },
  'conversations.members': { token: 'bot', scopesByKind: read, args: { ...channel, ...page('invalid_limit') } },
  'conversations.open': {
    token: 'bot',
    scopesByKind: { public: ['channels:manage'], private: ['groups:write'], im: ['im:write'], mpim: ['mpim:write'] },
    args: { channel: text, users: list, prevent_creation: flag, return_im: flag },
    needsOneOf: { groups: [['channel'], ['users']], error: 'users_list_not_supplied' },
  },
  'conversations.join': { token: 'bot', scopesByKind: { public: ['channels:join'] }, args: channel },
  'conversations.invite': {
    token: 'bot',
    scopesByKind: {
      public: ['channels:manage', 'channels:write.invites'],
      private: ['groups:write', 'groups:write.invites'],
      im: ['im:write'],
      mpim: ['mpim:write'],
    },
    args: { ...channel, users: required({ ...list, error: 'no_user' }), force: flag },
  },
  'conversations.leave': {
    token: 'bot',
    scopesByKind: { public: ['channels:manage', 'channels:write'], private: ['groups:write'], im: ['im:write'], mpim: ['mpim:write'] },
    args: channel,
  },
  'conversations.setTopic': {
    token: 'bot',
    scopesByKind: {
      public: ['channels:manage', 'channels:write.topic'],
      private: ['groups:write', 'groups:write.topic'],
      im: ['im:write', 'im:write.topic'],
      mpim: ['mpim:write', 'mpim:write.topic'],
    },
    args: { ...channel, topic: required({ ...anyText, max: 250, error: 'too_long' }) },
  },
};
