import { groupsOf } from '../../groups';
import { dayMs, type Instant } from '../calendar/zone';
import { sharesIn } from './given';
import { nothing, type Weight, weigh } from './ledger';
import type { Member, Plan, Shift, Span } from './plan';
import type { Rota } from './rules';
import { parts } from './spans';

export interface MemberLoad extends Weight {
  id: string;
  shifts: number;
  share: number;
  /** Above 0 did more than their part. */
  balance: number;
}

export interface Fairness {
  members: MemberLoad[];
  evenness: number;
  evennessByMinutes: number;
  zeroShift: string[];
  /** Who should have served a mean turn at least, and has none. */
  starved: string[];
  balanced: boolean;
}

interface Dealt {
  served: Map<string, number>;
  share: Map<string, number>;
  /** One for each turn, or what was added. */
  turns: number[];
}

/** No entry has as many people. */
const mostSeats = 10_000;
const thirteenWeeks = 13 * 7 * dayMs;

/** Whose part of the 13 weeks before was a turn or more, and who had none. */
export function starvedBefore({ plan, shiftsIn }: Pick<Rota, 'plan' | 'shiftsIn'>, end: Instant): string[] {
  const weeks = { start: end - thirteenWeeks, end };
  return fairnessOf(plan, shiftsIn(weeks), weeks).starved;
}

/** Who served how much of a span, and what part would have been theirs. */
export function fairnessOf(plan: Plan, shifts: readonly Shift[], window: Span): Fairness {
  const weighed = weighedOf(plan, parts(shifts, [window]));
  const ofMember = groupsOf(weighed, ({ member }) => member);
  const totals = new Map([...ofMember].map(([id, own]) => [id, totalOf(own)]));
  const units = dealt(weighed, totals, ({ units: value }) => value);
  const minutes = dealt(weighed, totals, ({ minutes: value }) => value);

  const members = [...plan.members]
    .sort(byId)
    .filter(({ id, outside: isOutside }) => !isOutside || ofMember.has(id))
    .map(({ id }) => loadOf(id, ofMember.get(id)?.length ?? 0, totals.get(id) ?? nothing, units.share.get(id) ?? 0));
  const evenness = evennessOf(units);
  const evennessByMinutes = evennessOf(minutes);
  const meanTurn = units.turns.length > 0 ? sum(units.turns) / units.turns.length : 0;
  const zeroShift = members.filter((one) => one.shifts === 0).map(({ id }) => id);
  const starved = members.filter((one) => one.shifts === 0 && meanTurn > 0 && one.share >= meanTurn).map(({ id }) => id);
  const balanced = evenness >= 95 && evennessByMinutes >= 95 && starved.length === 0 && !members.some((one) => carriesMost(one, members));
  return { members, evenness: rounded(evenness), evennessByMinutes: rounded(evennessByMinutes), zeroShift, starved, balanced };
}

/** A shift, as it counts. */
interface Weighed {
  member: string;
  weight: Weight;
  turn: number;
  sharers: readonly string[];
}

function weighedOf(plan: Plan, shifts: readonly Shift[]): Weighed[] {
  const known = new Map(plan.members.map((member) => [member.id, member]));
  const stranger = { zone: plan.zone, region: null };
  const turnOf = turnNumbers();
  const sharersAt = sharersOf(plan);
  return shifts.map((shift) => ({
    member: shift.member,
    weight: weigh(plan, [shift], known.get(shift.member) ?? stranger),
    turn: turnOf(shift),
    sharers: sharersAt(shift.end),
  }));
}

/** Turns are numbered as they come: all of one seat of a turn has one number, and what was added has its own. */
function turnNumbers(): (shift: Shift) => number {
  const layers = new Map<string | null, Map<number | string, number>>();
  let next = 0;
  return ({ layer, turn, seat, member, start }) => {
    const numbers = layers.get(layer) ?? new Map<number | string, number>();
    if (numbers.size === 0) layers.set(layer, numbers);
    const key = turn === null ? `${member} ${start}` : turn * mostSeats + seat;
    const number = numbers.get(key) ?? next++;
    numbers.set(key, number);
    return number;
  };
}

function loadOf(id: string, shifts: number, total: Weight, share: number): MemberLoad {
  return { id, shifts, ...total, share, balance: total.units - share };
}

function totalOf(own: readonly Weighed[]): Weight {
  const total = { ...nothing };
  for (const { weight } of own) {
    total.minutes += weight.minutes;
    total.night += weight.night;
    total.weekend += weight.weekend;
    total.holiday += weight.holiday;
    total.units += weight.units;
  }
  return total;
}

/** What each shift weighs is dealt as share, in whole parts, to those who were members at its end and not forgiven. */
function dealt(weighed: readonly Weighed[], totals: ReadonlyMap<string, Weight>, measure: (weight: Weight) => number): Dealt {
  const turns: number[] = [];
  const shares = new Map<readonly string[], Share>();
  for (const { weight, turn, sharers } of weighed) {
    const value = measure(weight);
    turns[turn] = (turns[turn] ?? 0) + value;
    const before = shares.get(sharers) ?? { each: 0, over: sharers.map(() => 0) };
    shares.set(sharers, shareOut(before, value));
  }
  const served = new Map([...totals].map(([id, total]) => [id, measure(total)]));
  const share = new Map<string, number>();
  for (const [ids, { each, over }] of shares) {
    let more = sum(over);
    for (const [place, id] of ids.entries()) {
      share.set(id, (share.get(id) ?? 0) + each + more);
      more -= over[place] as number;
    }
  }
  return { served, share, turns };
}

/** What everybody of a list gets, and by their places how often they are the last who gets one on top, for parts are whole. */
interface Share {
  each: number;
  over: number[];
}

function shareOut({ each, over }: Share, value: number): Share {
  if (over.length === 0) return { each, over };
  const part = Math.floor(value / over.length);
  const last = Math.ceil(value - part * over.length) - 1;
  if (last >= 0) over[last] = (over[last] as number) + 1;
  return { each: each + part, over };
}

/** Sorted ids, the same list for the same people. */
function sharersOf({ members, absences }: Plan): (at: number) => readonly string[] {
  const all = members.filter((member: Member) => !member.inactive && !member.outside).sort(byId);
  const lists = new Map<string, string[]>();
  function idsAt(at: number): string[] {
    const ids = all.filter((member) => sharesIn(member, at, absences)).map(({ id }) => id);
    const key = ids.join('\n');
    const known = lists.get(key) ?? ids;
    lists.set(key, known);
    return known;
  }
  const isConstant = !absences.some(({ forgiven }) => forgiven) && all.every(({ from, until }) => from === null && until === null);
  const always = isConstant ? idsAt(0) : null;
  return (at) => always ?? idsAt(at);
}

/**
 * 100: as even as these turns can be dealt, heaviest first to whoever has least. Half of what was served by too many hands is the
 * Hoover index; all members count, those without a shift too.
 */
function evennessOf({ served, share, turns }: Dealt): number {
  const all = sum([...served.values()]);
  if (all === 0) return 0;
  const uneven = (have: Map<string, number>) =>
    sum([...new Set([...have.keys(), ...share.keys()])].map((id) => Math.abs((have.get(id) ?? 0) - (share.get(id) ?? 0)))) / 2 / all;
  return 100 * Math.min(1, (1 - uneven(served)) / (1 - uneven(dealtBest([...share.keys()].sort(), turns))));
}

/** The heaviest first, each to whoever has least. */
function dealtBest(ids: readonly string[], turns: readonly number[]): Map<string, number> {
  const loads = ids.map(() => 0);
  for (const turn of Float64Array.from(turns).sort().reverse()) {
    let least = 0;
    for (let index = 1; index < loads.length; index++) if ((loads[index] as number) < (loads[least] as number)) least = index;
    loads[least] = (loads[least] ?? 0) + turn;
  }
  return new Map(ids.map((id, index) => [id, loads[index] as number]));
}

/** Over half of all nights, weekends or holidays, where three or more have any. */
function carriesMost(one: MemberLoad, members: MemberLoad[]): boolean {
  return (['night', 'weekend', 'holiday'] as const).some((kind) => {
    const sharing = members.filter((member) => member[kind] > 0);
    return sharing.length >= 3 && one[kind] * 2 > sum(sharing.map((member) => member[kind]));
  });
}

/** Whole, halves up. */
export const rounded = (percent: number): number => Math.floor(percent + 0.5 + 1e-9);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const byId = (a: Member, b: Member) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
