import { dayMinutes, type Window, weekdays } from '../calendar/windows';
import {
  clockAround,
  dayMs,
  dayOf,
  type Instant,
  instantAt,
  instantOn,
  type LocalClock,
  minuteMs,
  wallClockOn,
  weekdayOf,
} from '../calendar/zone';
import type { Span } from './plan';
import { union, without } from './spans';

export interface Hours {
  zone: string;
  hours: readonly Window[];
  closed: ReadonlySet<number>;
}

/**
 * When there is anything to do in a span: each window from its start edge to its end edge, so that an hour that comes twice is worked
 * twice, and one that is skipped not at all. In order, with what touches joined.
 */
export function hoursIn({ zone, hours, closed }: Hours, { start, end }: Span): Span[] {
  if (start >= end) return [];
  const week = weekOf(hours);
  if (week.isAlways && closed.size === 0) return [{ start, end }];

  const clock = clockAround(zone, start - week.daysBack * dayMs, end + dayMs);
  const first = dayOf(wallClockOn(clock, start));
  const last = dayOf(wallClockOn(clock, end)) + 1;
  const open = week.isAlways ? [{ start, end }] : windowsIn(clock, week, { start, end }, first, last);
  return closed.size === 0 ? open : without(open, closedIn(zone, closed, first - 1, last));
}

function windowsIn(clock: LocalClock, { daysBack, windows }: Week, span: Span, first: number, last: number): Span[] {
  const found: Span[] = [];
  for (let day = first - daysBack; day <= last; day++) {
    for (const { from, to } of windows[weekdayOf(day)] as readonly Window[]) {
      const start = Math.max(span.start, instantOn(clock, day * dayMs + from * minuteMs, 'start'));
      const end = Math.min(span.end, instantOn(clock, day * dayMs + to * minuteMs, 'end'));
      if (start < end) found.push({ start, end });
    }
  }
  return found.length < 2 ? found : union(found);
}

function closedIn(zone: string, closed: ReadonlySet<number>, first: number, last: number): Span[] {
  const spans: Span[] = [];
  for (let day = first; day <= last; day++) if (closed.has(day)) spans.push(localDay(day, zone));
  return union(spans);
}

/** From its first instant to the first of the next day. */
export const localDay = (day: number, zone: string): Span => ({ start: startOf(day, zone), end: startOf(day + 1, zone) });

const startOf = (day: number, zone: string): Instant => instantAt(day * dayMs, zone, 'start');

interface Week {
  isAlways: boolean;
  /** By weekday. */
  windows: readonly (readonly Window[])[];
  daysBack: number;
}

/** A window may begin in the week before. */
const longestWindowDays = 7;

/** Every turn asks for the hours of its layer. */
const weeks = new WeakMap<readonly Window[], Week>();

function weekOf(hours: readonly Window[]): Week {
  const known = weeks.get(hours);
  if (known) return known;

  const windows = weekdays.map((_, weekday) => hours.filter(({ day }) => day === weekday));
  const daysBack = hours.some(({ to }) => to > dayMinutes) ? longestWindowDays : 1;
  const week = { isAlways: isAlways(hours), windows, daysBack };
  weeks.set(hours, week);
  return week;
}

/** All of every day. */
export const isAlways = (hours: readonly Window[]): boolean =>
  hours.length === 7 && hours.every(({ from, to }) => from === 0 && to === dayMinutes);
