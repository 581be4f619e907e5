import { dayMinutes, type Span, type Window, weekdays } from './windows';

/** The lines that say these windows, as people would: days with the same hours share a line. */
export function formatHours(windows: Window[]): string[] {
  if (isAlways(windows)) return ['Always'];
  const ofDay = weekdays.map((_, day) =>
    windows
      .filter((window) => window.day === day && !isLong(window))
      .map(formatSpan)
      .join(', '),
  );
  const shared = [...new Set(ofDay)].filter((spans) => spans !== '');
  return [...shared.map((spans) => `${formatDays(ofDay, spans)} ${spans}`), ...windows.filter(isLong).map(formatWindow)];
}

/** `Mon 09:00-17:00`, `Fri 22:00-Mon 06:00`. */
export function formatWindow(window: Window): string {
  const { day, from, to } = window;
  if (!isLong(window)) return `${weekdays[day]} ${formatSpan(window)}`;
  const endDay = (day + Math.floor((to - 1) / dayMinutes)) % 7;
  return `${weekdays[day]} ${formatTime(from)}-${weekdays[endDay]} ${formatTime(timeOfEnd(to))}`;
}

export const formatSpans = (spans: Span[]): string => spans.map(formatSpan).join(', ');
export const formatSpan = ({ from, to }: Span): string => `${formatTime(from)}-${formatTime(timeOfEnd(to))}`;

/** 570 → `09:30`. */
export const formatTime = (minutes: number): string => `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;

/** An end at midnight is 24:00 of the day that ends. */
const timeOfEnd = (to: number) => ((to - 1) % dayMinutes) + 1;

const isLong = ({ from, to }: Span) => to - from > dayMinutes;
const isAlways = (windows: Window[]) =>
  windows.length === 7 && windows.every(({ day, from, to }, index) => day === index && from === 0 && to === dayMinutes);

/** The days that have exactly these hours: `Daily`, `Mon-Fri`, `Tue,Thu`. */
function formatDays(ofDay: string[], spans: string): string {
  const days = ofDay.flatMap((own, day) => (own === spans ? [day] : []));
  if (days.length === 7) return 'Daily';
  return runsOf(days).map(formatRun).join(',');
}

function runsOf(days: number[]): number[][] {
  const runs: number[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run && run.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  return runs;
}

const formatRun = (run: number[]) => {
  const names = run.map((day) => weekdays[day] as string);
  return names.length < 3 ? names.join(',') : `${names[0]}-${names.at(-1)}`;
};

const twoDigits = (value: number) => String(value).padStart(2, '0');
