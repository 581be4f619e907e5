import { formatSpan } from './format';
import { parseSpans } from './parse';
import { dayMinutes, overlapOf, type Span, splitByDay, type Window } from './windows';
import { dayOfDate, isTimeZone } from './zone';

/** A working calendar as data, as it is kept with a policy and read by the command line. */
export interface CalendarDefinition {
  timeZone: string;
  hours: Partial<Record<WeekdayKey, ClockSpan[]>>;
  exceptions?: CalendarException[];
}

export type WeekdayKey = (typeof weekdayKeys)[number];
/** `["09:00", "17:00"]`; an end that is not after the start is on the next day. */
export type ClockSpan = [string, string];

/** Replaces the hours of its day; without hours the day is closed. */
export interface CalendarException {
  date: string;
  name?: string;
  hours?: ClockSpan[];
}

export const weekdayKeys = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Calendar hours made of the windows of the hours grammar. */
export function hoursOfWindows(windows: Window[]): CalendarDefinition['hours'] {
  const hours: CalendarDefinition['hours'] = {};
  for (const window of splitByDay(windows)) {
    const key = weekdayKeys[window.day] as WeekdayKey;
    hours[key] = [...(hours[key] ?? []), clockSpan(window)];
  }
  return hours;
}

export const clockSpan = (span: Span): ClockSpan => formatSpan(span).split('-') as ClockSpan;

/** Minutes of the day; throws on a span that `problemOf` would have refused. */
export function spanOf([from, to]: ClockSpan): Span {
  const parsed = parseSpans(`${from}-${to}`);
  if (!parsed.ok) throw new RangeError(parsed.problem);
  return parsed.value[0] as Span;
}

/** What is wrong with a calendar, and where: an unknown zone, a date that does not exist, a time that cannot be read, hours that overlap, never open. */
export function problemOf({ timeZone, hours, exceptions = [] }: CalendarDefinition): { path: string; problem: string } | null {
  if (!isTimeZone(timeZone)) return { path: 'timeZone', problem: `There is no time zone “${timeZone}”. Say it like Europe/Tallinn.` };

  for (const key of weekdayKeys) {
    const problem = problemOfSpans(hours[key] ?? []);
    if (problem) return { path: `hours.${key}`, problem };
  }
  for (const [index, { date, hours: own = [] }] of exceptions.entries()) {
    if (dayOfDate(date) === null)
      return { path: `exceptions[${index}].date`, problem: `There is no date “${date}”. Say it like 2026-12-24.` };
    const problem = problemOfSpans(own);
    if (problem) return { path: `exceptions[${index}].hours`, problem };
  }
  return problemOfWeek(hours, exceptions);
}

function problemOfSpans(spans: ClockSpan[]): string | null {
  for (const [from, to] of spans) {
    const parsed = parseSpans(`${from}-${to}`);
    if (!parsed.ok) return parsed.problem;
  }
  const both = overlapOf(spans.map((span) => ({ day: 0, ...spanOf(span) })));
  return both && `${both.map(formatSpan).join(' and ')} overlap.`;
}

function problemOfWeek(hours: CalendarDefinition['hours'], exceptions: CalendarException[]): { path: string; problem: string } | null {
  const week = weekdayKeys.flatMap((key, day) => (hours[key] ?? []).map((span) => ({ day, ...spanOf(span) })));
  const both = overlapOf(week);
  if (both) return { path: `hours.${weekdayKeys[both[0].day]}`, problem: 'The hours of this day run into those of the next.' };
  const opens = week.length > 0 || exceptions.some(({ hours: own = [] }) => own.length > 0);
  return opens ? null : { path: 'hours', problem: 'This calendar is never open. Give at least one day hours, like Mon-Fri 09:00-17:00.' };
}

/** All time, for clocks that do not stop. */
export const alwaysOpen = (timeZone: string): CalendarDefinition => ({
  timeZone,
  hours: hoursOfWindows(weekdayKeys.map((_, day) => ({ day, from: 0, to: dayMinutes }))),
});
