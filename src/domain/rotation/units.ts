import { startOf, weekMinutes, endOf as windowEnd } from '../calendar/windows';
import {
  clockChanges,
  dayMs,
  dayOf,
  hourMs,
  type Instant,
  instantAt,
  minuteMs,
  type WallClock,
  wallClockAt,
  weekdayOf,
} from '../calendar/zone';
import { hoursIn, isAlways, localDay } from './hours';
import type { Cadence, Span } from './plan';
import { countBelow } from './spans';

/**
 * Units of a cadence, numbered from the anchor, and how many of them count: those that hold an instant in which there is anything to
 * do. On an even clock that is a pattern that repeats (closed form); what clock changes and closed days do to it is a short list of
 * corrections, searched by bisection. Nothing is walked from the start.
 */
export interface Units {
  /** The unit that holds an instant. */
  at(instant: Instant): number;
  start(k: number): Instant;
  counts(k: number): boolean;
  /** Counted units from the anchor up to this one, without it; below 0 before the anchor. */
  countedBefore(k: number): number;
  /** The unit with this number among those that count. */
  counted(number: number): number;
}

const unitDays = { day: 1, week: 7 } as const;
const meanMonthMs = 30.436875 * dayMs;

export function unitsOf(cadence: Cadence): Units {
  const { zone, anchor, unit, every } = cadence;
  const pattern = patternOf(cadence);
  const corrections = correctionsOf(cadence, { at, start, isPlanned, counts });

  function wallOf(k: number): WallClock {
    if (unit === 'month') return monthsAfter(anchor, k);
    return anchor + k * (unit === 'hour' ? every * hourMs : unitDays[unit] * dayMs);
  }

  function start(k: number): Instant {
    return instantAt(wallOf(k), zone, 'start');
  }

  function at(instant: Instant): number {
    const length = unit === 'month' ? meanMonthMs : unit === 'hour' ? every * hourMs : unitDays[unit] * dayMs;
    let k = Math.floor((wallClockAt(instant, zone) - anchor) / length);
    // In a repeated hour the wall clock lies: the instants decide.
    while (start(k) > instant) k--;
    while (start(k + 1) <= instant) k++;
    return k;
  }

  function isPlanned(k: number): boolean {
    return pattern.holds[mod(k, pattern.holds.length)] as boolean;
  }

  function counts(k: number): boolean {
    const span = { start: start(k), end: start(k + 1) };
    return span.start < span.end && hoursIn(cadence, span).length > 0;
  }

  function countedBefore(k: number): number {
    const length = pattern.holds.length;
    const planned = Math.floor(k / length) * pattern.count + (pattern.before[mod(k, length)] as number);
    return planned + corrections.before(k);
  }

  function plannedUnit(number: number): number {
    const { holds, count, places } = pattern;
    return Math.floor(number / count) * holds.length + (places[mod(number, count)] as number);
  }

  function counted(number: number): number {
    const planned = plannedUnit(number);
    const correction = corrections.before(planned);
    const guess = correction === 0 ? planned : plannedUnit(number - correction);
    if (countedBefore(guess) === number && countedBefore(guess + 1) > number) return guess;

    const { length } = pattern.holds;
    let [low, high] = [guess - length, guess + length];
    while (countedBefore(low) > number) low -= 2 * (high - low);
    while (countedBefore(high + 1) <= number) high += 2 * (high - low);
    // The last unit before which no more than `number` are counted.
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (countedBefore(middle) <= number) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  return { at, start, counts, countedBefore, counted };
}

interface Pattern {
  holds: boolean[];
  count: number;
  /** Before each place of the pattern. */
  before: number[];
  /** Of those that hold hours. */
  places: number[];
}

/** Which units hold hours on an even clock: again after a week, or after as many blocks of hours as make whole weeks. */
function patternOf({ unit, every, anchor, hours }: Cadence): Pattern {
  if (unit === 'week' || unit === 'month' || isAlways(hours)) return { holds: [true], count: 1, before: [0], places: [0] };
  const minutes = unit === 'hour' ? every * 60 : 24 * 60;
  const length = leastCommonMultiple(minutes, weekMinutes) / minutes;
  const first = (weekdayOf(dayOf(anchor)) * dayMs + mod(anchor, dayMs)) / minuteMs;
  const holds = Array.from({ length }, (_, k) => {
    const from = mod(first + k * minutes, weekMinutes);
    return hours.some((window) =>
      [-weekMinutes, 0, weekMinutes].some((shift) => from < windowEnd(window) + shift && startOf(window) + shift < from + minutes),
    );
  });
  let count = 0;
  const before = holds.map((hold) => (hold ? count++ : count));
  const places = [...holds.keys()].filter((place) => holds[place]);
  return { holds, count, before, places };
}

interface Corrections {
  /** Sum of the corrections of the units between the anchor and this one. */
  before(k: number): number;
}

/** A year at a time, and only as far from the anchor as anybody asks. */
const stepMs = 366 * dayMs;
/** What happens soon after a unit may disturb it. */
const marginMs = 3 * dayMs;

interface Asked {
  at(instant: Instant): number;
  start(k: number): Instant;
  isPlanned(k: number): boolean;
  counts(k: number): boolean;
}

function correctionsOf({ zone, anchor, closed }: Cadence, { at, start, isPlanned, counts }: Asked): Corrections {
  const base = instantAt(anchor, zone, 'start');
  const after = side(1);
  const earlier = side(-1);

  function side(direction: 1 | -1) {
    return { direction, reach: base, units: 0, found: new Map<number, number>(), distances: [] as number[], sums: [0] };
  }
  type Side = typeof after;

  function before(k: number): number {
    if (k === 0) return 0;
    const known = k > 0 ? after : earlier;
    if (Math.abs(k) > known.units) reachTo(known, k);
    const sum = known.sums[countBelow(known.distances, k > 0 ? k : -k + 1)] as number;
    return k > 0 ? sum : -sum;
  }

  function reachTo(known: Side, wantedUnit: number): void {
    const { direction } = known;
    const wanted = start(wantedUnit) + direction * marginMs;
    while (direction > 0 ? known.reach <= wanted : known.reach >= wanted) {
      const next = known.reach + direction * stepMs;
      const span = { start: Math.min(known.reach, next), end: Math.max(known.reach, next) };
      for (const k of disturbed(span).flatMap(unitsOver)) if (direction > 0 ? k >= 0 : k < 0) known.found.set(k, correctionOf(k));
      known.reach = next;
    }
    known.units = Math.max(Math.abs(wantedUnit), Math.abs(at(known.reach - direction * marginMs)) - 1);
    sumUp(known);
  }

  const correctionOf = (k: number) => Number(counts(k)) - Number(isPlanned(k));

  /** By their distance from the anchor, so that both sides are searched alike. */
  function sumUp(known: Side): void {
    const corrected = [...known.found]
      .filter(([, correction]) => correction !== 0)
      .map(([k, correction]) => [Math.abs(k), correction] as const);
    corrected.sort(([a], [b]) => a - b);
    known.distances = corrected.map(([distance]) => distance);
    known.sums = [0];
    for (const [, correction] of corrected) known.sums.push((known.sums.at(-1) as number) + correction);
  }

  /** Where the wall clock is uneven, or a day is closed. */
  function disturbed(span: Span): Span[] {
    const changes = clockChanges(zone, span.start, span.end).map(({ at: change, byMs }) => ({
      start: change - Math.abs(byMs) - minuteMs,
      end: change + Math.abs(byMs) + minuteMs,
    }));
    if (closed.size === 0) return changes;
    const last = dayOf(wallClockAt(span.end, zone));
    const days: Span[] = [];
    for (let day = dayOf(wallClockAt(span.start, zone)); day <= last; day++) if (closed.has(day)) days.push(localDay(day, zone));
    return [...changes, ...days];
  }

  function unitsOver(span: Span): number[] {
    const last = at(span.end);
    const found: number[] = [];
    // One more on each side: a unit that a clock gap has swallowed holds no instant at all.
    for (let k = at(span.start) - 1; k <= last + 1; k++) found.push(k);
    return found;
  }

  return { before };
}

/** The same time k months later; in a shorter month on its last day. */
function monthsAfter(anchor: WallClock, k: number): WallClock {
  const date = new Date(anchor);
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth() + k;
  const [year, month] = [Math.floor(months / 12), mod(months, 12)];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastDay)) + mod(anchor, dayMs);
}

const mod = (value: number, by: number): number => value - by * Math.floor(value / by);

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return (a / x) * b;
}
