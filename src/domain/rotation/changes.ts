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
  const { to, start, end, layer } = change;
  if (to === null) return null;
  const own = union(shifts.filter(({ member }) => member === to));
  const free = without([{ start, end }], own);
  if (free.length === 0) return null;
  return [...shifts, ...free.map((span) => ({ ...span, member: to, layer, turn: null, seat: 1, because: [reasonOf(change)] }))];
}

/** `null`: who should go is not on then. */
function moved(shifts: Shift[], change: Change): Shift[] | null {
  const isMeant = (shift: Shift) =>
    shift.member === change.from && (change.layer === null || shift.layer === change.layer) && overlaps(shift, change);
  const meant = shifts.filter(isMeant);
  if (meant.length === 0) return null;
  const others = shifts.filter((shift) => !isMeant(shift));
  const left = without(meant, [change]);
  if (change.kind === 'remove' || change.to === null) return [...others, ...left];

  const own = union(others.filter(({ member }) => member === change.to));
  const handed = without(
    meant.map((shift) => ({ ...shift, ...(common(shift, change) as Span) })),
    own,
  );
  const to = change.to;
  return [...others, ...left, ...handed.map((shift) => ({ ...shift, member: to, because: [...shift.because, reasonOf(change)] }))];
}

const reasonOf = ({ because, from }: Change): Because => because ?? { why: 'changed', from };

/** By start, then member. */
export const sorted = (shifts: readonly Shift[]): Shift[] =>
  inOrder(shifts).sort((a, b) => a.start - b.start || (a.member < b.member ? -1 : a.member > b.member ? 1 : a.end - b.end));
