import { groupsOf } from '../../groups';
import { dayMs, type Instant } from '../calendar/zone';
import { sharesIn } from './given';
import { nothing, type Weight, weigh } from './ledger';
import type { Member, Plan, Shift, Span } from './plan';
import type { Rota } from './rules';
import { common } from './spans';

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

const thirteenWeeks = 13 * 7 * dayMs;

/** Whose part of the 13 weeks before was a turn or more, and who had none. */
export function starvedBefore({ plan, shiftsIn }: Pick<Rota, 'plan' | 'shiftsIn'>, end: Instant): string[] {
  const weeks = { start: end - thirteenWeeks, end };
  return fairnessOf(plan, shiftsIn(weeks), weeks).starved;
}

/** Who served how much of a span, and what part would have been theirs. */
export function fairnessOf(plan: Plan, shifts: readonly Shift[], window: Span): Fairness {
  const served = shifts.flatMap((shift) => {
    const part = common(shift, window);
    return part ? [{ ...shift, ...part }] : [];
  });
  const known = new Map(plan.members.map((member) => [member.id, member]));
  const weights = served.map((shift) => ({
    shift,
    weight: weigh(plan, [shift], known.get(shift.member) ?? { zone: plan.zone, region: null }),
  }));
  const units = dealt(plan, weights, ({ units: value }) => value);
  const minutes = dealt(plan, weights, ({ minutes: value }) => value);

  const ofMember = groupsOf(weights, ({ shift }) => shift.member);
  const members = [...plan.members]
    .sort(byId)
    .filter(({ id, outside: isOutside }) => !isOutside || ofMember.has(id))
    .map(({ id }) => loadOf(id, ofMember.get(id) ?? [], units.share.get(id) ?? 0));
  const evenness = evennessOf(units);
  const evennessByMinutes = evennessOf(minutes);
  const meanTurn = units.turns.length > 0 ? sum(units.turns) / units.turns.length : 0;
  const zeroShift = members.filter((one) => one.shifts === 0).map(({ id }) => id);
  const starved = members.filter((one) => one.shifts === 0 && meanTurn > 0 && one.share >= meanTurn).map(({ id }) => id);
  const balanced = evenness >= 95 && evennessByMinutes >= 95 && starved.length === 0 && !members.some((one) => carriesMost(one, members));
  return { members, evenness: rounded(evenness), evennessByMinutes: rounded(evennessByMinutes), zeroShift, starved, balanced };
}

type Weighed = { shift: Shift; weight: Weight };

function loadOf(id: string, own: Weighed[], share: number): MemberLoad {
  const total = own.reduce((before, { weight }) => plus(before, weight), nothing);
  return { id, shifts: own.length, ...total, share, balance: total.units - share };
}

const plus = (a: Weight, b: Weight): Weight => ({
  minutes: a.minutes + b.minutes,
  night: a.night + b.night,
  weekend: a.weekend + b.weekend,
  holiday: a.holiday + b.holiday,
  units: a.units + b.units,
});

/** What each shift weighs is dealt as share, in whole parts, to those who were members at its end and not forgiven. */
function dealt(plan: Plan, weights: Weighed[], measure: (weight: Weight) => number): Dealt {
  const served = new Map<string, number>();
  const turns = new Map<string, number>();
  const shares = new Map<readonly string[], Share>();
  const add = (map: Map<string, number>, key: string, value: number) => map.set(key, (map.get(key) ?? 0) + value);
  const sharersAt = sharersOf(plan);
  for (const { shift, weight } of weights) {
    const value = measure(weight);
    add(served, shift.member, value);
    add(turns, shift.turn === null ? `${shift.member} ${shift.start}` : `${shift.layer} ${shift.turn} ${shift.seat}`, value);
    const ids = sharersAt(shift.end);
    const before = shares.get(ids) ?? { each: 0, over: ids.map(() => 0) };
    shares.set(ids, shareOut(before, value, ids.length));
  }
  const share = new Map<string, number>();
  for (const [ids, { each, over }] of shares) for (const [index, id] of ids.entries()) add(share, id, each + (over[index] ?? 0));
  return { served, share, turns: [...turns.values()] };
}

/** What everybody of a list gets, and what the first of them get on top, for parts are whole. */
interface Share {
  each: number;
  over: number[];
}

function shareOut({ each, over }: Share, value: number, sharers: number): Share {
  if (sharers === 0) return { each, over };
  const part = Math.floor(value / sharers);
  for (let index = 0; index < value - part * sharers; index++) over[index] = (over[index] ?? 0) + 1;
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
  for (const turn of [...turns].sort((a, b) => b - a)) {
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
