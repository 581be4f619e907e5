import type { Because, Change, Shift, Span } from './plan';
import { common, inOrder, overlaps, union, without } from './spans';

export interface Changed {
  shifts: Shift[];
  /** Without any effect where it was looked. */
  ignored: Change[];
}

/** One change after the other, so that a cover of a cover works. */
export function changed(shifts: readonly Shift[], changes: readonly Change[]): Changed {
  const ignored: Change[] = [];
  let now = [...shifts];
  for (const change of changes) {
    const next = change.kind === 'add' ? added(now, change) : moved(now, change);
    if (next) now = next;
    else ignored.push(change);
  }
  return { shifts: now, ignored };
}

/** `null`: they are on already, all of that time. */
function added(shifts: Shift[], change: Change): Shift[] | null {
  const { to, layer } = change;
  if (to === null) return null;
  const own = union(shifts.filter((shift) => shift.member === to && overlaps(shift, change)));
  const free = without([{ start: change.start, end: change.end }], own);
  if (free.length === 0) return null;
  return [...shifts, ...free.map((span) => ({ ...span, member: to, layer, turn: null, seat: 1, because: [reasonOf(change)] }))];
}

/** `null`: who should go is not on then. */
function moved(shifts: Shift[], change: Change): Shift[] | null {
  const meant: Shift[] = [];
  const others: Shift[] = [];
  const own: Shift[] = [];
  for (const shift of shifts) {
    const isNear = overlaps(shift, change);
    if (isNear && shift.member === change.from && (change.layer === null || shift.layer === change.layer)) meant.push(shift);
    else others.push(shift);
    if (isNear && shift.member === change.to) own.push(shift);
  }
  if (meant.length === 0) return null;
  const left = without(meant, [change]);
  const { to } = change;
  if (change.kind === 'remove' || to === null) return [...others, ...left];

  const asked = meant.map((shift) => ({ ...shift, ...(common(shift, change) as Span) }));
  const handed = without(asked, union(own));
  return [...others, ...left, ...handed.map((shift) => ({ ...shift, member: to, because: [...shift.because, reasonOf(change)] }))];
}

const reasonOf = ({ because, from }: Change): Because => because ?? { why: 'changed', from };

/** By start, then member. */
export const sorted = (shifts: readonly Shift[]): Shift[] =>
  inOrder(shifts).sort((a, b) => a.start - b.start || (a.member < b.member ? -1 : a.member > b.member ? 1 : a.end - b.end));
