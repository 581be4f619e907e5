import { dayMinutes, type Window } from '../calendar/windows';
import { dayMs, dayOf, type Edge, type Instant, instantAt, minuteMs, wallClockAt, weekdayOf } from '../calendar/zone';
import type { Shortage } from './coverage';
import { cheapestSeats } from './flow';
import { hoursIn } from './hours';
import type { Span } from './plan';
import { firstEndingAfter, hullOf, overlaps, union } from './spans';

/** A week of a rotation of sittings. Weeks are said by their Monday, in days since 1970. */
export interface Week {
  zone: string;
  monday: number;
  firstMonday: number;
  /** In weeks. */
  every: number;
  /** Of a sitting, in minutes. */
  length: number;
  /** In order of the week. */
  hours: readonly Window[];
  /** People per slot: at least, and at most. */
  need: number;
  max: number;
  members: readonly WeekMember[];
}

export interface WeekMember {
  id: string;
  /** Of their preferences. */
  zone: string;
  best: readonly Window[];
  ratherNot: readonly Window[];
  never: readonly Window[];
  /** When the last sitting was, in minutes of the week on the rotation's wall clock. */
  lastSeat: number | null;
  /** The week of their last sitting at a time that they would rather not have. */
  lastRatherNot: number | null;
  joinOrder: number;
  /** A missed sitting is to be made up. */
  owed: boolean;
  /** Said instead of counted. */
  due: boolean | null;
  from: Instant | null;
  until: Instant | null;
  inactive: boolean;
  /** Away, or busy elsewhere. */
  taken: readonly Span[];
}

export interface Slot extends Span {
  /** Minutes since Monday 00:00 on the rotation's wall clock. */
  weekTime: number;
}

export interface Seat extends Span {
  member: string;
  cost: number;
}

export interface WeekPlan {
  /** By start, then member. */
  seats: Seat[];
  /** Who is due and has no seat. */
  unseated: string[];
  /** Slots with fewer people than needed. */
  unfilled: Shortage[];
  /** Of seats, and of places above the need. */
  cost: number;
}

const seatCosts = { best: 0, unsaid: 2, ratherNot: 8, ratherNotAgain: 16, otherTime: 1 };
const neededPlace = -1000;
const furtherPlace = 10;
/** Less than any seat, so that nobody is put there instead. */
const keptSeat = -1;
const weeksRemembered = 4;

/**
 * Everybody due who can be seated is seated, then at least cost. Nothing hangs on the order of `members`. `kept`: starts of seats that
 * somebody has already; they stay theirs.
 */
export function planWeek(week: Week, kept: readonly Instant[] = []): WeekPlan {
  const slots = slotsOf(week);
  const due = dueIn(week, slots);
  const costs = due.map((member) => costsOf(week, member, slots));
  const held = kept.map((start) => slots.map((slot) => (slot.start === start ? keptSeat : Number.POSITIVE_INFINITY)));
  const places = placesOf(week, held.length + due.length);
  const everybody = cheapestSeats({ costs: [...held, ...costs], places });
  const seated = everybody.slice(held.length);

  const seats = due.flatMap(({ id: member }, person) => {
    const index = seated[person] ?? null;
    if (index === null) return [];
    const { start, end } = slots[index] as Slot;
    return [{ member, start, end, cost: costs[person]?.[index] as number }];
  });
  const have = slots.map((_, index) => everybody.filter((slot) => slot === index).length);
  return {
    seats: seats.sort((a, b) => a.start - b.start), // stable: by id within a slot
    unseated: due.filter((_, person) => seated[person] === null).map(({ id }) => id),
    unfilled: slots.flatMap((slot, index) => shortageOf(week, slot, have[index] as number)),
    cost: sum(seats.map(({ cost }) => cost)) + sum(have.map((people) => crowding(people - week.need))),
  };
}

/** Tiles of the hours, each window from its start on; what is shorter than a sitting is left over. */
export function slotsOf({ zone, monday, hours, length }: Week): Slot[] {
  const edge = ({ day }: Window, minutes: number, which: Edge, week = monday) =>
    instantAt((week + day) * dayMs + minutes * minuteMs, zone, which);
  const slots: Slot[] = [];
  let done = Math.max(...hours.map((window) => edge(window, window.to, 'end', monday - 7)));
  for (const window of hours) {
    const until = edge(window, window.to, 'end');
    let start = Math.max(done, edge(window, window.from, 'start'));
    for (; start + length * minuteMs <= until; start += length * minuteMs)
      slots.push({ start, end: start + length * minuteMs, weekTime: weekTime(start, zone) });
    done = Math.max(done, until);
  }
  return slots;
}

/** Whose week it is, or who has one to make up: by id. */
export const dueIn = (week: Week, slots: readonly Slot[] = slotsOf(week)): WeekMember[] =>
  week.members.filter((member) => isDue(week, member, slots)).sort((a, b) => (a.id < b.id ? -1 : 1));

function isDue(week: Week, member: WeekMember, slots: readonly Slot[]): boolean {
  if (member.inactive || !isMemberIn(member, hullOf(slots))) return false;
  if (member.due !== null) return member.due;
  return member.owed || isTheirWeek(week, member);
}

/** Everybody's weeks come in the order in which they joined. */
export const isTheirWeek = (
  { monday, firstMonday, every }: Pick<Week, 'monday' | 'firstMonday' | 'every'>,
  { joinOrder }: Pick<WeekMember, 'joinOrder'>,
): boolean => (weeksFrom(firstMonday, monday) + joinOrder) % every === 0;

export const isMemberIn = ({ from, until }: Pick<WeekMember, 'from' | 'until'>, span: Span | null): boolean =>
  span === null || overlaps({ start: from ?? Number.NEGATIVE_INFINITY, end: until ?? Number.POSITIVE_INFINITY }, span);

const weeksFrom = (before: number, after: number): number => (after - before) / 7;

/** What a seat costs this member, by slot; `Infinity` where they cannot. */
export function costsOf(week: Week, member: WeekMember, slots: readonly Slot[]): number[] {
  const span = hullOf(slots);
  if (span === null) return [];
  const said = (hours: readonly Window[]) => hoursIn({ zone: member.zone, hours, closed: new Set() }, span);
  const { best, unsaid, ratherNot, ratherNotAgain, otherTime } = seatCosts;
  const impossible = union([...said(member.never), ...member.taken, ...outside(member)]);
  const [disliked, liked] = [said(member.ratherNot), said(member.best)];
  const dislike = isRecent(week, member) ? ratherNotAgain : ratherNot;

  return slots.map((slot) => {
    if (touches(impossible, slot)) return Number.POSITIVE_INFINITY;
    const other = slot.weekTime === member.lastSeat ? 0 : otherTime;
    if (touches(disliked, slot)) return dislike + other;
    return (covers(liked, slot) ? best : unsaid) + other;
  });
}

/** Before they joined, and after they leave. */
const outside = ({ from, until }: WeekMember): Span[] => [
  ...(from === null ? [] : [{ start: Number.NEGATIVE_INFINITY, end: from }]),
  ...(until === null ? [] : [{ start: until, end: Number.POSITIVE_INFINITY }]),
];

function isRecent({ monday }: Week, { lastRatherNot }: WeekMember): boolean {
  if (lastRatherNot === null) return false;
  const ago = weeksFrom(lastRatherNot, monday);
  return ago > 0 && ago <= weeksRemembered;
}

/** A single minute that is not possible spoils a slot; a best time holds all of it. */
const touches = (spans: readonly Span[], { start, end }: Span): boolean => (at(spans, start)?.start ?? end) < end;
const covers = (spans: readonly Span[], { start, end }: Span): boolean => {
  const span = at(spans, start);
  return span !== undefined && span.start <= start && span.end >= end;
};
const at = (spans: readonly Span[], start: Instant): Span | undefined => spans[firstEndingAfter(spans, start)];

/** Minutes since Monday 00:00 on the wall. */
function weekTime(instant: Instant, zone: string): number {
  const wall = wallClockAt(instant, zone);
  return weekdayOf(dayOf(wall)) * dayMinutes + (wall - dayOf(wall) * dayMs) / minuteMs;
}

/** What the first person in a slot costs, the second, and so on. */
export const placesOf = ({ need, max }: Week, people: number): number[] =>
  Array.from({ length: Math.min(max, people) }, (_, index) => (index < need ? neededPlace : furtherPlace * (index + 1 - need)));

/** 10 for the first person who is not needed, 20 for the second, and so on. */
const crowding = (people: number): number => (people > 0 ? (furtherPlace * people * (people + 1)) / 2 : 0);

const shortageOf = ({ need, length }: Week, { start, end }: Span, have: number): Shortage[] =>
  have < need ? [{ start, end, minutes: length, need, have }] : [];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
