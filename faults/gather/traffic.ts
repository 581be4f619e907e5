import type { LogEntry } from '../../sandbox';
import type { Posted, Refused, Standing } from '../judge/evidence';

/** What Slack's own log tells of what we said. */
export interface Traffic {
  posts: Posted[];
  standing: Standing[];
}

type Values = Record<string, unknown>;

/** Only what Slack did counts, whatever became of its answer. */
export function readTraffic(log: LogEntry[]): Traffic {
  const posts: Posted[] = [];
  const standing = new Map<string, Standing>();
  for (const { n, way, name, request, response } of log) {
    if (way !== 'call' || response?.ok !== true) continue;
    const channel = String(response.channel ?? request.channel);
    const ts = String(response.ts ?? request.ts);
    const place = `${channel} ${ts}`;
    if (name === 'chat.postMessage') posts.push({ n, key: keyOf(request), channel, ts, thread: (request.thread_ts as string) ?? null });
    if (name === 'chat.postMessage' || name === 'chat.update') standing.set(place, { channel, ts, ...wordsOf(request) });
    if (name === 'chat.delete') standing.delete(place);
  }
  return { posts, standing: [...standing.values()] };
}

const wordsOf = ({ text, blocks }: Values) => ({ text: String(text), ...(Array.isArray(blocks) && { blocks }) });

function keyOf({ metadata }: Values): string | null {
  const key = (metadata as { event_payload?: Values } | undefined)?.event_payload?.key;
  return typeof key === 'string' ? key : null;
}

/** `calmSince`: the last entry while things went wrong on purpose. */
export function readRefusals(complaints: LogEntry[], log: LogEntry[], calmSince: number): Refused[] {
  return complaints.map((entry) => {
    const { n, way, name, request, response } = entry;
    const error = String(response?.error ?? 'unknown');
    return { n, way, name, error, request: targetOf(request), stormy: n <= calmSince, doneBefore: wasDone(entry, log) };
  });
}

/** Enough to find it in the traffic. */
const targetOf = ({ channel, ts, thread_ts, view_id, trigger_id, timestamp }: Values): Values => ({
  channel,
  ts,
  thread_ts,
  view_id,
  trigger_id,
  timestamp,
});

/** A message that is not found was deleted by us; a reaction that is there was put there by us. */
const undoing: Record<string, string> = { 'chat.update': 'chat.delete', 'chat.delete': 'chat.delete' };

function wasDone({ n, name, request }: LogEntry, log: LogEntry[]): boolean {
  const done = undoing[name] ?? name;
  return log.some(
    (other) => other.n < n && other.way === 'call' && other.name === done && other.response?.ok === true && isSame(other.request, request),
  );
}

const isSame = (a: Values, b: Values) => ['channel', 'ts', 'timestamp', 'name'].every((field) => a[field] === b[field]);
