import { type CalendarDefinition, spanOf, weekdayKeys } from './definition';
import type { Span } from './windows';
import { dayMs, dayOf, dayOfDate, type Instant, instantAt, minuteMs, wallClockAt, weekdayOf } from './zone';

/** A calendar ready to be asked. An interval belongs to the day it starts on; an exception replaces the hours of its day. */
export interface Calendar {
  timeZone: string;
  week: readonly (readonly Span[])[];
  /** By days since 1970. */
  exceptions: ReadonlyMap<number, readonly Span[]>;
}

/** Half-open. */
export interface Interval {
  from: Date;
  to: Date;
}

/** How far ahead an opening is looked for. */
const horizonDays = 366;

export function calendarOf({ timeZone, hours, exceptions = [] }: CalendarDefinition): Calendar {
  return {
    timeZone,
    week: weekdayKeys.map((key) => spansInOrder(hours[key])),
    exceptions: new Map(exceptions.map(({ date, hours: own }) => [dayNamed(date), spansInOrder(own)])),
  };
}

/** The open time between two instants, in order, with what touches joined. */
export function openIntervals(calendar: Calendar, from: Date, to: Date): Interval[] {
  const open: Interval[] = [];
  for (const [start, end] of stretches(calendar, from.getTime(), to.getTime())) {
    const last = open.at(-1);
    if (last?.to.getTime() === start) last.to = new Date(end);
    else open.push({ from: new Date(start), to: new Date(end) });
  }
  return open;
}

/** How much of the time between two instants is counted. */
export function countedMs(calendar: Calendar, from: Date, to: Date): number {
  let counted = 0;
  for (const [start, end] of stretches(calendar, from.getTime(), to.getTime())) counted += end - start;
  return counted;
}

/**
 * The earliest instant at which counted time reaches `ms`: at closing, not at the next opening. `null`: the calendar is not open again
 * within 366 days ("never_open").
 */
export function addCounted(calendar: Calendar, from: Date, ms: number): Date | null {
  let left = ms;
  if (left <= 0) return from;
  for (const [start, end] of stretches(calendar, from.getTime())) {
    if (end - start >= left) return new Date(start + left);
    left -= end - start;
  }
  return null;
}

/** The first counted instant, `from` itself when it is one; `null` when there is none within 366 days. */
export function nextOpening(calendar: Calendar, from: Date): Date | null {
  for (const [start] of stretches(calendar, from.getTime())) return new Date(start);
  return null;
}

export const isOpen = (calendar: Calendar, at: Date): boolean => nextOpening(calendar, at)?.getTime() === at.getTime();

/** The same wall time on the nth next day that has hours; `null` when 366 days pass without one. */
export function workingDaysLater(calendar: Calendar, from: Date, n: number): Date | null {
  const wall = wallClockAt(from.getTime(), calendar.timeZone);
  let left = n;
  let day = dayOf(wall);
  for (let waited = 0; left > 0; waited++) {
    if (waited >= horizonDays) return null;
    day++;
    if (spansOn(calendar, day).length === 0) continue;
    left--;
    waited = 0;
  }
  return new Date(instantAt(wall + (day - dayOf(wall)) * dayMs, calendar.timeZone, 'start'));
}

/**
 * Open stretches from an instant on, in order, never overlapping: where an hour comes twice, a stretch that ends in it and one that
 * starts in it would both claim it. Ends after 366 days without an opening.
 */
function* stretches(calendar: Calendar, from: Instant, until = Number.POSITIVE_INFINITY): Generator<[Instant, Instant]> {
  const { timeZone } = calendar;
  const untilWall = until === Number.POSITIVE_INFINITY ? until : wallClockAt(until, timeZone) + dayMs;
  let done = from;
  let lastOpen = dayOf(wallClockAt(from, timeZone));
  for (let day = lastOpen - 1; day <= lastOpen + horizonDays; day++) {
    for (const span of spansOn(calendar, day)) {
      const start = Math.max(done, instantAt(day * dayMs + span.from * minuteMs, timeZone, 'start'));
      const end = Math.min(until, instantAt(day * dayMs + span.to * minuteMs, timeZone, 'end'));
      if (start >= until) return;
      if (end <= start) continue;
      yield [start, end];
      done = end;
      lastOpen = day;
    }
    if (day * dayMs >= untilWall) return;
  }
}

const spansOn = ({ exceptions, week }: Calendar, day: number): readonly Span[] =>
  exceptions.get(day) ?? (week[weekdayOf(day)] as readonly Span[]);

function dayNamed(date: string): number {
  const day = dayOfDate(date);
  if (day === null) throw new RangeError(`There is no date "${date}"`);
  return day;
}

const spansInOrder = (spans: CalendarDefinition['hours']['mon'] = []): Span[] => spans.map(spanOf).sort((a, b) => a.from - b.from);
