/** A stretch of the week on the wall clock, in minutes since the midnight that begins `day` (0 is Monday); `to` may lie beyond 24:00. */
export interface Window {
  day: number;
  from: number;
  to: number;
}

/** A stretch of one day, in minutes since its midnight; over midnight `to` lies beyond 24:00. */
export interface Span {
  from: number;
  to: number;
}

export const dayMinutes = 24 * 60;
export const weekMinutes = 7 * dayMinutes;
export const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

export const startOf = ({ day, from }: Window): number => day * dayMinutes + from;
export const endOf = ({ day, to }: Window): number => day * dayMinutes + to;

/** In order of the week; those of one day that touch or overlap become one. A window keeps to the day that it starts on. */
export function joinWindows(windows: Window[]): Window[] {
  const joined: Window[] = [];
  for (const window of sorted(windows)) {
    const last = joined.at(-1);
    if (last?.day === window.day && window.from <= last.to) last.to = Math.max(last.to, window.to);
    else joined.push({ ...window });
  }
  return joined;
}

/** The first two windows that cover the same time of the week, also around its end. */
export function overlapOf(windows: Window[]): [Window, Window] | null {
  const inOrder = sorted(windows);
  for (const [index, window] of inOrder.entries()) {
    const isLast = index + 1 === inOrder.length;
    const next = inOrder[isLast ? 0 : index + 1] as Window;
    if (endOf(window) > startOf(next) + (isLast ? weekMinutes : 0)) return [window, next];
  }
  return null;
}

/** Windows of more than 24 hours fall into their days, so that each day can have hours of its own. */
export function splitByDay(windows: Window[]): Window[] {
  return windows.flatMap((window) => (window.to - window.from <= dayMinutes ? [window] : daysOf(window)));
}

function daysOf({ day, from, to }: Window): Window[] {
  const parts: Window[] = [];
  for (let offset = 0; offset < to; offset += dayMinutes) {
    const end = Math.min(to - offset, dayMinutes);
    const start = Math.max(from - offset, 0);
    if (end > start) parts.push({ day: (day + offset / dayMinutes) % 7, from: start, to: end });
  }
  return parts;
}

const sorted = (windows: Window[]) => [...windows].sort((a, b) => startOf(a) - startOf(b) || endOf(a) - endOf(b));
