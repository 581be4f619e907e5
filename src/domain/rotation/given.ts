import type { Instant } from '../calendar/zone';
import { changed } from './changes';
import { choose } from './choose';
import { isMember } from './holders';
import { hoursIn } from './hours';
import { type Scales, weigh } from './ledger';
import type { Absence, Candidate, Change, Entry, Layer, Member, MemberSpan, Shift, Span } from './plan';
import { common, hullOf, lengthOf, overlaps } from './spans';
import type { Turn, Turns } from './turns';

export interface Given {
  entry: Entry;
  candidates: Candidate[];
}

/** Turns that are given out by balance. */
export interface Gifts {
  /** `null`: before the first that is given out, or nobody can. */
  of(turn: Turn): Given | null;
}

export interface Giving extends Scales {
  /** Members by id, each with the balance before the first turn that is given out. */
  members: ReadonlyMap<string, Member>;
  absences: readonly Absence[];
  changes: readonly Change[];
  busy: readonly MemberSpan[];
  restMs: number;
  now: Instant | null;
}

/** What of a turn's start still matters for rest and for who served last. */
const remembered = 400;

/**
 * One turn after the other, from the first that was not given out: whatever the window, the same turns go to the same people. Whoever
 * is away is not chosen, and their share goes on.
 */
export function giftsOf(layer: Layer, turns: Turns, how: Giving): Gifts {
  const order = [...new Set(layer.order.flat())].flatMap((id) => how.members.get(id) ?? []);
  const balances = new Map(order.map(({ id, balance }) => [id, balance]));
  const lastEnds = new Map(order.map(({ id, lastEnd }) => [id, lastEnd]));
  const given = new Map<number, Given>();
  const on: MemberSpan[] = order.flatMap(({ id, lastEnd }) => (lastEnd === null ? [] : [{ member: id, start: lastEnd - 1, end: lastEnd }]));
  let heaviest = 0;
  let next = firstOpen();

  for (const [number, entry] of [...layer.chosen].sort(([a], [b]) => a - b)) {
    given.set(number, { entry, candidates: [] });
    if (number < next) remember(turns.numbered(number), entry);
  }

  function firstOpen(): number {
    const atNow = how.now === null ? 0 : turns.from(how.now).number;
    return Math.max(atNow, 0);
  }

  function of(turn: Turn): Given | null {
    while (next <= turn.number) give(turns.numbered(next++));
    return given.get(turn.number) ?? null;
  }

  function give(turn: Turn): void {
    const known = given.get(turn.number);
    if (known && isAble(known.entry, turn)) {
      remember(turn, known.entry);
      return;
    }
    const worked = hoursIn(layer, turn);
    heaviest = Math.max(heaviest, weigh(how, worked, { zone: layer.zone, region: null }).units);
    const { chosen, candidates: scored } = choose(
      {
        ...how,
        candidates: order,
        absences: how.absences.filter((absence) => isAwayFor(absence.member, turn)),
        on,
        heaviest,
        balanceOf: ({ id }) => balances.get(id) ?? 0,
        lastEndOf: ({ id }) => lastEnds.get(id) ?? null,
      },
      hullOf(worked) ?? turn,
      worked,
      layer.seats,
    );
    given.delete(turn.number);
    if (chosen.length === 0) return;
    given.set(turn.number, { entry: chosen, candidates: scored });
    remember(turn, chosen);
  }

  /** A choice stays until somebody of it is gone when the turn begins. */
  function isAble(entry: Entry, { start }: Turn): boolean {
    return entry.every((id) => isMember(how.members.get(id), start) && !how.members.get(id)?.inactive);
  }

  /** Away for half of a turn or more; of less, that part is covered. */
  function isAwayFor(id: string, turn: Turn): boolean {
    const worked = hoursIn(layer, turn);
    const away = how.absences.filter((absence) => absence.member === id && overlaps(absence, turn));
    const missed = away.flatMap((absence) => worked.flatMap((span) => common(span, absence) ?? []));
    return missed.length > 0 && lengthOf(missed) * 2 >= lengthOf(worked);
  }

  function remember(turn: Turn, entry: Entry): void {
    const worked = hoursIn(layer, turn);
    const end = worked.at(-1)?.end ?? turn.end;
    const sharers = order.filter((member) => !member.inactive && sharesIn(member, end, how.absences));
    let units = 0;
    for (const { member: id, start, end: until } of servedIn(turn, entry, worked)) {
      const member = how.members.get(id);
      const weight = member ? weigh(how, [{ start, end: until }], member).units : 0;
      units += weight;
      balances.set(id, (balances.get(id) ?? 0) + weight);
      lastEnds.set(id, Math.max(lastEnds.get(id) ?? until, until));
      on.push({ member: id, start, end: until });
    }
    for (const [id, part] of inParts(
      units,
      sharers.map(({ id }) => id),
    ))
      balances.set(id, (balances.get(id) ?? 0) - part);
    heaviest = Math.max(heaviest, units / Math.max(entry.length, 1));
    if (on.length > remembered) on.splice(0, on.length - remembered / 2);
  }

  /** What people have changed counts for who served it. */
  function servedIn(turn: Turn, entry: Entry, worked: Span[]): MemberSpan[] {
    const shifts = entry.flatMap((member, seat) =>
      worked.map(({ start, end }): Shift => ({ start, end, member, layer: layer.name, turn: turn.number, seat, because: [] })),
    );
    return changed(
      shifts,
      how.changes.filter((change) => change.kind !== 'add' && overlaps(change, turn)),
    ).shifts;
  }

  return { of };
}

/** Takes part in sharing what was served at that time: a member then, and not forgiven. */
export function sharesIn(member: Member, at: Instant, absences: readonly Absence[]): boolean {
  if (member.outside) return false;
  if ((member.from !== null && member.from > at) || (member.until !== null && member.until < at)) return false;
  return !absences.some((absence) => absence.member === member.id && absence.forgiven && absence.start < at && at <= absence.end);
}

/** Whole units, as even as can be; what is left over to the first of the ids, which are in order. */
export function inParts(units: number, ids: readonly string[]): [string, number][] {
  const n = ids.length;
  if (n === 0) return [];
  const each = Math.floor(units / n);
  const over = units - each * n;
  return ids.map((id, index) => [id, each + (index < over ? 1 : 0)]);
}
