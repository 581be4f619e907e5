import type { Window } from '../calendar/windows';
import type { Instant, WallClock } from '../calendar/zone';

/** Half-open. */
export interface Span {
  start: Instant;
  end: Instant;
}

/** Whoever serves together: one person, or a group. */
export type Entry = readonly string[];

export type Unit = 'hour' | 'day' | 'week' | 'month';

/** When turns begin, and in which hours there is anything to do. */
export interface Cadence {
  unit: Unit;
  /** Units of a turn; of hours, the length of one unit. */
  every: number;
  anchor: WallClock;
  zone: string;
  hours: readonly Window[];
  /** Days since 1970 on which nobody works. */
  closed: ReadonlySet<number>;
  /** Turn 0 holds it; without it turn 0 begins at the anchor, and there are turns before. */
  from: Instant | null;
  until: Instant | null;
}

export interface Layer extends Cadence {
  name: string;
  order: readonly Entry[];
  /** What becomes of the layers below: replaced where this one has somebody, joined, or replaced altogether. */
  mode: 'over' | 'with' | 'only';
  choose: 'order' | 'balance';
  /** People at once, when they are chosen by balance. */
  seats: number;
  /** Turns that were given out by balance before. */
  chosen: ReadonlyMap<number, Entry>;
  /** Who holds turn 0. */
  first: Entry | null;
}

export interface Member {
  id: string;
  zone: string;
  region: string | null;
  from: Instant | null;
  until: Instant | null;
  /** In units: above 0 did more than their part. */
  balance: number;
  lastEnd: Instant | null;
  /** Known in Slack: may be in the user group. */
  linked: boolean;
  /** Deactivated, or a guest: never on. */
  inactive: boolean;
  /** Named in a change or the history only: serves, and shares nothing. */
  outside: boolean;
}

export interface Absence extends Span {
  /** Of one that is on record. */
  id?: string;
  member: string;
  /** Nothing is to be made up: said so, or longer than 21 days. */
  forgiven: boolean;
}

export interface Change extends Span {
  kind: 'add' | 'remove' | 'replace';
  from: string | null;
  to: string | null;
  layer: string | null;
  source: 'lead' | 'swap' | 'absence' | 'takeover' | 'handoff';
  /** Of one that is on record. */
  id?: string;
  /** Why, of a change that a rule has made. */
  because?: Because;
}

/** Why somebody has a shift: the reasons one after the other. */
export type Because =
  | { why: 'holder'; member: string }
  | { why: 'balance'; candidates: Candidate[] }
  | { why: 'exchanged'; with: number }
  | { why: 'covering'; for: string; candidates: Candidate[] }
  | { why: 'changed' | 'swapped' | 'tookOver'; from: string | null }
  | { why: 'history' };

export interface Candidate {
  member: string;
  /** After serving it. */
  balance: number;
  excluded?: 'not_a_member' | 'inactive' | 'away' | 'busy' | 'on_already';
  tired?: true;
}

export interface Shift extends Span {
  member: string;
  layer: string | null;
  turn: number | null;
  /** From 1, in the order of those who are on together. */
  seat: number;
  because: Because[];
  /** Id of the change that added it, when that is on record. */
  added?: string;
}

export interface MemberSpan extends Span {
  member: string;
}

/** Minutes are weighted: 100 each, and more at bad times. */
export interface Weights {
  night: number;
  weekend: number;
  holiday: number;
}

export interface Plan {
  zone: string;
  region: string | null;
  window: Span | null;
  now: Instant | null;
  history: MemberSpan[];
  cover: 'hours' | 'always' | readonly Window[];
  need: number;
  restMs: number;
  onHoliday: 'serve' | 'cover' | 'closed';
  /** By region: days since 1970. */
  holidays: ReadonlyMap<string, ReadonlySet<number>>;
  weights: Weights;
  /** Minutes since midnight; over midnight. */
  night: { from: number; to: number };
  /** 0 is Monday. */
  weekend: ReadonlySet<number>;
  /** By id. */
  members: Member[];
  /** The top one first. */
  layers: Layer[];
  absences: Absence[];
  /** Of turns that start before, absences are settled: what they moved is among the changes. `null`: nothing is settled yet. */
  settledUntil: Instant | null;
  changes: Change[];
  swaps: SwapRequest[];
  busy: MemberSpan[];
}

export interface SwapRequest {
  id: string;
  member: string;
  give: Span;
  /** In return: nothing, any shift, or one within these spans. */
  accepts: null | 'any' | Span[];
}
