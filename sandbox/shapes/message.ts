/** A message as `conversations.history` answers it. */
import type { Bot, Json, Message } from '../model';
import type { Slack } from '../slack';
import { asFile } from './file';
import { avatarUrl } from './user';

const NOT_ON_THE_WIRE = new Set<string>(['channel', 'visibleTo', 'files', 'metadata']);

export function asMessage(slack: Slack, message: Message, { withMetadata = false } = {}): Json {
  const shape: Json = {};
  for (const key in message) if (!NOT_ON_THE_WIRE.has(key)) shape[key] = message[key as keyof Message];
  const bot = message.bot_id === undefined ? undefined : slack.store.get('bots', message.bot_id);
  if (bot !== undefined && message.username === undefined) shape.bot_profile = asBotProfile(slack, bot);
  if (message.files !== undefined) shape.files = message.files.flatMap((id) => asFileOf(slack, id));
  if (message.subtype === 'thread_broadcast') shape.root = rootOf(slack, message);
  if (withMetadata && message.metadata !== undefined) shape.metadata = message.metadata;
  return shape;
}

export function asBotProfile(slack: Slack, bot: Bot): Json {
  return {
    id: bot.id,
    deleted: false,
    name: bot.name,
    updated: bot.updated,
    app_id: bot.appId,
    icons: icons(slack, bot),
    team_id: bot.teamId,
  };
}

export function icons(slack: Slack, bot: Bot): Json {
  const url = avatarUrl(slack, { id: bot.userId });
  return { image_36: url, image_48: url, image_72: url };
}

function asFileOf(slack: Slack, id: string): Json[] {
  const file = slack.store.get('files', id);
  return file === undefined ? [{ id, mode: 'tombstone' }] : [asFile(slack, file)];
}

const OF_ROOT = [
  'type',
  'subtype',
  'text',
  'ts',
  'user',
  'username',
  'icons',
  'bot_id',
  'thread_ts',
  'reply_count',
  'reply_users_count',
  'latest_reply',
  'reply_users',
] as const;

/** The root of a reply that was also sent to the channel: what Slack repeats of it. */
function rootOf(slack: Slack, message: Message): Json | undefined {
  const root = slack.store.message(message.channel, message.thread_ts ?? '');
  if (root === undefined) return undefined;
  return Object.fromEntries(OF_ROOT.flatMap((key) => (root[key] === undefined ? [] : [[key, root[key]]])));
}
