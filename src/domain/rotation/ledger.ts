import { dayMs, dayOf, type Edge, type Instant, instantAt, minuteMs, wallClockAt, weekdayOf } from '../calendar/zone';
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

const base = 100;

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
  const isHoliday = holidayOf(scales, region);
  const offset = wallClockAt(start, zone) - start;
  const isEven = wallClockAt(end, zone) - end === offset;
  const last = dayOf(wallClockAt(end - 1, zone));
  for (let day = dayOf(start + offset); day <= last; day++) {
    // Where the clock is not changed, its time is as far from UTC all along.
    const at = (minutes: number, edge: Edge = 'start'): Instant =>
      isEven ? day * dayMs + minutes * minuteMs - offset : instantAt(day * dayMs + minutes * minuteMs, zone, edge);
    const from = Math.max(start, at(0));
    const to = Math.min(end, at(24 * 60));
    if (from >= to) continue;
    const minutes = (to - from) / minuteMs;
    sum.minutes += minutes;
    sum.night += nightMinutes(scales.night, from, to, at);
    if (isHoliday(day) && scales.weights.holiday >= weekendWeight(scales, day)) sum.holiday += minutes;
    else if (scales.weekend.has(weekdayOf(day))) sum.weekend += minutes;
  }
}

/** Of one local day: before the night ends, and after it begins. */
function nightMinutes({ from, to }: Plan['night'], start: Instant, end: Instant, at: (minutes: number, edge?: Edge) => Instant): number {
  const within = (a: Instant, b: Instant) => Math.max(0, Math.min(end, b) - Math.max(start, a)) / minuteMs;
  const day = 24 * 60;
  if (to <= day) return within(at(from), at(to, to < day ? 'end' : 'start'));
  return within(at(0), at(to - day, 'end')) + within(at(from), at(day));
}

const weekendWeight = ({ weekend, weights }: Scales, day: number): number => (weekend.has(weekdayOf(day)) ? weights.weekend : 0);

function holidayOf({ holidays, region }: Scales, own: string | null): (day: number) => boolean {
  const days = holidays.get(own ?? region ?? '');
  return (day) => days?.has(day) ?? false;
}
