import { dayMinutes, weekMinutes } from '../calendar/windows';
import {
  clockAround,
  dayMs,
  dayOf,
  type Instant,
  instantOn,
  type LocalClock,
  minuteMs,
  type WallClock,
  wallClockOn,
  weekdayOf,
} from '../calendar/zone';
import type { Member, Plan, Span } from './plan';

/** What a span weighs for one person: a hundredth of a minute is a unit. */
export interface Weight {
  minutes: number;
  night: number;
  weekend: number;
  holiday: number;
  units: number;
}

export type Scales = Pick<Plan, 'weights' | 'night' | 'weekend' | 'holidays' | 'region' | 'onHoliday'>;

type Whose = Pick<Member, 'zone' | 'region'>;

export const nothing: Weight = { minutes: 0, night: 0, weekend: 0, holiday: 0, units: 0 };

/** Of a minute by day. */
export const base = 100;

/**
 * Each minute weighs 100, more at night, and more at the weekend or on a public holiday (the larger of the two counts), on the member's
 * own clock and calendar.
 */
export function weigh(scales: Scales, spans: readonly Span[], member: Whose): Weight {
  const sum = { ...nothing };
  for (const span of spans) weighSpan(scales, span, member, sum);
  const { night, weekend, holiday } = scales.weights;
  sum.units = Math.round(sum.minutes * base + sum.night * night + sum.weekend * weekend + sum.holiday * holiday);
  return sum;
}

export type Scale = (span: Span) => Weight;

/**
 * `weigh`, for one span after the other. What begins at the same time of the week and is as long weighs the same, where no clock is
 * changed and no day is a holiday: of a year's thousand shifts a hundred are weighed, which halves the time.
 */
export function scaleFor(scales: Scales, member: Whose): Scale {
  const known = new Map<number, Weight>();
  const holidays = holidaysOf(scales, member);
  return (span) => {
    const kind = kindOf(span, member.zone, holidays);
    const before = kind === null ? undefined : known.get(kind);
    if (before) return before;
    const weight = weigh(scales, [span], member);
    if (kind !== null) known.set(kind, weight);
    return weight;
  };
}

/** A number for its length and the time of the week at which it begins; `null` when there are not many like it. */
function kindOf({ start, end }: Span, zone: string, holidays: ReadonlySet<number> | undefined): number | null {
  const { offset } = clockAround(zone, start, end);
  if (offset === null || holdsDay(holidays, dayOf(start + offset), dayOf(end + offset))) return null;
  const began = (start + offset) / minuteMs;
  const minutes = (end - start) / minuteMs;
  if (!Number.isInteger(began) || !Number.isInteger(minutes)) return null;
  return minutes * weekMinutes + began - weekMinutes * Math.floor(began / weekMinutes);
}

function holdsDay(days: ReadonlySet<number> | undefined, first: number, last: number): boolean {
  if (!days) return false;
  for (let day = first; day <= last; day++) if (days.has(day)) return true;
  return false;
}

const holidaysOf = (scales: Scales, { region }: Whose) => scales.holidays.get(region ?? scales.region ?? '');

function weighSpan(scales: Scales, { start, end }: Span, member: Whose, sum: Weight): void {
  const { night, weekend, weights } = scales;
  const holidays = holidaysOf(scales, member);
  const clock = clockAround(member.zone, start, end);
  const last = dayOf(wallClockOn(clock, end - 1));
  for (let day = dayOf(wallClockOn(clock, start)); day <= last; day++) {
    const midnight = day * dayMs;
    const from = Math.max(start, instantOn(clock, midnight, 'start'));
    const to = Math.min(end, instantOn(clock, midnight + dayMs, 'start'));
    if (from >= to) continue;
    const minutes = (to - from) / minuteMs;
    const isWeekend = weekend.has(weekdayOf(day));
    sum.minutes += minutes;
    sum.night += nightMinutes(night, from, to, midnight, clock);
    if (holidays?.has(day) && (!isWeekend || weights.holiday >= weights.weekend)) sum.holiday += minutes;
    else if (isWeekend) sum.weekend += minutes;
  }
}

/** Of one local day: before the night ends, and after it begins. */
function nightMinutes(night: Plan['night'], start: Instant, end: Instant, midnight: WallClock, clock: LocalClock): number {
  const begins = instantOn(clock, midnight + night.from * minuteMs, 'start');
  if (night.to <= dayMinutes) {
    const ends = instantOn(clock, midnight + night.to * minuteMs, night.to < dayMinutes ? 'end' : 'start');
    return within(start, end, begins, ends);
  }
  const ends = instantOn(clock, midnight + night.to * minuteMs - dayMs, 'end');
  return within(start, end, start, ends) + within(start, end, begins, end);
}

const within = (start: Instant, end: Instant, from: Instant, to: Instant): number =>
  Math.max(0, Math.min(end, to) - Math.max(start, from)) / minuteMs;
