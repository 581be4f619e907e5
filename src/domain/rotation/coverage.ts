import { hoursIn } from './hours';
import type { Plan, Shift, Span } from './plan';
import type { Rota } from './rules';
import { common, parts, union } from './spans';

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
  const inside = parts(shifts, [window]);
  const coming = inside.toSorted((a, b) => a.start - b.start);
  const going = inside.toSorted((a, b) => a.end - b.end);
  const counts = new Map<string, number>();
  const stretches: Stretch[] = [];
  let [came, went] = [0, 0];
  for (let { start } = window; start < window.end; ) {
    for (; came < coming.length && (coming[came] as Shift).start <= start; came++) count(counts, coming[came] as Shift, 1);
    for (; went < going.length && (going[went] as Shift).end <= start; went++) count(counts, going[went] as Shift, -1);
    const end = Math.min(coming[came]?.start ?? window.end, going[went]?.end ?? window.end);
    extend(stretches, start, end, counts);
    start = end;
  }
  return stretches;
}

function extend(stretches: Stretch[], start: number, end: number, counts: Map<string, number>): void {
  const on = [...counts.keys()].sort();
  const last = stretches.at(-1);
  if (last && last.on.length === on.length && last.on.every((id, index) => id === on[index])) last.end = end;
  else stretches.push({ start, end, on });
}

function count(counts: Map<string, number>, { member }: Shift, by: number): void {
  const now = (counts.get(member) ?? 0) + by;
  if (now === 0) counts.delete(member);
  else counts.set(member, now);
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
  const counted = shifts.filter(({ layer, turn }) => turn !== null && !joining.has(layer ?? ''));
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
