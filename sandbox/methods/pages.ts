/** Cursor pagination as Slack has it. */
import { refuse } from '../errors';
import type { Json } from '../model';
import { type Args, text } from './call';

export interface Page<T> {
  items: T[];
  /** Goes into the answer as it is. */
  metadata: { response_metadata: { next_cursor: string } };
}

/** One page of records that keep their order; the cursor names the first record of the next page. */
export function pageOf<T>(records: readonly T[], idOf: (record: T) => string, args: Args, defaultLimit: number): Page<T> {
  const limit = typeof args.limit === 'number' ? args.limit : defaultLimit;
  const cursor = text(args.cursor);
  const start = cursor === '' ? 0 : records.findIndex((record) => idOf(record) === readCursor(cursor, 'id'));
  if (start < 0) refuse('invalid_cursor');

  const next = records[start + limit];
  const nextCursor = next === undefined ? '' : cursorOf('id', idOf(next));
  return { items: records.slice(start, start + limit), metadata: { response_metadata: { next_cursor: nextCursor } } };
}

export function cursorOf(kind: string, value: string): string {
  return Buffer.from(`${kind}:${value}`).toString('base64');
}

export function readCursor(cursor: string, kind: string): string {
  const [found, value] = Buffer.from(cursor, 'base64').toString().split(':');
  return found === kind && value !== undefined ? value : refuse('invalid_cursor');
}

/** Answers of histories name the next page only when there is one. */
export function nextPage(nextTs: string | undefined): Json {
  return nextTs === undefined ? {} : { response_metadata: { next_cursor: cursorOf('next_ts', nextTs.replace('.', '')) } };
}

export function cursorTs(cursor: string): string {
  const micros = readCursor(cursor, 'next_ts');
  return /^\d{16,}$/.test(micros) ? `${micros.slice(0, -6)}.${micros.slice(-6)}` : refuse('invalid_cursor');
}
