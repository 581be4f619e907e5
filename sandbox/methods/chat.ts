/** chat.*: saying, changing and withdrawing. */
import { directChannel } from '../channels';
import { refuse } from '../errors';
import { edit, fallbackText, post, postEphemeral, remove } from '../messages';
import type { Channel, Json, Message } from '../model';
import { otherMember } from '../shapes/channel';
import { asMessage } from '../shapes/message';
import { isActive, isBot, newTs, teamOf } from '../slack';
import { asErrors, asResponseMetadata, checkMessage } from '../strict';
import { isReply } from '../threads';
import { type Args, type Call, type Handler, isMember, messageIn, optional, text, visibleChannel } from './call';
import { deleteScheduled, listScheduled, scheduleMessage } from './scheduled';

export const chat: Record<string, Handler> = {
  'chat.postMessage': (call, args) => {
    refuseBadMessage(args);
    const channel = writableChannel(call, args.channel);
    const message = post(call.slack, channel, { ...draftOf(call, args), ...threadOf(args) });
    return { channel: channel.id, ts: message.ts, message: asMessage(call.slack, message, { withMetadata: true }) };
  },

  'chat.postEphemeral': (call, args) => {
    refuseBadMessage(args);
    const channel = writableChannel(call, args.channel);
    const user = text(args.user);
    if (!channel.members.includes(user) || !isActive(call.slack, user)) refuse('user_not_in_channel');
    const { metadata: _metadata, ...draft } = draftOf(call, args);
    const thread = optional(args.thread_ts);
    const message = postEphemeral(call.slack, channel, user, { ...draft, ...(thread === undefined ? {} : { thread_ts: thread }) });
    return { message_ts: message.ts };
  },

  'chat.update': (call, args) => {
    refuseBadMessage(args);
    const channel = visibleChannel(call, args.channel);
    const message = messageIn(call, channel, args.ts);
    if (message.bot_id !== call.install.botId) refuse('cant_update_message');
    if (channel.isArchived) refuse('is_inactive');
    const edited = edit(call.slack, channel, message, changesOf(call, channel, args, message));
    return { channel: channel.id, ts: edited.ts, text: edited.text, message: editedShape(call, edited) };
  },

  'chat.delete': (call, args) => {
    const channel = visibleChannel(call, args.channel);
    const message = messageIn(call, channel, args.ts);
    if (message.bot_id !== call.install.botId) refuse('cant_delete_message');
    remove(call.slack, channel, message);
    return { channel: channel.id, ts: message.ts };
  },

  'chat.getPermalink': (call, args) => {
    const channel = visibleChannel(call, args.channel);
    const message = messageIn(call, channel, args.message_ts);
    return { channel: channel.id, permalink: permalink(call, message) };
  },

  'chat.unfurl': (call, args) => {
    const channel = visibleChannel(call, args.channel);
    const message = messageIn(call, channel, args.ts);
    const unfurls = Object.entries((args.unfurls as Record<string, Json> | undefined) ?? {});
    const made = unfurls.map(([url, unfurl], index) => ({
      ...unfurl,
      from_url: url,
      id: index + 1,
      bot_id: call.install.botId,
      app_unfurl_url: url,
    }));
    edit(call.slack, channel, message, { attachments: [...(message.attachments ?? []), ...made] });
    return {};
  },

  'chat.scheduleMessage': (call, args) => {
    refuseBadMessage(args);
    return scheduleMessage(call, writableChannel(call, args.channel), args, draftOf(call, args));
  },
  'chat.scheduledMessages.list': listScheduled,
  'chat.deleteScheduledMessage': (call, args) => deleteScheduled(call, visibleChannel(call, args.channel), args),
};

export function refuseBadMessage(args: Args): void {
  const complaints = checkMessage(args);
  const first = complaints[0];
  if (first !== undefined) refuse(first.error, { errors: asErrors(complaints), response_metadata: asResponseMetadata(complaints) });
}

/** Where the bot may write: by id, by name, or a person's id, which means the direct message with them. */
export function writableChannel(call: Call, wanted: unknown): Channel {
  const channel = visibleChannel(call, addressed(call, text(wanted)));
  if (channel.isArchived) refuse('is_archived');
  if (!isMember(call, channel) && !call.install.scopes.includes('chat:write.public')) refuse('not_in_channel');
  if (channel.isReadOnly) refuse('restricted_action');
  if (channel.kind === 'im' && !isActive(call.slack, otherMember(channel, call.me))) refuse('channel_not_found');
  if (channel.kind === 'im' && !call.slack.app.messagesTab) refuse('messages_tab_disabled');
  return channel;
}

function addressed(call: Call, wanted: string): string {
  const { store } = call.slack;
  if (/^[UW]/.test(wanted)) return directMessage(call, wanted).id;
  if (store.get('channels', wanted) !== undefined) return wanted;

  const name = wanted.replace(/^#/, '');
  return (
    store.find('channels', (channel) => channel.teamId === call.teamId && channel.kind !== 'im' && channel.name === name)?.id ?? wanted
  );
}

function directMessage(call: Call, userId: string): Channel {
  const user = call.slack.store.get('users', userId);
  if (user === undefined || user.deleted) return refuse('channel_not_found');
  if (isBot(user)) refuse('cannot_dm_bot');
  return directChannel(call.slack, call.teamId, call.me, userId);
}

/** What the app says, in its own name or, with `chat:write.customize`, in another. */
function draftOf(call: Call, args: Args): Partial<Message> & { text: string } {
  const blocks = args.blocks as Json[] | undefined;
  const attachments = args.attachments as Json[] | undefined;
  const metadata = args.metadata as Message['metadata'];
  return {
    text: text(args.text ?? args.markdown_text) || fallbackText(blocks),
    bot_id: call.install.botId,
    app_id: call.slack.app.id,
    team: call.teamId,
    ...author(call, args),
    ...(blocks === undefined || blocks.length === 0 ? {} : { blocks }),
    ...(attachments === undefined || attachments.length === 0
      ? {}
      : { attachments: attachments.map((one, index) => ({ id: index + 1, ...one })) }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

function author(call: Call, args: Args): Partial<Message> {
  const username = optional(args.username);
  const icons = iconsOf(args);
  if (username === undefined && icons === undefined) return { user: call.me };
  return { subtype: 'bot_message', username: username ?? call.slack.app.botName, ...(icons === undefined ? {} : { icons }) };
}

function iconsOf(args: Args): Record<string, string> | undefined {
  const emoji = optional(args.icon_emoji);
  if (emoji !== undefined) return { emoji };
  const url = optional(args.icon_url);
  return url === undefined ? undefined : { image_36: url, image_48: url, image_72: url };
}

function threadOf(args: Args): { thread_ts?: string; broadcast?: boolean } {
  const thread = optional(args.thread_ts);
  return thread === undefined ? {} : { thread_ts: thread, broadcast: args.reply_broadcast === true };
}

/** Text without blocks deletes the blocks; attachments and metadata stay unless they are given anew. */
function changesOf(call: Call, channel: Channel, args: Args, message: Message): Partial<Message> {
  const blocks = args.blocks as Json[] | undefined;
  const attachments = args.attachments as Json[] | undefined;
  const metadata = args.metadata as Message['metadata'];
  const given = optional(args.text) ?? optional(args.markdown_text);
  return {
    text: given ?? (fallbackText(blocks) || message.text),
    blocks: blocks === undefined || blocks.length === 0 ? undefined : blocks,
    ...(attachments === undefined ? {} : { attachments: attachments.length === 0 ? undefined : attachments }),
    ...(metadata === undefined ? {} : { metadata: Object.keys(metadata).length === 0 ? undefined : metadata }),
    ...(args.reply_broadcast === true && isReply(message) ? { subtype: 'thread_broadcast' } : {}),
    edited: { user: call.install.botId, ts: newTs(call.slack, channel.teamId) },
  };
}

/** The answer to an edit tells what the message says, not what hangs on it. */
function editedShape(call: Call, edited: Message): Json {
  const { reply_count, reply_users, reply_users_count, latest_reply, reactions, thread_ts, parent_user_id, ...said } = edited;
  const { ts: _ts, ...shape } = asMessage(call.slack, said, { withMetadata: true });
  return shape;
}

function permalink(call: Call, message: Message): string {
  const { domain } = teamOf(call.slack, call.teamId);
  const base = `https://${domain}.slack.com/archives/${message.channel}/p${message.ts.replace('.', '')}`;
  return isReply(message) ? `${base}?thread_ts=${message.thread_ts}&cid=${message.channel}` : base;
}
