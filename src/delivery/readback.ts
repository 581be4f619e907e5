import type { Answer, Args } from '../slack/methods';
import type { Failure, Outcome } from '../slack/outcome';
import { eventType, type Place } from './arguments';

export type Found =
  | { is: 'found'; channel: string; ts: string }
  | { is: 'absent' }
  | { is: 'unreadable'; method: string; failure: Failure };

export interface ReadBack {
  find(key: string, place: Place): Promise<Found>;
}

type Reading = 'conversations.history' | 'conversations.replies';

interface Reader {
  botId: string;
  call<M extends Reading>(method: M, args: Args<M>): Promise<Outcome<Answer<M>>>;
}

/** Slack's clock and ours may differ, and ours may have been set meanwhile. */
const marginMs = 60 * 60_000;
const pageSize = 200;
const mostPages = 50;

/**
 * Looks for messages by the key that each carries. A place is read once for all that are looked for in it; `since` is the first attempt
 * at the oldest of them.
 */
export function readBack({ botId, call }: Reader, since: Date): ReadBack {
  const oldest = ((since.getTime() - marginMs) / 1000).toFixed(6);
  const places = new Map<string, Promise<Map<string, string> | Found>>();

  async function find(key: string, place: Place): Promise<Found> {
    const name = `${place.channel} ${place.threadTs ?? ''}`;
    const reading = places.get(name) ?? read(place);
    places.set(name, reading);
    const known = await reading;
    if (!(known instanceof Map)) return known;
    const ts = known.get(key);
    return ts === undefined ? { is: 'absent' } : { is: 'found', channel: place.channel, ts };
  }

  async function read(place: Place): Promise<Map<string, string> | Found> {
    const known = new Map<string, string>();
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const outcome = await readPage(place, cursor);
      if (outcome.is === 'refused' && outcome.error === 'thread_not_found') return { is: 'absent' };
      if (outcome.is !== 'ok') return { is: 'unreadable', method: methodFor(place), failure: outcome };
      for (const message of (outcome.answer.messages ?? []) as Said[]) note(known, message);
      cursor = outcome.answer.response_metadata?.next_cursor || undefined;
      if (!cursor) return known;
    }
    return { is: 'unreadable', method: methodFor(place), failure: { is: 'refused', error: 'too_many_messages', messages: [] } };
  }

  function readPage({ channel, threadTs }: Place, cursor: string | undefined) {
    const page = { channel, oldest, limit: pageSize, include_all_metadata: true, ...(cursor && { cursor }) };
    return threadTs ? call('conversations.replies', { ...page, ts: threadTs }) : call('conversations.history', page);
  }

  function note(known: Map<string, string>, { ts, bot_id, metadata, files = [] }: Said): void {
    if (!ts || bot_id !== botId) return;
    const key = metadata?.event_type === eventType ? metadata.event_payload?.key : undefined;
    for (const name of [key, ...files.map((file) => file.name)]) if (typeof name === 'string' && !known.has(name)) known.set(name, ts);
  }

  return { find };
}

const methodFor = ({ threadTs }: Place) => (threadTs ? 'conversations.replies' : 'conversations.history');

interface Said {
  ts?: string;
  bot_id?: string;
  metadata?: { event_type?: string; event_payload?: { key?: unknown } };
  /** A file carries no metadata: its name is its key. */
  files?: { name?: unknown }[];
}
