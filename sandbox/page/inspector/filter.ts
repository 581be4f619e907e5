import type { LogEntry } from '../../api';

export const KINDS = ['everything', 'calls', 'events', 'interactions', 'trouble'] as const;
export type Kind = (typeof KINDS)[number];

/** Entries of a kind whose name, way or content has all the words. */
export function filterEntries(entries: readonly LogEntry[], kind: Kind, words: string): LogEntry[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter((entry) => isOfKind(entry, kind) && wanted.every((word) => textOf(entry).includes(word)));
}

function isOfKind(entry: LogEntry, kind: Kind): boolean {
  switch (kind) {
    case 'everything':
      return true;
    case 'calls':
      return entry.way === 'call' || entry.way === 'http';
    case 'events':
      return entry.way === 'event';
    case 'interactions':
      return entry.way === 'interaction' || entry.way === 'ack';
    case 'trouble':
      return isTrouble(entry);
  }
}

/** Refused, failed or hit by a fault. */
export function isTrouble({ status = 200, fault, response }: LogEntry): boolean {
  return fault !== undefined || status >= 400 || response?.ok === false;
}

/** `200`, `200 not_in_channel`, `429 ratelimited`. */
export function statusText({ status, response }: LogEntry): string {
  const error = response?.ok === false && typeof response.error === 'string' ? response.error : '';
  return [status, error].filter(Boolean).join(' ');
}

const texts = new WeakMap<LogEntry, string>();

function textOf(entry: LogEntry): string {
  const known = texts.get(entry) ?? JSON.stringify(entry).toLowerCase();
  texts.set(entry, known);
  return known;
}
