/** chat.*: saying, changing and withdrawing. */
import { anyText, flag, json, list, type Method, page, required, text, whole } from './method';

const write = ['chat:write'];
const customize = 'chat:write.customize';
const scopeOf = { username: customize, icon_url: customize, icon_emoji: customize };

const content = { text: anyText, blocks: json, attachments: json, markdown_text: anyText };
const habits = { as_user: flag, link_names: flag, parse: text };
const face = { username: text, icon_url: text, icon_emoji: text };

export const chat: Record<string, Method> = {
  'chat.postMessage': {
    token: 'bot',
    scopes: write,
    scopeOf,
    args: {
      channel: required(text),
      ...content,
      ...habits,
      ...face,
      metadata: json,
      thread_ts: text,
      reply_broadcast: flag,
      mrkdwn: flag,
      unfurl_links: flag,
      unfurl_media: flag,
      current_draft_last_updated_ts: text,
    },
  },
  'chat.update': {
    token: 'bot',
    scopes: write,
    args: {
      channel: required(text),
      ts: required(text),
      ...content,
      ...habits,
      metadata: json,
      reply_broadcast: flag,
      file_ids: list,
      unfurled_attachments: json,
    },
  },
  'chat.delete': { token: 'bot', scopes: write, args: { channel: required(text), ts: required(text), as_user: flag } },
  'chat.postEphemeral': {
    token: 'bot',
    scopes: write,
    scopeOf,
    args: { channel: required(text), user: required(text), ...content, ...habits, ...face, thread_ts: text },
  },
  'chat.getPermalink': { token: 'bot', args: { channel: required(text), message_ts: required(text) } },
  'chat.scheduleMessage': {
    token: 'bot',
    scopes: write,
    args: {
      channel: required(text),
      post_at: required(whole(1, 9_999_999_999, 'invalid_time')),
      ...content,
      ...habits,
      metadata: json,
      thread_ts: text,
      reply_broadcast: flag,
      unfurl_links: flag,
      unfurl_media: flag,
    },
    // Accepted by Slack and then never posted, which is worse than a refusal.
    refuses: { metadata: 'metadata_must_be_sent_from_app' },
  },
  'chat.deleteScheduledMessage': {
    token: 'bot',
    scopes: write,
    args: { channel: required(text), scheduled_message_id: required(text), as_user: flag },
  },
  'chat.scheduledMessages.list': {
    token: 'bot',
    args: { ...page(), channel: text, latest: text, oldest: text, team_id: text },
  },
  'chat.unfurl': {
    token: 'bot',
    scopes: ['links:write'],
    args: {
      channel: text,
      ts: text,
      unfurl_id: text,
      source: text,
      unfurls: json,
      user_auth_blocks: json,
      user_auth_message: text,
      user_auth_required: flag,
      user_auth_url: text,
    },
    needsOneOf: {
      groups: [
        ['channel', 'ts', 'unfurls'],
        ['unfurl_id', 'source', 'unfurls'],
      ],
      error: 'missing_unfurls',
    },
  },
};
