/** Moving the world's clock over HTTP. */
import { Temporal } from 'temporal-polyfill';
import type { SandboxClock } from '../api';
import { SlackError } from '../errors';
import { isZone } from '../zones';

const MONDAY = 1;
const DAYS_A_WEEK = 7;

export async function moveClock(clock: SandboxClock, body: Record<string, unknown>): Promise<{ now: string }> {
  if (typeof body.advanceMs === 'number') await clock.advance(body.advanceMs);
  else await clock.moveTo(target(clock.now(), body));
  return { now: clock.now().toISOString() };
}

function target(now: Date, body: Record<string, unknown>): Date {
  if (body.next === 'monday-09:00') return nextMondayMorning(now, typeof body.tz === 'string' && isZone(body.tz) ? body.tz : 'UTC');
  const to = new Date(String(body.to));
  if (Number.isNaN(to.getTime())) throw new SlackError('Say advanceMs, to (a time in ISO 8601), or next: "monday-09:00"');
  return to;
}

/** The first Monday 09:00 of that zone after now. */
function nextMondayMorning(now: Date, tz: string): Date {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(tz);
  const days = (MONDAY - today.dayOfWeek + DAYS_A_WEEK) % DAYS_A_WEEK;
  const morning = today.add({ days }).withPlainTime('09:00');
  const after = Temporal.ZonedDateTime.compare(morning, today) > 0 ? morning : morning.add({ days: DAYS_A_WEEK });
  return new Date(after.epochMilliseconds);
}
