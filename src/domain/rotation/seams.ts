import { clockChanges, dateOfDay, dayMs, dayOf, type Instant, minuteMs, wallClockAt } from '../calendar/zone';
import { hoursIn } from './hours';
import type { Layer, Plan, Span } from './plan';
import { common, lengthOf, parts, union, without } from './spans';

/** A run of days on which one place hands over to the next otherwise than it mostly does in that year, because a clock was changed. */
export interface Seam {
  /** Local dates in the zone of the rotation; the last is in it. */
  from: string;
  to: string;
  days: number;
  /** On the first of these days: nobody, and more than one place. */
  gap: Span[];
  both: Span[];
  /** The zone whose clock change began it. */
  zone: string;
}

/** Follow the sun: a layer per place, each in its own zone, and somebody at all times. */
export function seamsOf({ zone, cover, layers }: Plan, window: Span): Seam[] {
  const places = [...new Set(layers.map((layer) => layer.zone))];
  if (places.length < 2 || cover !== 'always') return [];
  return yearsOf(window, zone).flatMap((year) =>
    seamsOfYear(layers, places, zone, year)
      .filter(({ span }) => common(span, window))
      .map(({ seam }) => seam),
  );
}

function seamsOfYear(layers: readonly Layer[], places: string[], zone: string, year: Span): { seam: Seam; span: Span }[] {
  const changes = places
    .flatMap((place) => clockChanges(place, year.start, year.end).map(({ at }) => ({ at, zone: place })))
    .sort((a, b) => a.at - b.at);
  const runs = runsBetween(changes, year).map((run) => ({ ...run, widths: widthsAt(layers, run.start) }));
  const usual = mostUsual(runs);
  return runs.flatMap(({ start, end, began, widths }) => {
    const [first, last] = [dayOf(wallClockAt(start, zone)), dayOf(wallClockAt(end, zone)) - 1];
    if (widths === usual || began === null || last < first) return [];
    const shown = shownOn(layers, dayAfter(start));
    return [{ span: { start, end }, seam: { from: dateOfDay(first), to: dateOfDay(last), days: last - first + 1, ...shown, zone: began } }];
  });
}

interface Run extends Span {
  /** Zone of the clock change at its start. */
  began: string | null;
}

function runsBetween(changes: { at: Instant; zone: string }[], year: Span): Run[] {
  const edges = [{ at: year.start, zone: null }, ...changes, { at: year.end, zone: null }];
  return edges.slice(0, -1).flatMap(({ at, zone }, index) => {
    const end = edges[index + 1]?.at ?? at;
    return end > at ? [{ start: at, end, began: zone }] : [];
  });
}

/** A UTC day that lies wholly in a run. */
function dayAfter(start: Instant): Span {
  const first = (Math.floor(start / dayMs) + 1) * dayMs;
  return { start: first, end: first + dayMs };
}

const midweek = 2;

/** For how long nobody is on, and more than one place, on a day in the middle of a week on which all clocks stood as they do then. */
function widthsAt(layers: readonly Layer[], at: Instant): string {
  const day = { start: midweek * dayMs, end: (midweek + 1) * dayMs };
  const { gap, both } = togetherAndAlone(layers, day, ({ zone, hours }) => {
    const offset = wallClockAt(at, zone) - at;
    return hours.map(({ day: weekday, from, to }) => ({
      start: weekday * dayMs + from * minuteMs - offset,
      end: weekday * dayMs + to * minuteMs - offset,
    }));
  });
  return `${lengthOf(gap)} ${lengthOf(both)}`;
}

const shownOn = (layers: readonly Layer[], day: Span) => togetherAndAlone(layers, day, (layer) => hoursIn(layer, day));

function togetherAndAlone(layers: readonly Layer[], day: Span, hoursOf: (layer: Layer) => Span[]): { gap: Span[]; both: Span[] } {
  const places = new Map<string, Span[]>();
  for (const layer of layers) places.set(layer.zone, [...(places.get(layer.zone) ?? []), ...parts(hoursOf(layer), [day])]);
  const all = [...places.values()].map(union);
  const both = union(all.flatMap((own, index) => all.slice(index + 1).flatMap((other) => parts(own, other))));
  return { gap: without([{ ...day }], union(all.flat())), both };
}

function mostUsual(runs: (Run & { widths: string })[]): string {
  const lengths = new Map<string, number>();
  for (const { start, end, widths } of runs) lengths.set(widths, (lengths.get(widths) ?? 0) + end - start);
  return [...lengths].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
}

function yearsOf({ start, end }: Span, zone: string): Span[] {
  const yearAt = (at: Instant) => new Date(wallClockAt(at, zone)).getUTCFullYear();
  const first = yearAt(start);
  return Array.from({ length: yearAt(end) - first + 1 }, (_, index) => ({
    start: Date.UTC(first + index, 0, 1),
    end: Date.UTC(first + index + 1, 0, 1),
  }));
}
