/** What happens to messages, whoever does it: posted, edited, deleted, reacted to. Rights are checked by the callers. */
import { completed } from './blocks';
import { refuse } from './errors';
import { tellChanged, tellDeleted, tellPosted, tellReaction } from './events/message-events';
import type { Channel, Json, Message } from './model';
import { newTs, type Slack } from './slack';
import { messageKey } from './store';
import { isReply } from './threads';

/** Slack names at most so many of those who replied. */
const MOST_REPLY_USERS = 5;

export type Draft = Omit<Partial<Message>, 'channel' | 'ts' | 'type'> & { text: string; broadcast?: boolean };

export function post(slack: Slack, channel: Channel, draft: Draft): Message {
  const { broadcast, ...content } = draft;
  const ts = newTs(slack, channel.teamId);
  const root = draft.thread_ts === undefined ? undefined : rootOf(slack, channel, draft.thread_ts);
  const message: Message = { type: 'message', ...content, ts, channel: channel.id, ...replyFields(root, broadcast === true) };
  if (message.blocks !== undefined) message.blocks = completed(message.blocks, slack.ids);

  if (root !== undefined) slack.store.putMessage(withReply(root, message));
  slack.store.putMessage(message);
  tellPosted(slack, channel, message);
  return message;
}

/** A message that one person sees, until the page is loaded anew in Slack; here until the world ends. */
export function postEphemeral(slack: Slack, channel: Channel, visibleTo: string, draft: Draft): Message {
  const { broadcast: _broadcast, ...content } = draft;
  const message: Message = { type: 'message', ...content, ts: newTs(slack, channel.teamId), channel: channel.id, visibleTo };
  if (message.blocks !== undefined) message.blocks = completed(message.blocks, slack.ids);
  return slack.store.put('ephemerals', messageKey(channel.id, message.ts), message);
}

export function edit(slack: Slack, channel: Channel, message: Message, changes: Partial<Message>): Message {
  const edited: Message = { ...message, ...changes };
  for (const key in edited) if (edited[key as keyof Message] === undefined) delete edited[key as keyof Message];
  if (changes.blocks !== undefined) edited.blocks = completed(changes.blocks, slack.ids);
  slack.store.putMessage(edited);
  tellChanged(slack, channel, edited, message);
  return edited;
}

export function remove(slack: Slack, channel: Channel, message: Message): void {
  if (!isReply(message) && (message.reply_count ?? 0) > 0) {
    entomb(slack, channel, message);
    return;
  }
  slack.store.remove('messages', messageKey(message.channel, message.ts));
  tellDeleted(slack, channel, message);
  if (isReply(message)) forgetReply(slack, channel, message);
}

export function react(slack: Slack, channel: Channel, message: Message, user: string, name: string): void {
  const reactions = message.reactions ?? [];
  const existing = reactions.find((reaction) => reaction.name === name);
  if (existing?.users.includes(user)) refuse('already_reacted');

  const users = [...(existing?.users ?? []), user];
  const reaction = { name, users, count: users.length };
  const others = existing === undefined ? [...reactions, reaction] : reactions.map((other) => (other === existing ? reaction : other));
  slack.store.putMessage({ ...message, reactions: others });
  tellReaction(slack, channel, message, { user, name, removed: false });
}

export function unreact(slack: Slack, channel: Channel, message: Message, user: string, name: string): void {
  const existing =
    (message.reactions ?? []).find((reaction) => reaction.name === name && reaction.users.includes(user)) ?? refuse('no_reaction');
  const users = existing.users.filter((other) => other !== user);
  const left = (message.reactions ?? []).flatMap((reaction) => {
    if (reaction !== existing) return [reaction];
    return users.length === 0 ? [] : [{ name, users, count: users.length }];
  });
  const { reactions: _reactions, ...rest } = message;
  slack.store.putMessage(left.length === 0 ? rest : { ...rest, reactions: left });
  tellReaction(slack, channel, message, { user, name, removed: true });
}

/** A reply hangs on a root; Slack warns against a reply's own timestamp, here it is refused. */
function rootOf(slack: Slack, channel: Channel, threadTs: string): Message {
  const root = slack.store.message(channel.id, threadTs) ?? refuse('thread_not_found');
  if (isReply(root)) refuse('cannot_reply_to_message');
  return root;
}

function replyFields(root: Message | undefined, broadcast: boolean): Partial<Message> {
  if (root === undefined) return {};
  return {
    thread_ts: root.ts,
    ...(root.user === undefined ? {} : { parent_user_id: root.user }),
    ...(broadcast ? { subtype: 'thread_broadcast' } : {}),
  };
}

/** The root with one more reply counted. */
export function withReply(root: Message, reply: Message): Message {
  const author = reply.user ?? reply.bot_id ?? '';
  const users = root.reply_users ?? [];
  const isNew = !users.includes(author);
  return {
    ...root,
    thread_ts: root.ts,
    reply_count: (root.reply_count ?? 0) + 1,
    reply_users: isNew && users.length < MOST_REPLY_USERS ? [...users, author] : users,
    reply_users_count: (root.reply_users_count ?? 0) + (isNew ? 1 : 0),
    latest_reply: reply.ts,
  };
}

/** A root with replies leaves a stone behind: "This message was deleted." */
function entomb(slack: Slack, channel: Channel, message: Message): void {
  const { channel: channelId, ts, type, thread_ts, reply_count, reply_users, reply_users_count, latest_reply } = message;
  const tombstone: Message = {
    ...{ channel: channelId, ts, type },
    ...{ thread_ts, reply_count, reply_users, reply_users_count, latest_reply },
    subtype: 'tombstone',
    text: 'This message was deleted.',
    user: 'USLACKBOT',
    hidden: true,
  };
  slack.store.putMessage(tombstone);
  tellChanged(slack, channel, tombstone, message);
}

/** The root's counts follow; a stone without replies goes as well. */
function forgetReply(slack: Slack, channel: Channel, reply: Message): void {
  const root = slack.store.message(channel.id, reply.thread_ts ?? '');
  if (root === undefined) return;

  const left = slack.store.threads.replies(channel.id, root.ts).flatMap((ts) => slack.store.message(channel.id, ts) ?? []);
  const {
    reply_count: _count,
    reply_users: _users,
    reply_users_count: _usersCount,
    latest_reply: _latest,
    thread_ts: _thread,
    ...bare
  } = root;
  const counted = left.reduce<Message>(withReply, bare);
  if (left.length === 0 && root.subtype === 'tombstone') {
    slack.store.remove('messages', messageKey(channel.id, root.ts));
    tellDeleted(slack, channel, root);
    return;
  }
  slack.store.putMessage(counted);
  tellChanged(slack, channel, counted, root);
}

/** Text of a message that consists of blocks only: what a screen reader would find. */
export function fallbackText(blocks: readonly Json[] | undefined): string {
  return blocks === undefined || blocks.length === 0 ? '' : "This content can't be displayed.";
}
