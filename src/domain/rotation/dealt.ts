import type { Instant } from '../calendar/zone';
import { sharesIn } from './given';
import { type Scale, scaleFor, type Weight } from './ledger';
import type { Member, Plan, Shift } from './plan';
import { countBelow } from './spans';

/** A shift, as it counts. */
export interface Weighed {
  member: string;
  weight: Weight;
  turn: number;
  /** Who were members at its end and not forgiven. */
  sharers: readonly string[];
}

export function weighedOf(plan: Plan, shifts: readonly Shift[]): Weighed[] {
  const weigh = scalesOf(plan);
  const turnOf = turnNumbers();
  const sharersAt = sharersOf(plan);
  return shifts.map((shift) => ({
    member: shift.member,
    weight: weigh(shift),
    turn: turnOf(shift),
    sharers: sharersAt(shift.end),
  }));
}

/** One for all who live by the same clock and calendar. */
function scalesOf(plan: Plan): (shift: Shift) => Weight {
  const scales = new Map<string, Scale>();
  const scaleOf = ({ zone, region }: { zone: string; region: string | null }): Scale => {
    const place = JSON.stringify([zone, region]);
    const scale = scales.get(place) ?? scaleFor(plan, { zone, region });
    scales.set(place, scale);
    return scale;
  };
  const stranger = scaleOf({ zone: plan.zone, region: null });
  const byMember = new Map(plan.members.map((member) => [member.id, scaleOf(member)]));
  return (shift) => (byMember.get(shift.member) ?? stranger)(shift);
}

/** No entry has as many people. */
const mostSeats = 10_000;

/** Turns are numbered as they come: all of one seat of a turn has one number, and what was added has its own. */
function turnNumbers(): (shift: Shift) => number {
  const layers = new Map<string | null, Map<number | string, number>>();
  let next = 0;
  return ({ layer, turn, seat, member, start }) => {
    const numbers = layers.get(layer) ?? new Map<number | string, number>();
    const seatOfTurn = turn === null ? `${member} ${start}` : turn * mostSeats + seat;
    const known = numbers.get(seatOfTurn);
    if (known !== undefined) return known;
    if (numbers.size === 0) layers.set(layer, numbers);
    numbers.set(seatOfTurn, next);
    return next++;
  };
}

export interface Dealt {
  share: Map<string, number>;
  /** One for each turn, or what was added. */
  turns: number[];
}

/** What each shift weighs is dealt as share, in whole parts, to those who share it. */
export function dealt(weighed: readonly Weighed[], measure: 'units' | 'minutes'): Dealt {
  const turns: number[] = [];
  const parts = new Map<readonly string[], Part>();
  for (const { weight, turn, sharers } of weighed) {
    const known = parts.get(sharers);
    const part = known ?? { each: 0, over: sharers.map(() => 0) };
    if (!known) parts.set(sharers, part);
    turns[turn] = (turns[turn] ?? 0) + weight[measure];
    addTo(part, weight[measure]);
  }
  return { share: shareOf(parts), turns };
}

/** What everybody of a list gets; and for parts are whole, by place, how often that one was the last who got one on top. */
interface Part {
  each: number;
  over: number[];
}

function addTo(part: Part, value: number): void {
  const sharers = part.over.length;
  if (sharers === 0) return;
  const each = Math.floor(value / sharers);
  const last = Math.ceil(value - each * sharers) - 1;
  part.each += each;
  if (last >= 0) part.over[last] = (part.over[last] as number) + 1;
}

function shareOf(parts: ReadonlyMap<readonly string[], Part>): Map<string, number> {
  const share = new Map<string, number>();
  for (const [ids, { each, over }] of parts) {
    let onTop = over.reduce((sum, times) => sum + times, 0);
    for (const [place, id] of ids.entries()) {
      share.set(id, (share.get(id) ?? 0) + each + onTop);
      onTop -= over[place] as number;
    }
  }
  return share;
}

/** Sorted ids; the same list from one coming or going to the next. */
function sharersOf({ members, absences }: Plan): (at: Instant) => readonly string[] {
  const all = members.filter((member) => !member.inactive && !member.outside).sort(byId);
  const forgiven = absences.filter((absence) => absence.forgiven);
  const moments = momentsOf(all, forgiven);
  const lists = new Map<number, string[]>();
  return (at) => {
    const before = countBelow(moments, at);
    const place = moments[before] === at ? before + 0.5 : before;
    const known = lists.get(place);
    if (known) return known;
    const ids = all.filter((member) => sharesIn(member, at, forgiven)).map(({ id }) => id);
    lists.set(place, ids);
    return ids;
  };
}

/** When the list may become another, in order. */
function momentsOf(members: readonly Member[], absences: readonly { start: Instant; end: Instant }[]): Instant[] {
  const all = [...members.flatMap(({ from, until }) => [from, until]), ...absences.flatMap(({ start, end }) => [start, end])];
  return [...new Set(all)].filter((at) => at !== null).sort((a, b) => a - b);
}

const byId = (a: Member, b: Member) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
