import type { ThreadMessage } from '../../../generated/sqlite/client';
import { instantOf, isNewer, type RawMessage } from './raw';

/** What is known of a message. */
export type Known = Pick<ThreadMessage, 'ts' | 'eventTs' | 'deletedAt'>;

export interface Read {
  channelId: string;
  rootTs: string;
  /** All that stand in the thread. */
  standing: RawMessage[];
  /** What we know of those. */
  known: Known[];
  /** What we keep of the thread and have not heard to be deleted. */
  kept: Known[];
}

/** As an event of the type `message` carries it. */
type Told = Record<string, unknown> & { event_ts: string };

/** A message may be told of while its thread is being read. */
const settledMs = 5_000;

/**
 * The events that Slack would have told of a thread, oldest first: what is new since `since`, was edited after what we know, or stands
 * there no more. Older messages that are not known were left out on purpose.
 */
export function missedEvents({ channelId, rootTs, standing, known, kept }: Read, since: Date, now: Date): Told[] {
  const rows = new Map(known.map((row) => [row.ts, row]));
  const there = new Set(standing.map(({ ts }) => ts));
  const told = standing.flatMap((raw): Told[] => {
    const row = rows.get(raw.ts);
    if (!row) return instantOf(raw.ts) >= since && !isGone(raw) ? [posted(channelId, raw)] : [];
    if (row.deletedAt) return [];
    if (isGone(raw)) return [deleted(channelId, rootTs, raw.ts, now)];
    return wasEdited(raw, row) ? [edited(channelId, raw)] : [];
  });
  const gone = kept.filter(({ ts }) => !there.has(ts) && instantOf(ts).getTime() < now.getTime() - settledMs);
  return [...told, ...gone.map(({ ts }) => deleted(channelId, rootTs, ts, now))];
}

/** A root that was deleted stands on while it has replies. */
const isGone = ({ subtype }: RawMessage): boolean => subtype === 'tombstone';
const wasEdited = ({ edited }: RawMessage, { eventTs }: Known): boolean => !!edited && isNewer(edited.ts, eventTs);

const posted = (channel: string, raw: RawMessage): Told => ({ type: 'message', ...raw, channel, event_ts: raw.edited?.ts ?? raw.ts });

const edited = (channel: string, raw: RawMessage): Told => ({
  type: 'message',
  subtype: 'message_changed',
  channel,
  message: raw,
  event_ts: raw.edited?.ts ?? raw.ts,
});

const deleted = (channel: string, rootTs: string, ts: string, now: Date): Told => ({
  type: 'message',
  subtype: 'message_deleted',
  channel,
  deleted_ts: ts,
  previous_message: { type: 'message', ts, thread_ts: rootTs },
  event_ts: (now.getTime() / 1000).toFixed(6),
});
