/** A Web API call whose token, arguments and scopes are in order, and what methods have in common. */
import { refuse, SlackError } from '../errors';
import type { Channel, Install, Json, Message } from '../model';
import type { Slack } from '../slack';
import { checkChannelScope, type Refusal } from '../strict';

export type Args = Record<string, unknown>;

export interface Call {
  slack: Slack;
  method: string;
  install: Install;
  teamId: string;
  /** The bot's user id. */
  me: string;
}

/** Does the work and returns the answer without `ok`; refuses by throwing `SlackError`. */
export type Handler = (call: Call, args: Args) => Json;

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function optional(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A list given as such or as text with commas. */
export function listed(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return text(value)
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** A channel that the bot can see: public ones and those it is a member of. Others do not exist for it. */
export function visibleChannel(call: Call, id: unknown): Channel {
  const channel = call.slack.store.get('channels', text(id));
  if (channel === undefined || channel.teamId !== call.teamId) return refuse('channel_not_found');
  if (channel.kind !== 'public' && !isMember(call, channel)) refuse('channel_not_found');
  throwRefusal(checkChannelScope(call.method, channel.kind, call.install.scopes));
  return channel;
}

export function isMember(call: Call, channel: Channel): boolean {
  return channel.members.includes(call.me);
}

export function messageIn(call: Call, channel: Channel, ts: unknown): Message {
  return call.slack.store.message(channel.id, text(ts)) ?? refuse('message_not_found');
}

export function throwRefusal(refusal: Refusal | null): void {
  if (refusal === null) return;
  const { error, messages, ...details } = refusal;
  throw new SlackError(error, messages === undefined ? details : { ...details, response_metadata: { messages } });
}
