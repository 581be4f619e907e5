import { formatWindow } from './format';
import { dayMinutes, joinWindows, overlapOf, type Span, type Window, weekdays, weekMinutes } from './windows';

export type Parsed<T> = { ok: true; value: T } | { ok: false; problem: string };

export type ParsedHours =
  | {
      ok: true;
      windows: Window[];
      /** Two of the lines cover the same time: a sentence that names both. */
      overlap: string | null;
    }
  | { ok: false; line: number; problem: string };

/** The windows of several lines, in order of the week, with those of one day that touch joined; the line that cannot be read is named by its index. */
export function parseHours(lines: readonly string[]): ParsedHours {
  const windows: Window[] = [];
  for (const [line, text] of lines.entries()) {
    const parsed = parseLine(text);
    if (!parsed.ok) return { ok: false, line, problem: parsed.problem };
    windows.push(...parsed.value);
  }
  const both = overlapOf(windows);
  return { ok: true, windows: joinWindows(windows), overlap: both && `${both.map(formatWindow).join(' and ')} overlap.` };
}

/** One line: `Always` · `Daily 22:00-06:00` · `Mon-Fri 9-17` · `Mon,Wed 10:00-12:00, 14:00-16:00` · `Fri 22:00-Mon 06:00`. */
export function parseLine(text: string): Parsed<Window[]> {
  const line = tidy(text);
  if (line === '') return bad('There are no hours here.');
  if (/^always$/i.test(line)) return good(weekdays.map((_, day) => ({ day, from: 0, to: dayMinutes })));
  return parseOverDays(line) ?? parseDaysAndSpans(line);
}

/** `09:00-12:00, 13:00-17:00`: hours of one day. */
export function parseSpans(text: string): Parsed<Span[]> {
  return all(
    tidy(text)
      .split(/\s*,\s*/)
      .map(parseSpan),
  );
}

/** `9`, `9:30` → minutes since midnight; `24:00` only as an end. */
export function parseTime(text: string, isEnd = false): Parsed<number> {
  const [, hour, minute = '0'] = /^(\d{1,2})(?::(\d{2}))?$/.exec(text) ?? [];
  if (hour === undefined) return bad(`“${text}” is not a time of day.`);
  const minutes = Number(hour) * 60 + Number(minute);
  if (minutes === dayMinutes && !isEnd) return bad('24:00 can only be an end.');
  if (Number(minute) > 59 || minutes > dayMinutes) return bad(`There is no ${text} on a clock.`);
  return good(minutes);
}

/** `Fri 22:00-Mon 06:00`; `null` when the line is of another form. */
function parseOverDays(line: string): Parsed<Window[]> | null {
  const [, day, time, endDay, endTime] = /^([a-z]+) (\d\S*?)-([a-z]+) (\S+)$/i.exec(line) ?? [];
  if (!day || !time || !endDay || !endTime) return null;

  const read = all([parseDay(day), parseDay(endDay), parseTime(time), parseTime(endTime, true)]);
  if (!read.ok) return read;
  const [first, last, from, until] = read.value as [number, number, number, number];
  const to = ((last - first + 7) % 7) * dayMinutes + until;
  return good([{ day: first, from, to: to > from ? to : to + weekMinutes }]);
}

function parseDaysAndSpans(line: string): Parsed<Window[]> {
  const [, names = '', rest] = /^(\D*?)\s*(\d.*)$/.exec(line) ?? [];
  if (rest === undefined) return bad(`“${line}” has no hours.`);
  const days = parseDays(names);
  if (!days.ok) return days;
  const spans = parseSpans(rest);
  if (!spans.ok) return spans;
  return good(days.value.flatMap((day) => spans.value.map((span) => ({ day, ...span }))));
}

/** `Mon,Wed`, `Mon-Fri`, `Fri-Mon` (over the weekend), `Daily`. */
function parseDays(text: string): Parsed<number[]> {
  if (text === '') return bad('The days are missing.');
  if (/^daily$/i.test(text)) return good(weekdays.map((_, day) => day));
  const runs = all(text.split(/\s*,\s*/).map(parseRun));
  return runs.ok ? good([...new Set(runs.value.flat())]) : runs;
}

function parseRun(text: string): Parsed<number[]> {
  const [first = '', last = first, ...more] = text.split('-');
  if (more.length > 0) return bad(`“${text}” is not a run of days.`);
  const ends = all([parseDay(first), parseDay(last)]);
  if (!ends.ok) return ends;
  const [from, to] = ends.value as [number, number];
  return good(Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, step) => (from + step) % 7));
}

const dayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** `Mon`, `tues`, `Wednesday`. */
function parseDay(text: string): Parsed<number> {
  const name = text.toLowerCase();
  const day = name.length < 3 ? -1 : dayNames.findIndex((full) => full.startsWith(name));
  return day < 0 ? bad(`“${text}” is not a day.`) : good(day);
}

function parseSpan(text: string): Parsed<Span> {
  const [start = '', end = '', ...more] = text.split('-');
  if (end === '' || more.length > 0) return bad(`“${text}” needs a start and an end.`);
  const times = all([parseTime(start), parseTime(end, true)]);
  if (!times.ok) return times;
  const [from, to] = times.value as [number, number];
  return good({ from, to: to > from ? to : to + dayMinutes });
}

/** Any dash is one, blanks are single and never around dashes. */
const tidy = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[‐-―−]/g, '-')
    .replace(/\s*-\s*/g, '-')
    .replace(/\s+/g, ' ')
    .trim();

const mend = 'Say it like Mon-Fri 09:00-17:00.';
const good = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });
const bad = (problem: string): { ok: false; problem: string } => ({ ok: false, problem: `${problem} ${mend}` });

/** All values, or the first problem. */
function all<T>(parsed: Parsed<T>[]): Parsed<T[]> {
  const values: T[] = [];
  for (const each of parsed) {
    if (!each.ok) return each;
    values.push(each.value);
  }
  return good(values);
}
