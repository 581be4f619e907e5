/** What the people's acts have in common. */
import type { Act, ActResult } from '../api';
import { refuse } from '../errors';
import type { Acknowledged, Failed } from '../interactions/interact';
import type { Channel, Message, User } from '../model';
import { channelOf, type Slack } from '../slack';
import { messageKey } from '../store';

/** The act of one kind. */
export type Doing<Kind extends Act['do']> = Extract<Act, { do: Kind }>;

export const DONE: ActResult = { ok: true };

/** A channel that the person can look into. */
export function visibleTo(slack: Slack, user: User, id: string): Channel {
  const channel = channelOf(slack, id);
  if (channel.members.includes(user.id)) return channel;
  return channel.kind === 'public' && channel.teamId === user.teamId && !user.isRestricted ? channel : refuse('channel_not_found');
}

/** A channel that the person is a member of and can write in. */
export function writableBy(slack: Slack, user: User, id: string): Channel {
  const channel = visibleTo(slack, user, id);
  if (!channel.members.includes(user.id)) refuse('not_in_channel');
  if (channel.isArchived) refuse('is_archived');
  return channel;
}

export function messageOf(slack: Slack, user: User, ref: { channel: string; ts: string }): { channel: Channel; message: Message } {
  const channel = visibleTo(slack, user, ref.channel);
  return { channel, message: slack.store.message(channel.id, ref.ts) ?? refuse('message_not_found') };
}

export function ephemeralOf(slack: Slack, user: User, ref: { channel: string; ts: string }): { channel: Channel; message: Message } {
  const channel = visibleTo(slack, user, ref.channel);
  const message = slack.store.get('ephemerals', messageKey(channel.id, ref.ts));
  return message?.visibleTo === user.id ? { channel, message } : refuse('message_not_found');
}

export function outcome(result: Acknowledged | Failed): ActResult {
  return result.ok ? DONE : { ok: false, problem: result.problem };
}
