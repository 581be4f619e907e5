import type { Instant } from '../calendar/zone';
import { hoursIn } from './hours';
import type { Plan, Shift, Span } from './plan';
import type { Rota } from './rules';
import { common, inOrder, partOfShift, parts, union } from './spans';

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
  const coming = inOrder(parts(shifts, [window], partOfShift));
  const stretches: Stretch[] = [];
  const on: Shift[] = [];
  let next = 0;
  for (let { start, end } = window; start < window.end; start = end) {
    dropEnded(on, start);
    while (coming[next]?.start === start) on.push(coming[next++] as Shift);
    end = coming[next]?.start ?? window.end;
    for (const shift of on) end = Math.min(end, shift.end);
    extend(stretches, start, end, idsOf(on));
  }
  return stretches;
}

/** In place: a year has two thousand stretches, and three lists for each took a fifth of the time. */
function dropEnded(on: Shift[], at: Instant): void {
  let kept = 0;
  for (const shift of on) if (shift.end > at) on[kept++] = shift;
  while (on.length > kept) on.pop();
}

function extend(stretches: Stretch[], start: number, end: number, on: string[]): void {
  const last = stretches.at(-1);
  if (last && last.on.length === on.length && last.on.every((id, index) => id === on[index])) last.end = end;
  else stretches.push({ start, end, on });
}

/** In order, each once. */
function idsOf(shifts: readonly Shift[]): string[] {
  const ids = shifts.map(({ member }) => member);
  return ids.length < 2 ? ids : [...new Set(ids)].sort();
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
