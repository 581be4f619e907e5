/** Messages as one person sees them. */
import type { MessageRef, SeenMessage } from './api';
import type { Message } from './model';
import { visibleTo } from './people/act';
import { asMessage } from './shapes/message';
import { type Slack, userOf } from './slack';
import { messageKey } from './store';
import { isReply } from './threads';

/** Oldest first; of a thread with its root first. What only this person sees stands among them in order of time. */
export function seenMessages(slack: Slack, as: string, channelId: string, thread?: string): SeenMessage[] {
  const channel = visibleTo(slack, userOf(slack, as), channelId);
  const { threads } = slack.store;
  const timestamps = thread === undefined ? threads.top(channel.id) : [thread, ...threads.replies(channel.id, thread)];
  const messages = timestamps.flatMap((ts) => slack.store.message(channel.id, ts) ?? []);
  const own = slack.store.ephemeralsOf(as, channel.id).filter((message) => belongs(message, thread));
  const all = own.length === 0 ? messages : [...messages, ...own].sort((a, b) => (a.ts < b.ts ? -1 : 1));
  return all.map((message) => seen(slack, message));
}

export function seenMessage(slack: Slack, as: string, { channel, ts }: MessageRef): SeenMessage | null {
  visibleTo(slack, userOf(slack, as), channel);
  const own = slack.store.get('ephemerals', messageKey(channel, ts));
  const message = slack.store.message(channel, ts) ?? (own?.visibleTo === as ? own : undefined);
  return message === undefined ? null : seen(slack, message);
}

function belongs(message: Message, thread: string | undefined): boolean {
  return thread === undefined ? !isReply(message) : message.thread_ts === thread && isReply(message);
}

function seen(slack: Slack, message: Message): SeenMessage {
  const shape: unknown = asMessage(slack, message, { withMetadata: true });
  const whole = shape as SeenMessage;
  return message.visibleTo === undefined ? whole : { ...whole, ephemeral: true };
}
