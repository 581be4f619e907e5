import { wallTime } from '../../domain/calendar/zone';
import type { Span } from '../../domain/rotation/plan';

// Spans as people say them: by days, where they begin and end at the same hour.

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** `16–23 March`, `30 March – 6 April`; `Wed 11 March` until the next morning; `Wed 11 March 13:00–17:00`; `Mon 9 March 09:00 – Fri 13 March 17:00`. */
export function daysThere({ start, end }: Span, zone: string): string {
  const [from, to] = [partsOf(start, zone), partsOf(end, zone)];
  if (from.date === to.date) return `${from.weekday} ${from.day} ${from.month} ${from.time}–${to.time}`;
  if (from.time !== to.time) return `${momentOf(from)} – ${momentOf(to)}`;
  if (isNextDay(from.date, to.date)) return `${from.weekday} ${from.day} ${from.month}`;
  return from.month === to.month ? `${from.day}–${to.day} ${from.month}` : `${from.day} ${from.month} – ${to.day} ${to.month}`;
}

/** `16–23 March instead of 9–16`: a month is said once. */
export function insteadOf(now: string, before: string): string {
  const month = /^\d+–\d+ (\D+)$/.exec(now)?.[1];
  const isSameMonth = month !== undefined && /^\d+–\d+ (\D+)$/.exec(before)?.[1] === month;
  return `${now} instead of ${isSameMonth ? before.slice(0, -month.length - 1) : before}`;
}

/** `17:00`; on another day `Mon 9 March 17:00`. */
export function untilThere(end: number, now: number, zone: string): string {
  const at = partsOf(end, zone);
  return at.date === partsOf(now, zone).date ? at.time : momentOf(at);
}

type Parts = ReturnType<typeof partsOf>;

const momentOf = ({ weekday, day, month, time }: Parts): string => `${weekday} ${day} ${month} ${time}`;

function partsOf(at: number, zone: string) {
  const { date, time, weekday } = wallTime(new Date(at), zone);
  const [, month = '', day = ''] = date.split('-');
  return { date, time, weekday: weekdays[weekday] ?? '', day: String(Number(day)), month: months[Number(month) - 1] ?? '' };
}

const isNextDay = (date: string, next: string): boolean => Date.parse(next) - Date.parse(date) === 86_400_000;
