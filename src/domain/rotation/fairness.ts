import { dayMs, type Instant } from '../calendar/zone';
import { type Dealt, dealt, type Weighed, weighedOf } from './dealt';
import { nothing, type Weight } from './ledger';
import type { Member, Plan, Shift, Span } from './plan';
import type { Rota } from './rules';
import { partOfShift, parts } from './spans';

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

const thirteenWeeks = 13 * 7 * dayMs;

/** Whose part of the 13 weeks before was a turn or more, and who had none. */
export function starvedBefore({ plan, shiftsIn }: Pick<Rota, 'plan' | 'shiftsIn'>, end: Instant): string[] {
  const weeks = { start: end - thirteenWeeks, end };
  return fairnessOf(plan, shiftsIn(weeks), weeks).starved;
}

/** Who served how much of a span, and what part would have been theirs. */
export function fairnessOf(plan: Plan, shifts: readonly Shift[], window: Span): Fairness {
  const weighed = weighedOf(plan, parts(shifts, [window], partOfShift));
  const loads = loadsOf(weighed);
  const units = dealt(weighed, 'units');
  const minutes = dealt(weighed, 'minutes');

  const members = [...plan.members]
    .sort(byId)
    .filter(({ id, outside: isOutside }) => !isOutside || loads.has(id))
    .map(({ id }) => memberLoad(id, loads.get(id) ?? { shifts: 0, weight: nothing }, units.share.get(id) ?? 0));
  const evenness = evennessOf(units, servedOf(loads, 'units'));
  const evennessByMinutes = evennessOf(minutes, servedOf(loads, 'minutes'));
  const meanTurn = units.turns.length > 0 ? sum(units.turns) / units.turns.length : 0;
  const zeroShift = members.filter((one) => one.shifts === 0).map(({ id }) => id);
  const starved = members.filter((one) => one.shifts === 0 && meanTurn > 0 && one.share >= meanTurn).map(({ id }) => id);
  const balanced = evenness >= 95 && evennessByMinutes >= 95 && starved.length === 0 && !members.some((one) => carriesMost(one, members));
  return { members, evenness: rounded(evenness), evennessByMinutes: rounded(evennessByMinutes), zeroShift, starved, balanced };
}

interface Load {
  shifts: number;
  weight: Weight;
}

/** By member. */
function loadsOf(weighed: readonly Weighed[]): Map<string, Load> {
  const loads = new Map<string, Load>();
  for (const { member, weight } of weighed) {
    const known = loads.get(member);
    const load = known ?? { shifts: 0, weight: { ...nothing } };
    if (!known) loads.set(member, load);
    load.shifts++;
    addTo(load.weight, weight);
  }
  return loads;
}

function addTo(sum: Weight, { minutes, night, weekend, holiday, units }: Weight): void {
  sum.minutes += minutes;
  sum.night += night;
  sum.weekend += weekend;
  sum.holiday += holiday;
  sum.units += units;
}

const servedOf = (loads: ReadonlyMap<string, Load>, measure: 'units' | 'minutes'): Map<string, number> =>
  new Map([...loads].map(([id, { weight }]) => [id, weight[measure]]));

function memberLoad(id: string, { shifts, weight }: Load, share: number): MemberLoad {
  const { minutes, night, weekend, holiday, units } = weight;
  return { id, shifts, minutes, night, weekend, holiday, units, share, balance: units - share };
}

/**
 * 100: as even as these turns can be dealt, heaviest first to whoever has least. Half of what was served by too many hands is the
 * Hoover index; all members count, those without a shift too.
 */
function evennessOf({ share, turns }: Dealt, served: Map<string, number>): number {
  const all = sum([...served.values()]);
  if (all === 0) return 0;
  const uneven = (have: Map<string, number>) =>
    sum([...new Set([...have.keys(), ...share.keys()])].map((id) => Math.abs((have.get(id) ?? 0) - (share.get(id) ?? 0)))) / 2 / all;
  return 100 * Math.min(1, (1 - uneven(served)) / (1 - uneven(dealtBest([...share.keys()].sort(), turns))));
}

/** The heaviest first, each to whoever has least. */
function dealtBest(ids: readonly string[], turns: readonly number[]): Map<string, number> {
  const alike = new Map<number, number>();
  for (const turn of turns) alike.set(turn, (alike.get(turn) ?? 0) + 1);
  let loads = ids.map(() => 0);
  for (const [turn, count] of [...alike].sort(([a], [b]) => b - a)) {
    let left = count;
    while (left > 0) {
      const rounds = roundsOf(loads, turn, left);
      if (rounds > 0) loads = loads.map((load) => load + rounds * turn);
      else giveToLeast(loads, turn);
      left -= Math.max(1, rounds * loads.length);
    }
  }
  return new Map(ids.map((id, index) => [id, loads[index] as number]));
}

/** How often everybody gets one of turns that weigh alike before anybody gets another: always, where nobody has one more than another. */
function roundsOf(loads: readonly number[], turn: number, count: number): number {
  if (loads.length > count || Math.max(...loads) - Math.min(...loads) >= turn) return 0;
  return Math.floor(count / loads.length);
}

function giveToLeast(loads: number[], turn: number): void {
  let least = 0;
  for (let index = 1; index < loads.length; index++) if ((loads[index] as number) < (loads[least] as number)) least = index;
  loads[least] = (loads[least] ?? 0) + turn;
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
