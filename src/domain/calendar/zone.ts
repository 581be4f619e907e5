import { Temporal } from 'temporal-polyfill';

/**
 * Instants are milliseconds since 1970 in UTC. A wall clock is the same number for what a clock on the wall shows, as if it hung
 * in UTC: adding a day to it is adding 24 hours, whatever the zone does that night.
 */
export type Instant = number;
export type WallClock = number;

/** Which instant a wall-clock time means when it exists twice: its first occurrence as a start, its last as an end. */
export type Edge = 'start' | 'end';

export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false; // "+02:00" is an offset: it would not follow its country's clock changes
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

export const wallClockAt = (instant: Instant, zone: string): WallClock => instant + offsetAt(instant, zone);

/** Zones whose names hold these words, those of cities that begin with them first. */
export function searchZones(words: string, limit = 100): string[] {
  const wanted = words.trim().toLowerCase().replaceAll(' ', '_');
  const inWords = (zone: string) => zone.toLowerCase();
  const begins = (zone: string) =>
    inWords(zone)
      .split('/')
      .some((part) => part.startsWith(wanted));
  const found = allZones().filter((zone) => inWords(zone).includes(wanted));
  return [...found.filter(begins), ...found.filter((zone) => !begins(zone))].slice(0, limit);
}

/** What Unicode still calls by names that the places themselves have given up. */
const newNames: Record<string, string> = {
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

let zoneNames: string[] | undefined;

function allZones(): string[] {
  zoneNames ??= [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone').map((zone) => newNames[zone] ?? zone)])]
    .filter(isTimeZone)
    .sort();
  return zoneNames;
}

/** A time that the clock skips becomes the first instant after the gap. */
export function instantAt(wall: WallClock, zone: string, edge: Edge): Instant {
  const { offset: before, until } = periodAt(wall - dayMs, zone);
  const after = wall + dayMs < until ? before : offsetAt(wall + dayMs, zone);
  if (before === after) return wall - before;

  const early = wall - Math.max(before, after);
  const late = wall - Math.min(before, after);
  const exists = [early, late].filter((instant) => wallClockAt(instant, zone) === wall);
  if (exists.length === 0) return nextChange(wall - dayMs, zone);
  return edge === 'start' ? Math.min(...exists) : Math.max(...exists);
}

/** The clock of a zone around a span. */
export interface LocalClock {
  zone: string;
  /** How far ahead of UTC it is; `null` when it is changed then. */
  offset: number | null;
}

export function clockAround(zone: string, from: Instant, to: Instant): LocalClock {
  const { offset, until } = periodAt(from - 2 * dayMs, zone);
  return { zone, offset: to + 2 * dayMs < until ? offset : null };
}

export const wallClockOn = ({ zone, offset }: LocalClock, instant: Instant): WallClock =>
  offset === null ? wallClockAt(instant, zone) : instant + offset;

/** As `instantAt`, for a time in the span of the clock or a day around it: many at little cost. */
export const instantOn = ({ zone, offset }: LocalClock, wall: WallClock, edge: Edge): Instant =>
  offset === null ? instantAt(wall, zone, edge) : wall - offset;

/** As people write it: `2026-03-29T01:30`, or a date alone for the start of that day. */
export function toInstant(wall: string, zone: string, edge: Edge = 'start'): Date {
  const { year, month, day, hour, minute, second, millisecond } = Temporal.PlainDateTime.from(wall);
  return new Date(instantAt(Date.UTC(year, month - 1, day, hour, minute, second, millisecond), zone, edge));
}

/** Not always 00:00: where midnight is skipped, a day begins after the gap. */
export const startOfDay = (date: string, zone: string): Date => toInstant(date, zone, 'start');

/** What the clock on the wall shows: `2026-03-29`, `01:30`. */
export function wallTime(instant: Date, zone: string): { date: string; time: string; weekday: number } {
  const wall = wallClockAt(instant.getTime(), zone);
  const iso = new Date(wall).toISOString();
  return { date: iso.slice(0, 10), time: iso.slice(11, 16), weekday: weekdayOf(dayOf(wall)) };
}

/** Days since 1970. */
export const dayOf = (wall: WallClock): number => Math.floor(wall / dayMs);

/** 0 is Monday. */
export const weekdayOf = (day: number): number => day + 3 - 7 * Math.floor((day + 3) / 7);

/** `null` when the calendar has no such date. */
export function dayOfDate(date: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const wall = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(wall) || dateOfDay(wall / dayMs) !== date ? null : wall / dayMs;
}

export const dateOfDay = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

// Asking a zone costs microseconds and a year of shifts asks thousands of times: its clock changes are kept, four years at a time.

/** A stretch in which the clocks of a zone are not changed. */
interface Period {
  from: Instant;
  until: Instant;
  offset: number;
}

interface Clock {
  blocks: Map<number, Period[]>;
  /** What was asked for last is mostly asked for again. */
  last: Period | undefined;
}

const blockMs = 4 * 366 * dayMs;
const clocks = new Map<string, Clock>();

const offsetAt = (instant: Instant, zone: string): number => periodAt(instant, zone).offset;

function periodAt(instant: Instant, zone: string): Period {
  const clock = clockOf(zone);
  const { last } = clock;
  if (last && last.from <= instant && instant < last.until) return last;

  const periods = periodsAround(instant, zone);
  let at = periods.length - 1;
  while (at > 0 && (periods[at] as Period).from > instant) at--;
  clock.last = periods[at] as Period;
  return clock.last;
}

/** The first clock change after this instant; there is one, at most two days later, or this was not asked. */
function nextChange(instant: Instant, zone: string): Instant {
  const near = [...periodsAround(instant, zone).slice(1), ...periodsAround(instant + 2 * dayMs, zone).slice(1)];
  const change = near.find(({ from }) => from > instant);
  if (!change) throw new RangeError(`${zone} has no clock change after ${new Date(instant).toISOString()}`);
  return change.from;
}

/** The instants of a half-open span at which the clocks of a zone are changed, and by how much. */
export function clockChanges(zone: string, from: Instant, to: Instant): { at: Instant; byMs: number }[] {
  const changes: { at: Instant; byMs: number }[] = [];
  for (let block = Math.floor(from / blockMs); block * blockMs < to; block++) {
    const periods = periodsAround(block * blockMs, zone);
    for (const [index, { from: at, offset }] of periods.entries()) {
      const before = index > 0 ? (periods[index - 1] as Period).offset : offsetAt(at - 1, zone);
      if (offset !== before && at >= from && at < to) changes.push({ at, byMs: offset - before });
    }
  }
  return changes;
}

/** A layer asks its zone thousands of times in a row: a year is expanded in 7 % less time than with looking each up. */
let latest: { zone: string; clock: Clock } | undefined;

function clockOf(zone: string): Clock {
  if (latest?.zone === zone) return latest.clock;

  const clock = clocks.get(zone) ?? { blocks: new Map(), last: undefined };
  clocks.set(zone, clock);
  latest = { zone, clock };
  return clock;
}

function periodsAround(instant: Instant, zone: string): Period[] {
  const { blocks } = clockOf(zone);
  const block = Math.floor(instant / blockMs);
  const known = blocks.get(block);
  if (known) return known;

  const read = periodsBetween(block * blockMs, (block + 1) * blockMs, zone);
  blocks.set(block, read);
  return read;
}

function periodsBetween(from: Instant, until: Instant, zone: string): Period[] {
  const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  let last = { from, until, offset: start.offsetNanoseconds / 1e6 };
  const periods = [last];
  for (let at = start.getTimeZoneTransition('next'); at && at.epochMilliseconds < until; at = at.getTimeZoneTransition('next')) {
    last.until = at.epochMilliseconds;
    last = { from: at.epochMilliseconds, until, offset: at.offsetNanoseconds / 1e6 };
    periods.push(last);
  }
  return periods;
}
