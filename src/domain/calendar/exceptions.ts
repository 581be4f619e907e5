import { type CalendarException, type ClockSpan, clockSpan, spanOf } from './definition';
import { formatSpans } from './format';
import { type Parsed, parseSpans } from './parse';
import { dayOfDate } from './zone';

/** A line each: `2026-12-24` or `2026-12-24 closed Christmas Eve` · `2026-12-31 09:00-14:00 New Year's Eve`. */
export function parseException(text: string): Parsed<CalendarException> {
  const [, date = '', rest = ''] = /^(\S*)\s*(.*)$/.exec(text.trim()) ?? [];
  if (dayOfDate(date) === null) return { ok: false, problem: `There is no date “${date}”. ${mend}` };

  const [, hours = '', name = ''] = /^(closed\b|[\d:,\s‐-―−-]*[\d])?\s*(.*)$/i.exec(rest) ?? [];
  const named = name ? { name: name.trim() } : {};
  if (hours === '' || /^closed$/i.test(hours)) return { ok: true, value: { date, ...named, hours: [] } };

  const spans = parseSpans(hours);
  if (!spans.ok) return { ok: false, problem: `“${hours}” are no hours. ${mend}` };
  return { ok: true, value: { date, ...named, hours: spans.value.map(clockSpan) } };
}

export function formatException({ date, name, hours = [] }: CalendarException): string {
  return [date, formatDayHours(hours), name].filter(Boolean).join(' ');
}

/** `09:00-12:00, 13:00-14:00`, or `closed`. */
export const formatDayHours = (hours: ClockSpan[]): string => (hours.length === 0 ? 'closed' : formatSpans(hours.map(spanOf)));

const mend = 'Say it like “2026-12-24 closed Christmas Eve” or “2026-12-31 09:00-14:00”.';
