import type { ThreadMessage } from '../../../generated/sqlite/client';
import { instantOf, isNewer, type RawMessage } from './raw';

export interface Read {
  channelId: string;
  rootTs: string;
  /** All that stand in the thread. */
  standing: RawMessage[];
  /** What we keep of them. */
  rows: Pick<ThreadMessage, 'ts' | 'eventTs' | 'deletedAt'>[];
  /** Timestamps of those that we keep and that were found not to stand there any more. */
  gone: string[];
  /** Timestamps of those whose posting we have heard of, whether it was copied or was to stay where it is. */
  told: Set<string>;
}

/** As an event of the type `message` carries it. */
type Told = Record<string, unknown> & { event_ts: string };

/**
 * The events that Slack would have told of a thread, oldest first: what was posted from `from` on and is not known to be, was edited
 * after what we know, or was deleted.
 */
export function missedEvents({ channelId, rootTs, standing, rows, told, gone }: Read, from: Date, now: Date): Told[] {
  const known = new Map(rows.map((row) => [row.ts, row]));
  const stillStanding = standing.flatMap((raw): Told[] => {
    const row = known.get(raw.ts);
    if (row?.deletedAt) return [];
    if (raw.subtype === 'tombstone') return row ? [deleted(channelId, rootTs, raw.ts, now)] : [];
    if (raw.ts !== rootTs && !told.has(raw.ts) && instantOf(raw.ts) >= from) return [posted(channelId, raw)];
    return row && raw.edited && isNewer(raw.edited.ts, row.eventTs) ? [edited(channelId, raw)] : [];
  });
  return [...gone.map((ts) => deleted(channelId, rootTs, ts, now)), ...stillStanding];
}

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
