import type { Window } from '../../../src/domain/calendar/windows';
import { dayMs, dayOf, weekdayOf } from '../../../src/domain/calendar/zone';

/** Minutes around an instant with what a wall clock shows at each, asked of the computer one by one. */
export interface Ticks {
  instants: number[];
  walls: number[];
}

export function ticksAround(timeZone: string, middle: Date, days: number): Ticks {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const first = Math.floor((middle.getTime() - days * dayMs) / 60_000) * 60_000;
  const instants = Array.from({ length: 2 * days * 1440 }, (_, index) => first + index * 60_000);
  return { instants, walls: instants.map((instant) => wallOf(parts, instant)) };
}

/** Which minutes are open, by looking at every minute of the clock on the wall. */
export function openByWalking({ instants, walls }: Ticks, windows: Window[]): boolean[] {
  const open = instants.map(() => false);
  for (let day = dayOf(walls[0] as number) - 1; day <= dayOf(walls.at(-1) as number); day++) {
    for (const { day: weekday, from, to } of windows) {
      if (weekdayOf(day) !== weekday) continue;
      const start = firstOf(walls, day * dayMs + from * 60_000);
      const end = lastOf(walls, day * dayMs + to * 60_000);
      for (let index = start; index < end; index++) open[index] = true;
    }
  }
  return open;
}

/** The first minute that shows this time; when none does, the first one after the gap. */
function firstOf(walls: number[], wall: number): number {
  const exact = walls.indexOf(wall);
  return exact >= 0 ? exact : afterGap(walls, wall);
}

function lastOf(walls: number[], wall: number): number {
  const exact = walls.lastIndexOf(wall);
  return exact >= 0 ? exact : afterGap(walls, wall);
}

function afterGap(walls: number[], wall: number): number {
  const after = walls.findIndex((shown) => shown > wall);
  return after >= 0 ? after : walls.length;
}

function wallOf(format: Intl.DateTimeFormat, instant: number): number {
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute);
}
