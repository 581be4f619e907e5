import { hoursOfWindows } from '../src/domain/calendar/definition';
import { calendarOf, openIntervals } from '../src/domain/calendar/rules';
import { dayMs, hourMs, type Instant, instantAt, type WallClock } from '../src/domain/calendar/zone';
import type { Cadence } from '../src/domain/rotation/plan';

/** Which turn an instant lies in, found by walking every unit since the anchor: what the closed form is compared with. `null`: in none. */
export function simulateTurn({ unit, every, anchor, zone, hours }: Cadence, at: Instant): number | null {
  const calendar = calendarOf({ timeZone: zone, hours: hoursOfWindows([...hours]) });
  const perTurn = unit === 'hour' ? 1 : every;
  let counted = 0;
  for (let k = 0; ; k++) {
    const start = instantAt(wallOf(unit, every, anchor, k), zone, 'start');
    if (start > at) return null;
    const end = instantAt(wallOf(unit, every, anchor, k + 1), zone, 'start');
    const counts = start < end && openIntervals(calendar, new Date(start), new Date(end)).length > 0;
    if (start <= at && at < end) return counts ? Math.floor(counted / perTurn) : null;
    if (counts) counted++;
  }
}

function wallOf(unit: Cadence['unit'], every: number, anchor: WallClock, k: number): WallClock {
  if (unit === 'hour') return anchor + k * every * hourMs;
  if (unit !== 'month') return anchor + k * (unit === 'day' ? 1 : 7) * dayMs;
  const date = new Date(anchor);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + k + 1, 0)).getUTCDate();
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + k, Math.min(date.getUTCDate(), lastDay)) + (anchor % dayMs);
}
