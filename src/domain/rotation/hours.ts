import { dayMinutes, type Window } from '../calendar/windows';
import { dayMs, dayOf, type Instant, instantAt, minuteMs, wallClockAt, weekdayOf } from '../calendar/zone';
import type { Span } from './plan';
import { common, union, without } from './spans';

export interface Hours {
  zone: string;
  hours: readonly Window[];
  closed: ReadonlySet<number>;
}

/** A window may begin in the week before. */
const longestWindowDays = 7;

/**
 * When there is anything to do in a span: each window from its start edge to its end edge, so that an hour that comes twice is worked
 * twice, and one that is skipped not at all. In order, with what touches joined.
 */
export function hoursIn({ zone, hours, closed }: Hours, { start, end }: Span): Span[] {
  if (start >= end) return [];
  const first = dayOf(wallClockAt(start, zone));
  const last = dayOf(wallClockAt(end, zone)) + 1;
  const open = isAlways(hours) ? [{ start, end }] : windowsIn(zone, hours, { start, end }, first, last);
  return closed.size === 0 ? open : without(open, closedIn(zone, closed, first - 1, last));
}

function windowsIn(zone: string, hours: readonly Window[], span: Span, first: number, last: number): Span[] {
  const daysBack = hours.some(({ to }) => to > dayMinutes) ? longestWindowDays : 1;
  const found: Span[] = [];
  for (let day = first - daysBack; day <= last; day++) {
    for (const { day: weekday, from, to } of hours) {
      if (weekday !== weekdayOf(day)) continue;
      const shared = common(span, {
        start: instantAt(day * dayMs + from * minuteMs, zone, 'start'),
        end: instantAt(day * dayMs + to * minuteMs, zone, 'end'),
      });
      if (shared) found.push(shared);
    }
  }
  return union(found);
}

function closedIn(zone: string, closed: ReadonlySet<number>, first: number, last: number): Span[] {
  const spans: Span[] = [];
  for (let day = first; day <= last; day++) if (closed.has(day)) spans.push(localDay(day, zone));
  return union(spans);
}

/** From its first instant to the first of the next day. */
export const localDay = (day: number, zone: string): Span => ({ start: startOf(day, zone), end: startOf(day + 1, zone) });

const startOf = (day: number, zone: string): Instant => instantAt(day * dayMs, zone, 'start');

/** All of every day. */
export const isAlways = (hours: readonly Window[]): boolean =>
  hours.length === 7 && hours.every(({ from, to }) => from === 0 && to === dayMinutes);
