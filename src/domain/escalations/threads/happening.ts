import { filesOf, type RawMessage, readRaw, rootOf, textOf } from './raw';

interface Whereabouts {
  channelId: string;
  /** `channel` `group` `im` `mpim`: tells when a public channel has become private. */
  channelType: string | null;
  /** Order of what happens to one message: the newest wins, however late the others arrive. */
  eventTs: string;
}

/** What an event tells of one message, as plain values. */
export type Happening = Whereabouts &
  (
    | { is: 'said' /** An edit tells of a message that was posted before. */; edited: boolean; rootTs: string; raw: RawMessage }
    | { is: 'deleted'; ts: string /** Unknown when Slack does not say what was deleted. */; rootTs: string | null }
    | { is: 'turned_private' }
  );

/** Reads a `message` event. `null`: it tells nothing of what somebody said. */
export function readHappening(event: Record<string, unknown>): Happening | null {
  const channelId = event.channel;
  const eventTs = event.event_ts ?? event.ts;
  if (typeof channelId !== 'string' || channelId === '' || typeof eventTs !== 'string') return null;

  const where = { channelId, eventTs, channelType: typeof event.channel_type === 'string' ? event.channel_type : null };
  switch (event.subtype) {
    case 'message_changed':
      return changed(where, event);
    case 'message_deleted':
      return deleted(where, event.deleted_ts, readRaw(event.previous_message));
    case 'channel_convert_to_private':
      return { ...where, is: 'turned_private' };
    default:
      return posted(where, event);
  }
}

function posted(where: Whereabouts, event: Record<string, unknown>): Happening | null {
  const raw = readRaw(event);
  return raw && { ...where, is: 'said', edited: false, rootTs: rootOf(raw), raw };
}

function changed(where: Whereabouts, event: Record<string, unknown>): Happening | null {
  const raw = readRaw(event.message);
  if (!raw) return null;
  const previous = readRaw(event.previous_message);
  // A deleted root whose replies stay is told as a change into a tombstone.
  if (raw.subtype === 'tombstone') return deleted(where, raw.ts, previous ?? raw);
  if (previous && saysTheSame(raw, previous)) return null;
  return { ...where, is: 'said', edited: true, rootTs: rootOf(raw), raw };
}

function deleted(where: Whereabouts, ts: unknown, previous: RawMessage | null): Happening | null {
  if (typeof ts !== 'string' || ts === '') return null;
  return { ...where, is: 'deleted', ts, rootTs: previous && rootOf(previous) };
}

/** An unfurl changes a message too, and a reply changes its root's count: neither changes what it says. */
function saysTheSame(raw: RawMessage, previous: RawMessage): boolean {
  return textOf(raw) === textOf(previous) && JSON.stringify(filesOf(raw)) === JSON.stringify(filesOf(previous));
}
