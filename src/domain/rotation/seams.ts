import { clockChanges, dateOfDay, dayMs, dayOf, type Instant, wallClockAt } from '../calendar/zone';
import { hoursIn } from './hours';
import type { Layer, Plan, Span } from './plan';
import { common, union, without } from './spans';

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

/** Follow the sun: a layer per place, each in its own zone. */
export function seamsOf({ zone, layers }: Plan, window: Span): Seam[] {
  const places = [...new Set(layers.map((layer) => layer.zone))];
  if (places.length < 2) return [];
  const year = yearAround(window, zone);
  const changes = places
    .flatMap((place) => clockChanges(place, year.start, year.end).map(({ at }) => ({ at, zone: place })))
    .sort((a, b) => a.at - b.at);
  const runs = runsBetween(changes, year).map((run) => ({ ...run, shape: shapeOf(layers, dayAfter(run.start)) }));
  const usual = mostUsual(runs);
  return runs
    .filter((run) => run.shape.text !== usual && run.began !== null && common(run, window))
    .map(({ start, end, began, shape: { gap, both } }) => {
      const [first, last] = [dayOf(wallClockAt(start, zone)), dayOf(wallClockAt(end, zone)) - 1];
      return { from: dateOfDay(first), to: dateOfDay(last), days: last - first + 1, gap, both, zone: began as string };
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

interface Shape {
  gap: Span[];
  both: Span[];
  /** The same on days that are alike. */
  text: string;
}

/** A UTC day that lies wholly in a run. */
function dayAfter(start: Instant): Span {
  const first = (Math.floor(start / dayMs) + 1) * dayMs;
  return { start: first, end: first + dayMs };
}

function shapeOf(layers: readonly Layer[], day: Span): Shape {
  const places = new Map<string, Span[]>();
  for (const layer of layers) places.set(layer.zone, [...(places.get(layer.zone) ?? []), ...hoursIn(layer, day)]);
  const all = [...places.values()].map(union);
  const gap = without([{ ...day }], union(all.flat()));
  const both = union(
    all.flatMap((own, index) => all.slice(index + 1).flatMap((other) => own.flatMap((a) => other.flatMap((b) => common(a, b) ?? [])))),
  );
  const inDay = (spans: Span[]) => spans.map(({ start, end }) => [start - day.start, end - day.start]);
  return { gap, both, text: JSON.stringify([inDay(gap), inDay(both)].map((spans) => spans.map(([a = 0, b = 0]) => b - a))) };
}

function mostUsual(runs: (Run & { shape: Shape })[]): string {
  const lengths = new Map<string, number>();
  for (const { start, end, shape } of runs) lengths.set(shape.text, (lengths.get(shape.text) ?? 0) + end - start);
  return [...lengths].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
}

function yearAround({ start }: Span, zone: string): Span {
  const year = new Date(wallClockAt(start, zone)).getUTCFullYear();
  return { start: Date.UTC(year, 0, 1), end: Date.UTC(year + 1, 0, 1) };
}
