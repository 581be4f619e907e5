import { formatHours } from '../calendar/format';
import { parseHours } from '../calendar/parse';
import { dayMinutes, type Window } from '../calendar/windows';
import { dayMs, dayOf, dayOfDate, instantAt, minuteMs, wallClockAt } from '../calendar/zone';
import { weigh } from './ledger';
import type { Layer, Plan, Span } from './plan';
import type { Seam } from './seams';

/** Which layer works longer, and how it says so. */
export interface SeamMend {
  layer: string;
  hours: string[];
  /** The days of the seam, as instants. */
  span: Span;
}

/**
 * Nobody is on where one place ends before the next one begins: the next one begins earlier, or the one before ends later, whichever
 * falls less into the night of its place. `null`: there is no such gap.
 */
export function mendSeam(plan: Plan, seam: Seam): SeamMend | null {
  const [gap] = seam.gap;
  const [first, last] = [dayOfDate(seam.from), dayOfDate(seam.to)];
  if (!gap || first === null || last === null) return null;
  const span = { start: instantAt(first * dayMs, plan.zone, 'start'), end: instantAt((last + 1) * dayMs, plan.zone, 'start') };
  const options = plan.layers.flatMap((layer) => {
    const hours = widened(layer, gap);
    return hours ? [{ layer: layer.name, hours, span, night: weigh(plan, [gap], { zone: layer.zone, region: null }).night }] : [];
  });
  const [best] = options.sort((a, b) => a.night - b.night);
  return best ? { layer: best.layer, hours: best.hours, span } : null;
}

/** The windows of a layer that reach to a gap, reaching over it. */
function widened({ hours, zone }: Layer, gap: Span): string[] | null {
  const [from, to] = [minuteOfDay(gap.start, zone), minuteOfDay(gap.end, zone)];
  const length = (gap.end - gap.start) / minuteMs;
  const wider = hours.map((window): Window => {
    if (window.from === to) return earlier(window, length);
    return window.to % dayMinutes === from ? { ...window, to: window.to + length } : window;
  });
  const changed = wider.some((window, index) => window !== hours[index]);
  const lines = formatHours(wider);
  return changed && parseHours(lines).ok ? lines : null;
}

const earlier = (window: Window, minutes: number): Window =>
  window.from >= minutes
    ? { ...window, from: window.from - minutes }
    : { day: (window.day + 6) % 7, from: window.from - minutes + dayMinutes, to: window.to + dayMinutes };

function minuteOfDay(at: number, zone: string): number {
  const wall = wallClockAt(at, zone);
  return (wall - dayOf(wall) * dayMs) / minuteMs;
}
