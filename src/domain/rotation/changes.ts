import type { Because, Change, Shift } from './plan';
import { near, partOfShift, touching, union, without } from './spans';

export interface Changed {
  shifts: Shift[];
  /** Without any effect where it was looked. */
  ignored: Change[];
}

/** One change after the other, so that a cover of a cover works. */
export function changed(shifts: readonly Shift[], changes: readonly Change[]): Changed {
  const ignored: Change[] = [];
  const touched = touching(shifts, union(changes));
  let now = touched;
  for (const change of changes) {
    const next = change.kind === 'add' ? added(now, change) : moved(now, change);
    if (next) now = next;
    else ignored.push(change);
  }
  const known = new Set(touched);
  const left = new Set(now);
  const whole = shifts.filter((shift) => !known.has(shift) || left.delete(shift));
  // As all others for V8, see `partOfShift`.
  const made = [...left].map((shift) => partOfShift(shift, shift.start, shift.end));
  return { shifts: [...whole, ...made], ignored };
}

/** `null`: they are on already, all of that time. */
function added(shifts: Shift[], change: Change): Shift[] | null {
  const { to, layer, id } = change;
  if (to === null) return null;
  const own = union(near(shifts, change).filter(({ member }) => member === to));
  const free = without([{ start: change.start, end: change.end }], own);
  if (free.length === 0) return null;
  return [
    ...shifts,
    ...free.map(
      ({ start, end }): Shift => ({
        start,
        end,
        member: to,
        layer,
        turn: null,
        seat: 1,
        because: [reasonOf(change)],
        ...(id && { added: id }),
      }),
    ),
  ];
}

/** `null`: who should go is not on then. */
function moved(shifts: Shift[], change: Change): Shift[] | null {
  const { from, to, layer } = change;
  const around = near(shifts, change);
  const meant = around.filter((shift) => shift.member === from && (layer === null || shift.layer === layer));
  if (meant.length === 0) return null;
  const others = shifts.filter((shift) => !meant.includes(shift));
  const left = without(meant, [change], partOfShift);
  if (change.kind === 'remove' || to === null) return [...others, ...left];

  const asked = meant.map((shift) => partOfShift(shift, Math.max(shift.start, change.start), Math.min(shift.end, change.end)));
  const own = union(around.filter(({ member }) => member === to));
  const handed = without(asked, own, partOfShift);
  return [...others, ...left, ...handed.map((shift) => ({ ...shift, member: to, because: [...shift.because, reasonOf(change)] }))];
}

const whys = { lead: 'changed', absence: 'changed', handoff: 'changed', swap: 'swapped', takeover: 'tookOver' } as const;

const reasonOf = ({ because, source, from }: Change): Because => because ?? { why: whys[source], from };

/** By start, then member. */
export const sorted = (shifts: readonly Shift[]): Shift[] =>
  shifts.toSorted((a, b) => a.start - b.start || (a.member < b.member ? -1 : a.member > b.member ? 1 : a.end - b.end));
