import type { Instant } from '../calendar/zone';
import type { Entry, Layer, Member, Span } from './plan';
import type { Turn, Turns } from './turns';

/** A turn, or what is left of it after its holder has left, in the hands of one entry. */
export interface Held extends Span {
  number: number;
  entry: Entry;
}

export interface Holders {
  /** One after the other; none while nobody is in the order. */
  of(turn: Turn): Held[];
}

/** A stretch of turns in which nobody joins or leaves: from its first turn on the order is constant. */
interface Stretch {
  turn: number;
  since: Instant;
  /** Indexes of the order that have somebody, in order. */
  active: number[];
  /** Who holds the first turn: an index of `active`. */
  at: number;
}

/**
 * Who holds a turn by order. At a join or leave the pointer stays with the holder; if they are gone the next entry takes the rest of the
 * turn, as their turn. Who joins counts from the next turn.
 */
export function holdersOf(layer: Layer, turns: Turns, members: ReadonlyMap<string, Member>): Holders {
  const stretches = stretchesOf(layer, turns, members);
  let earlier: Stretch[] | undefined;

  function of(turn: Turn): Held[] {
    if (turn.number < 0) return heldEarlier(turn);
    const last = lastUpTo(stretches, turn.number);
    let first = last;
    while (first > 0 && (stretches[first] as Stretch).turn === turn.number) first--;
    if (first === last) return heldWhole(entryIn(layer.order, stretches[last] as Stretch, turn.number), turn);
    const pieces = stretches.slice(first, last + 1).map((stretch) => ({
      start: Math.max(stretch.since, turn.start),
      entry: entryIn(layer.order, stretch, turn.number),
    }));
    return joinSame(
      pieces.flatMap(({ start, entry }, index) => {
        const end = pieces[index + 1]?.start ?? turn.end;
        return entry && start < end ? [{ number: turn.number, start, end, entry }] : [];
      }),
    );
  }

  /** Seldom asked. */
  function heldEarlier(turn: Turn): Held[] {
    earlier ??= earlierOf(layer, turns, members, stretches[0] as Stretch);
    return heldWhole(entryIn(layer.order, earlierAt(earlier, turn.number), turn.number), turn);
  }

  return { of };
}

const heldWhole = (entry: Entry | undefined, { number, start, end }: Turn): Held[] => (entry ? [{ number, start, end, entry }] : []);

function joinSame(pieces: Held[]): Held[] {
  const joined: Held[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last?.entry === piece.entry) last.end = piece.end;
    else joined.push(piece);
  }
  return joined;
}

function stretchesOf({ order, first, from }: Layer, turns: Turns, members: ReadonlyMap<string, Member>): Stretch[] {
  const zero = turns.numbered(0);
  const begin = Math.max(zero.start, from ?? zero.start);
  const activeAt = (at: Instant) => order.flatMap((entry, index) => (entry.some((id) => isMember(members.get(id), at)) ? [index] : []));

  const active = activeAt(begin);
  const named = first ? order.findIndex((entry) => isSame(entry, first)) : 0;
  const stretches: Stretch[] = [{ turn: 0, since: Number.NEGATIVE_INFINITY, active, at: from0(active, Math.max(named, 0)) }];
  for (const at of comingsAndGoings(order, members, begin)) {
    const before = stretches.at(-1) as Stretch;
    const turn = turns.from(at);
    const nowActive = activeAt(at);
    const isUnderWay = turn.start < at;
    const holder = indexIn(before, isUnderWay ? turn.number : turn.number - 1);
    const stays = isUnderWay && holder !== undefined && nowActive.includes(holder);
    const next = from0(nowActive, holder === undefined ? 0 : stays ? holder : holder + 1);
    stretches.push({ turn: turn.number, since: at, active: nowActive, at: next });
  }
  return stretches;
}

/**
 * Turns before the first are told backwards, so that it stays in its hands: who was not a member in all of a turn is passed over.
 * The nearest first.
 */
function earlierOf({ order }: Layer, turns: Turns, members: ReadonlyMap<string, Member>, zero: Stretch): Stretch[] {
  const activeIn = ({ start, end }: Turn) =>
    order.flatMap((entry, index) =>
      entry.some((id) => isMember(members.get(id), start) && isMember(members.get(id), end - 1)) ? [index] : [],
    );
  const begin = turns.numbered(0).start;
  const moments = comingsAndGoings(order, members, Number.NEGATIVE_INFINITY).filter((at) => at < begin);
  const numbers = moments.flatMap((at) => [turns.from(at).number, turns.from(at).number - 1]).filter((number) => number < -1);
  const stretches: Stretch[] = [];
  let after = { holder: indexIn(zero, 0), number: 0 };
  for (const number of [...new Set([-1, ...numbers])].sort((a, b) => b - a)) {
    const last = stretches.at(-1);
    if (last) after = { holder: indexIn(last, number + 1), number: number + 1 };
    const active = activeIn(turns.numbered(number));
    stretches.push({ turn: number, since: Number.NEGATIVE_INFINITY, active, at: lastBefore(active, after.holder ?? order.length) });
  }
  return stretches;
}

const earlierAt = (earlier: readonly Stretch[], number: number): Stretch =>
  earlier.findLast(({ turn }) => turn >= number) ?? (earlier[0] as Stretch);

/** Place in `active` of the last index before `wanted`, around the start. */
function lastBefore(active: readonly number[], wanted: number): number {
  const found = active.findLastIndex((index) => index < wanted);
  return found < 0 ? active.length - 1 : found;
}

/** Instants after `begin` at which somebody of the order joins or leaves. */
function comingsAndGoings(order: readonly Entry[], members: ReadonlyMap<string, Member>, begin: Instant): Instant[] {
  const all = order.flat().flatMap((id) => {
    const member = members.get(id);
    return [member?.from, member?.until];
  });
  const later = all.filter((at): at is Instant => typeof at === 'number' && at > begin);
  return [...new Set(later)].sort((a, b) => a - b);
}

/** Place in `active` of the first index from `wanted` on, around the end. */
function from0(active: readonly number[], wanted: number): number {
  return Math.max(
    active.findIndex((index) => index >= wanted),
    0,
  );
}

/** Index in the order of who holds a turn, as this stretch has it. */
function indexIn({ turn, active, at }: Stretch, number: number): number | undefined {
  const n = active.length;
  return n === 0 ? undefined : active[(((at + number - turn) % n) + n) % n];
}

function entryIn(order: readonly Entry[], stretch: Stretch, number: number): Entry | undefined {
  const index = indexIn(stretch, number);
  return index === undefined ? undefined : order[index];
}

function lastUpTo(stretches: readonly Stretch[], number: number): number {
  let low = 0;
  let high = stretches.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((stretches[middle] as Stretch).turn <= number) low = middle;
    else high = middle - 1;
  }
  return low;
}

export const isMember = (member: Member | undefined, at: Instant): boolean =>
  member !== undefined && (member.from === null || member.from <= at) && (member.until === null || at < member.until);

export const isSame = (a: Entry, b: Entry): boolean => a.length === b.length && [...a].sort().join('\n') === [...b].sort().join('\n');
