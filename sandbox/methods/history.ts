/** Reading back: a channel newest first, a thread oldest first. */
import { refuse } from '../errors';
import type { Channel, Json } from '../model';
import { asMessage } from '../shapes/message';
import { isReply, lowerBound } from '../threads';
import { type Args, type Call, isMember, optional, text, visibleChannel } from './call';
import { cursorTs, nextPage } from './pages';

const DEFAULT_HISTORY = 100;
const DEFAULT_REPLIES = 1_000;
const A_TS = /^\d+(\.\d+)?$/;

export function history(call: Call, args: Args): Json {
  const channel = readableChannel(call, args.channel);
  const span = spanOf(args);
  const top = call.slack.store.threads.top(channel.id);
  const cursor = text(args.cursor);
  const newest = cursor === '' ? upper(top, span) : lowerBound(top, `${cursorTs(cursor)}~`);
  const within = top.slice(lower(top, span), newest).reverse();

  const limit = limitOf(args, DEFAULT_HISTORY);
  const next = within[limit];
  return {
    messages: shown(call, channel, within.slice(0, limit), args),
    ...(optional(args.oldest) === undefined ? {} : { oldest: text(args.oldest) }),
    ...(optional(args.latest) === undefined ? {} : { latest: text(args.latest) }),
    has_more: next !== undefined,
    pin_count: 0,
    channel_actions_ts: null,
    channel_actions_count: 0,
    ...nextPage(next),
  };
}

/** The root comes first whatever span is asked for. For a reply's timestamp Slack answers that reply alone. */
export function replies(call: Call, args: Args): Json {
  const channel = readableChannel(call, args.channel);
  const wanted = call.slack.store.message(channel.id, text(args.ts)) ?? refuse('thread_not_found');
  if (isReply(wanted)) return { messages: shown(call, channel, [wanted.ts], args), has_more: false };

  const all = call.slack.store.threads.replies(channel.id, wanted.ts);
  const span = spanOf(args);
  const cursor = text(args.cursor);
  const start = cursor === '' ? lower(all, span) : lowerBound(all, cursorTs(cursor));
  const within = [...(cursor === '' ? [wanted.ts] : []), ...all.slice(start, upper(all, span))];

  const limit = limitOf(args, DEFAULT_REPLIES);
  const next = within[limit];
  return { messages: shown(call, channel, within.slice(0, limit), args), has_more: next !== undefined, ...nextPage(next) };
}

function readableChannel(call: Call, id: unknown): Channel {
  const channel = visibleChannel(call, id);
  if (!isMember(call, channel)) refuse('not_in_channel');
  return channel;
}

function shown(call: Call, channel: Channel, timestamps: readonly string[], args: Args): Json[] {
  const withMetadata = args.include_all_metadata === true;
  return timestamps.flatMap((ts) => {
    const message = call.slack.store.message(channel.id, ts);
    return message === undefined ? [] : [asMessage(call.slack, message, { withMetadata })];
  });
}

interface Span {
  oldest: string;
  latest: string;
  inclusive: boolean;
}

function spanOf(args: Args): Span {
  const oldest = optional(args.oldest) ?? '0';
  const latest = optional(args.latest) ?? '';
  if (!A_TS.test(oldest)) refuse('invalid_ts_oldest');
  if (latest !== '' && !A_TS.test(latest)) refuse('invalid_ts_latest');
  return { oldest: padded(oldest), latest: latest === '' ? '' : padded(latest), inclusive: args.inclusive === true };
}

/** Timestamps compare as text once both parts are of one length. */
function padded(ts: string): string {
  const [seconds = '0', fraction = ''] = ts.split('.');
  return `${seconds.padStart(10, '0')}.${fraction.padEnd(6, '0').slice(0, 6)}`;
}

function lower(sorted: readonly string[], { oldest, inclusive }: Span): number {
  return lowerBound(sorted, inclusive ? oldest : `${oldest}~`);
}

/** `~` sorts after every digit: one past a timestamp. */
function upper(sorted: readonly string[], { latest, inclusive }: Span): number {
  if (latest === '') return sorted.length;
  return lowerBound(sorted, inclusive ? `${latest}~` : latest);
}

function limitOf(args: Args, fallback: number): number {
  return typeof args.limit === 'number' ? args.limit : fallback;
}
