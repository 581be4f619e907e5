import { wallTime } from '../../domain/calendar/zone';

// A time is said in the reader's own clock, then on the rotation's wall clock and its city.

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Mon 9 Mar` on the wall clock of a zone. */
export function dayThere(at: Date, zone: string): string {
  const { date, weekday } = wallTime(at, zone);
  const [, month = '', day = ''] = date.split('-');
  return `${days[weekday]} ${Number(day)} ${months[Number(month) - 1]}`;
}

const monthsInFull = 'January February March April May June July August September October November December'.split(' ');

/** `Mon 9 March`: in sentences. */
export const dayInFull = (at: Date, zone: string): string => `${days[wallTime(at, zone).weekday]} ${dateInFull(at, zone)}`;

/** `9 March`. */
export function dateInFull(at: Date, zone: string): string {
  const [, month = '', day = ''] = wallTime(at, zone).date.split('-');
  return `${Number(day)} ${monthsInFull[Number(month) - 1]}`;
}

/** `Mon 9 March 09:00`. */
export const inFull = (at: Date, zone: string): string => `${dayInFull(at, zone)} ${timeThere(at, zone)}`;

/** `09:00`. */
export const timeThere = (at: Date, zone: string): string => wallTime(at, zone).time;

/** `Mon 9 Mar 09:00`. */
export const wall = (at: Date, zone: string): string => `${dayThere(at, zone)} ${timeThere(at, zone)}`;

/** `Europe/Lisbon` → `Lisbon`. */
export const cityOf = (zone: string): string => (zone.split('/').at(-1) as string).replaceAll('_', ' ');

/** `Mon 9 Mar 09:00 – Mon 16 Mar 09:00 Lisbon`; within one day `Mon 9 Mar 09:00–17:00 Lisbon`. */
export function spanThere({ start, end }: { start: Date; end: Date }, zone: string): string {
  const sameDay = dayThere(start, zone) === dayThere(end, zone);
  const until = sameDay ? `–${timeThere(end, zone)}` : ` – ${wall(end, zone)}`;
  return `${wall(start, zone)}${until} ${cityOf(zone)}`;
}

/** For mrkdwn alone: the reader's own clock; who cannot show that reads the rotation's. */
export function yours(at: Date, zone: string): string {
  return `<!date^${Math.floor(at.getTime() / 1000)}^{date_short_pretty} {time}|${wall(at, zone)}>`;
}

/** `Mon 9 Mar 11:00 for you (09:00 Lisbon)`: mrkdwn. */
export const forYou = (at: Date, zone: string): string => `${yours(at, zone)} for you (${wall(at, zone)} ${cityOf(zone)})`;

/** `40 hours`, `30 minutes`, `7 h 30`. */
export function lasting(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  if (minutes % 60 > 0) return `${hours} h ${String(minutes % 60).padStart(2, '0')}`;
  return hours === 1 ? '1 hour' : `${hours} hours`;
}

/** `Ana`, `Ana and Ben`, `Ana, Ben and Cy`. */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
