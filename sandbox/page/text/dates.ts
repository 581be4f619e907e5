/** Times as people of a zone read them. Every function is told the zone and the world's now. */
export interface Place {
  zone: string;
  now: Date;
}

/** `09:05` */
export function clockTime(at: Date, zone: string): string {
  return format(at, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** `2026-11-23`: compares days of one zone. */
export function dayKey(at: Date, zone: string): string {
  const { year, month, day } = calendar(at, zone);
  return `${year}-${pad(month)}-${pad(day)}`;
}

/** The instant at which clocks of the zone show this: in an hour that they skip, near it. */
export function instantAt(day: string, time: string, zone: string): Date {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  const shown = (at: number) => Date.parse(`${dayKey(new Date(at), zone)}T${clockTime(new Date(at), zone)}:00Z`);
  if (Number.isNaN(wanted)) return new Date(Number.NaN);
  const near = wanted - (shown(wanted) - wanted);
  return new Date(near - (shown(near) - wanted));
}

/** `Today`, `Yesterday`, `Monday, November 23rd`, with the year when it is another one. */
export function dayTitle(at: Date, { zone, now }: Place): string {
  return near(at, { zone, now }) ?? longDay(at, { zone, now }, 'long');
}

/** `Today at 09:05`, `Nov 20 at 17:12` */
export function momentTitle(at: Date, place: Place): string {
  return `${near(at, place) ?? shortDay(at, place)} at ${clockTime(at, place.zone)}`;
}

/** `Mon 23 Nov 2026, 09:05` */
export function fullMoment(at: Date, zone: string): string {
  const { year, month, day, weekday } = calendar(at, zone);
  return `${weekday.slice(0, 3)} ${day} ${MONTHS[month - 1]?.slice(0, 3)} ${year}, ${clockTime(at, zone)}`;
}

/** The text of `<!date^…^format|…>` and of a rich text `date`. */
export function formatSlackDate(seconds: number, pattern: string, place: Place): string {
  const at = new Date(seconds * 1000);
  return pattern.replace(/\{(\w+)\}/g, (token, name: string) => TOKENS[name]?.(at, place) ?? token);
}

const TOKENS: Record<string, (at: Date, place: Place) => string> = {
  date_num: (at, { zone }) => dayKey(at, zone),
  date_slash: (at, { zone }) => dayKey(at, zone).replaceAll('-', '/'),
  date: (at, place) => longDay(at, place, null),
  date_pretty: (at, place) => near(at, place)?.toLowerCase() ?? longDay(at, place, null),
  date_short: (at, place) => shortDay(at, place),
  date_short_pretty: (at, place) => near(at, place)?.toLowerCase() ?? shortDay(at, place),
  date_long: (at, place) => longDay(at, place, 'long'),
  date_long_pretty: (at, place) => near(at, place)?.toLowerCase() ?? longDay(at, place, 'long'),
  date_long_full: (at, place) => longDay(at, place, 'long'),
  day_divider_pretty: (at, place) => dayTitle(at, place),
  time: (at, { zone }) => clockTime(at, zone),
  time_secs: (at, { zone }) => format(at, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
  ago: (at, { now }) => ago(at, now),
};

/** `3 minutes ago`, `in 2 hours` */
export function ago(at: Date, now: Date): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? UNITS[UNITS.length - 1] ?? ['second', 1];
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(Math.trunc(seconds / length), unit);
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

function near(at: Date, { zone, now }: Place): string | null {
  const days = daysBetween(dayKey(now, zone), dayKey(at, zone));
  return { '-1': 'Yesterday', '0': 'Today', '1': 'Tomorrow' }[String(days)] ?? null;
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

function longDay(at: Date, { zone, now }: Place, weekday: 'long' | null): string {
  const { year, month, day, weekday: name } = calendar(at, zone);
  const date = `${MONTHS[month - 1]} ${ordinal(day)}`;
  const dated = year === calendar(now, zone).year ? date : `${date}, ${year}`;
  return weekday ? `${name}, ${dated}` : dated;
}

function shortDay(at: Date, { zone, now }: Place): string {
  const { year, month, day } = calendar(at, zone);
  const date = `${MONTHS[month - 1]?.slice(0, 3)} ${day}`;
  return year === calendar(now, zone).year ? date : `${date}, ${year}`;
}

function ordinal(day: number): string {
  const teen = day % 100 >= 11 && day % 100 <= 13;
  return `${day}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')}`;
}

interface CalendarDay {
  year: number;
  month: number;
  day: number;
  weekday: string;
}

function calendar(at: Date, zone: string): CalendarDay {
  const parts = formatter(zone, { year: 'numeric', month: 'numeric', day: 'numeric', weekday: 'long' }).formatToParts(at);
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? '';
  return { year: Number(part('year')), month: Number(part('month')), day: Number(part('day')), weekday: part('weekday') };
}

function format(at: Date, zone: string, options: Intl.DateTimeFormatOptions): string {
  return formatter(zone, options).format(at);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs more than a hundred uses of it. */
function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${Object.entries(options).join()}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
  formatters.set(key, known);
  return known;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

/** A message's `ts` as an instant. */
export function tsDate(ts: string): Date {
  return new Date(Number(ts) * 1000);
}
