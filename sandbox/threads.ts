/** The order of messages: per channel what stands at its top level, per thread its replies. Timestamps sort as text. */
import type { Message } from './model';

interface ChannelOrder {
  top: string[];
  replies: Map<string, string[]>;
}

export class Threads {
  private readonly channels = new Map<string, ChannelOrder>();

  /** Timestamps at the top level of a channel, oldest first: roots, single messages, replies also sent to the channel. */
  top(channel: string): readonly string[] {
    return this.channels.get(channel)?.top ?? [];
  }

  replies(channel: string, root: string): readonly string[] {
    return this.channels.get(channel)?.replies.get(root) ?? [];
  }

  clear(): void {
    this.channels.clear();
  }

  note(message: Message | undefined, previous: Message | undefined): void {
    if (message !== undefined && previous === undefined) this.add(message);
    if (message === undefined && previous !== undefined) this.drop(previous);
    if (message !== undefined && previous !== undefined && isAtTop(message) !== isAtTop(previous)) {
      this.drop(previous);
      this.add(message);
    }
  }

  private add(message: Message): void {
    const order = this.order(message.channel);
    if (isAtTop(message)) insert(order.top, message.ts);
    if (!isReply(message) || message.thread_ts === undefined) return;

    const replies = order.replies.get(message.thread_ts) ?? [];
    insert(replies, message.ts);
    order.replies.set(message.thread_ts, replies);
  }

  private drop(message: Message): void {
    const order = this.order(message.channel);
    if (isAtTop(message)) take(order.top, message.ts);
    if (isReply(message)) take(order.replies.get(message.thread_ts ?? '') ?? [], message.ts);
  }

  private order(channel: string): ChannelOrder {
    const existing = this.channels.get(channel);
    if (existing !== undefined) return existing;

    const order = { top: [], replies: new Map<string, string[]>() };
    this.channels.set(channel, order);
    return order;
  }
}

export function isReply(message: Pick<Message, 'thread_ts' | 'ts'>): boolean {
  return message.thread_ts !== undefined && message.thread_ts !== message.ts;
}

function isAtTop(message: Message): boolean {
  return !isReply(message) || message.subtype === 'thread_broadcast';
}

/** First index whose timestamp is not before the given one. */
export function lowerBound(sorted: readonly string[], ts: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < ts) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert(sorted: string[], ts: string): void {
  const last = sorted[sorted.length - 1];
  if (last === undefined || last < ts) sorted.push(ts);
  else sorted.splice(lowerBound(sorted, ts), 0, ts);
}

function take(sorted: string[], ts: string): void {
  const index = lowerBound(sorted, ts);
  if (sorted[index] === ts) sorted.splice(index, 1);
}
