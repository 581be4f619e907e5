import { hoursIn } from './hours';
import type { Plan, Shift, Span } from './plan';
import type { Rota } from './rules';
import { common, parts, union, without } from './spans';

/** A stretch in which the same people are on. */
export interface Stretch extends Span {
  on: string[];
}

export interface Shortage extends Span {
  minutes: number;
  need: number;
  have: number;
}

/** Without a gap from start to end; neighbors differ. */
export function stretchesOf(shifts: readonly Shift[], window: Span): Stretch[] {
  const inside = shifts.flatMap((shift) => {
    const part = common(shift, window);
    return part ? [{ ...shift, ...part }] : [];
  });
  const edges = [...new Set([window.start, window.end, ...inside.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const starting = groupBy(inside, ({ start }) => start);
  const ending = groupBy(inside, ({ end }) => end);
  const counts = new Map<string, number>();
  const stretches: Stretch[] = [];
  for (const [index, start] of edges.entries()) {
    const end = edges[index + 1];
    if (end === undefined) break;
    for (const { member } of ending.get(start) ?? []) counts.set(member, (counts.get(member) ?? 0) - 1);
    for (const { member } of starting.get(start) ?? []) counts.set(member, (counts.get(member) ?? 0) + 1);
    for (const [member, count] of counts) if (count === 0) counts.delete(member);
    const on = [...counts.keys()].sort();
    const last = stretches.at(-1);
    if (last && last.on.join('\n') === on.join('\n')) last.end = end;
    else stretches.push({ start, end, on });
  }
  return stretches;
}

function groupBy<T>(all: readonly T[], keyOf: (one: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

/** When enough people have to be on. A closed day need not be covered. */
export function coverIn({ plan, compiled }: Rota, window: Span): Span[] {
  const { cover, zone } = plan;
  const closed = closedDays(plan);
  if (cover === 'hours')
    return union(
      compiled.layers.flatMap(({ layer }) => {
        const alive = common(window, { start: layer.from ?? window.start, end: layer.until ?? window.end });
        return alive ? hoursIn(layer, alive) : [];
      }),
    );
  if (cover === 'always') return hoursIn({ zone, hours: everyDay, closed }, window);
  return hoursIn({ zone, hours: cover, closed }, window);
}

const everyDay = Array.from({ length: 7 }, (_, day) => ({ day, from: 0, to: 24 * 60 }));

const closedDays = ({ onHoliday, holidays, region }: Plan): ReadonlySet<number> =>
  (onHoliday === 'closed' ? holidays.get(region ?? '') : undefined) ?? new Set();

/** Where fewer are on than are needed. */
export function shortagesOf({ need }: Plan, stretches: readonly Stretch[], cover: readonly Span[]): Shortage[] {
  return joined(
    parts(stretches, cover)
      .filter(({ on }) => on.length < need)
      .map(({ start, end, on }) => ({ start, end, need, have: on.length })),
  );
}

/** Where more are on than are needed, not counting those who joined on purpose. */
export function crowdsOf(rota: Rota, shifts: readonly Shift[], window: Span): Shortage[] {
  const joining = new Set(rota.plan.layers.filter(({ mode }) => mode === 'with').map(({ name }) => name));
  const counted = shifts.filter(({ layer, turn, because }) => turn !== null && !joining.has(layer ?? '') && because.length > 0);
  return joined(
    stretchesOf(counted, window)
      .filter(({ on }) => on.length > rota.plan.need)
      .map(({ start, end, on }) => ({ start, end, need: rota.plan.need, have: on.length })),
  );
}

function joined(all: Omit<Shortage, 'minutes'>[]): Shortage[] {
  const found: Omit<Shortage, 'minutes'>[] = [];
  for (const one of all) {
    const last = found.at(-1);
    if (last?.end === one.start && last.have === one.have) last.end = one.end;
    else found.push({ ...one });
  }
  return found.map(({ start, end, need, have }) => ({ start, end, minutes: (end - start) / 60_000, need, have }));
}

export const uncovered = (cover: readonly Span[], shortages: readonly Span[]): Span[] => parts(cover, union(shortages));
export const covered = (cover: readonly Span[], shortages: readonly Span[]): Span[] => without(cover, union(shortages));
