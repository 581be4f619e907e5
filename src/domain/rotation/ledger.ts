import { dayMinutes } from '../calendar/windows';
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

export const nothing: Weight = { minutes: 0, night: 0, weekend: 0, holiday: 0, units: 0 };

/** Of a minute by day. */
export const base = 100;

/**
 * Each minute weighs 100, more at night, and more at the weekend or on a public holiday (the larger of the two counts), on the member's
 * own clock and calendar.
 */
export function weigh(scales: Scales, spans: readonly Span[], member: Pick<Member, 'zone' | 'region'>): Weight {
  const sum = { ...nothing };
  for (const span of spans) weighSpan(scales, span, member, sum);
  const { night, weekend, holiday } = scales.weights;
  sum.units = Math.round(sum.minutes * base + sum.night * night + sum.weekend * weekend + sum.holiday * holiday);
  return sum;
}

function weighSpan(scales: Scales, { start, end }: Span, { zone, region }: Pick<Member, 'zone' | 'region'>, sum: Weight): void {
  const { night, weekend, weights } = scales;
  const holidays = scales.holidays.get(region ?? scales.region ?? '');
  const clock = clockAround(zone, start, end);
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
