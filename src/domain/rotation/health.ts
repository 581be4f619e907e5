import { groupsOf } from '../../groups';
import { dayMs, hourMs, type Instant } from '../calendar/zone';
import { choose } from './choose';
import { coverIn, type Shortage, shortagesOf, stretchesOf } from './coverage';
import type { Fairness } from './fairness';
import { isMember } from './holders';
import type { Change, MemberSpan, Plan, Shift, Span } from './plan';
import type { Rota } from './rules';
import type { Seam } from './seams';
import { common, lengthOf, union } from './spans';

export type Status = 'no_layers' | 'no_members' | 'uncovered_now' | 'gaps_ahead' | 'covered';

/** Something that a lead should mend. */
export type Finding =
  | ({ finding: 'gap' | 'short' | 'crowd' } & Shortage & { mend?: string })
  | ({ finding: 'double' | 'unreachable'; member: string } & Span)
  | ({ finding: 'tired'; member: string; why: 'rest' | 'hours' } & Span)
  | { finding: 'small'; members: number; least: number }
  | { finding: 'starved'; member: string }
  | ({ finding: 'seam' } & Seam)
  | { finding: 'idle'; change: Change };

const gapsAheadMs = 14 * dayMs;

/** The most serious thing that can be said of an instant. */
export function statusAt(rota: Rota, at: Instant): Status {
  const { layers } = rota.plan;
  if (layers.length === 0) return 'no_layers';
  if (layers.every(({ order }) => order.length === 0)) return 'no_members';
  if (shortagesIn(rota, { start: at, end: at + 1 }).length > 0) return 'uncovered_now';
  return shortagesIn(rota, { start: at, end: at + gapsAheadMs }).length > 0 ? 'gaps_ahead' : 'covered';
}

export const shortagesIn = (rota: Rota, span: Span): Shortage[] =>
  shortagesOf(rota.plan, stretchesOf(rota.shiftsIn(span), span), coverIn(rota, span));

export interface Looked {
  window: Span;
  shifts: Shift[];
  gaps: Shortage[];
  crowds: Shortage[];
  fairness: Fairness;
  ignored: Change[];
  seams: Seam[];
}

/** Everything that can be found in a window, each sort in order of time. */
export function findingsOf(rota: Rota, looked: Looked): Finding[] {
  const { window, shifts, gaps, crowds, fairness, ignored, seams } = looked;
  const { plan } = rota;
  return [
    ...gaps.map((gap): Finding => ({ finding: gap.have === 0 ? 'gap' : 'short', ...gap, ...mendOf(rota, gap) })),
    ...crowds.map((crowd): Finding => ({ finding: 'crowd', ...crowd })),
    ...doubles(plan, shifts, window),
    ...unreachable(rota, window),
    ...tired(rota, window),
    ...small(rota, window),
    ...fairness.starved.map((member): Finding => ({ finding: 'starved', member })),
    ...seams.map((seam): Finding => ({ finding: 'seam', ...seam })),
    ...ignored.map((change): Finding => ({ finding: 'idle', change })),
  ];
}

/** The best of those who could serve it. */
export function mendOf({ plan, shiftsIn }: Rota, gap: Span): { mend?: string } {
  const around = { start: gap.start - plan.restMs, end: gap.end + plan.restMs };
  const on = shiftsIn(around);
  const { chosen } = choose(
    {
      ...plan,
      candidates: plan.members.filter((member) => !member.outside),
      on,
      heaviest: Number.POSITIVE_INFINITY,
      balanceOf: ({ balance }) => balance,
      lastEndOf: ({ id, lastEnd }) => on.filter((shift) => shift.member === id && shift.end <= gap.start).at(-1)?.end ?? lastEnd,
    },
    gap,
    [gap],
  );
  return chosen[0] === undefined ? {} : { mend: chosen[0] };
}

/** On two rotations at once. */
function doubles({ busy }: Plan, shifts: Shift[], window: Span): Finding[] {
  return shifts.flatMap((shift) =>
    busy
      .filter((other: MemberSpan) => other.member === shift.member)
      .flatMap((other): Finding[] => {
        const both = common(shift, other);
        const shown = both && common(both, window);
        return shown ? [{ finding: 'double', member: shift.member, ...shown }] : [];
      }),
  );
}

/** Holds a turn, and cannot be on. */
function unreachable({ compiled, changes }: Rota, window: Span): Finding[] {
  const inactive = new Set([...compiled.members.values()].filter((member) => member.inactive).map(({ id }) => id));
  if (inactive.size === 0) return [];
  const moved = changes.flatMap(({ to, start, end }): Finding[] => {
    const shown = to !== null && inactive.has(to) ? common({ start, end }, window) : null;
    return shown && to !== null ? [{ finding: 'unreachable', member: to, ...shown }] : [];
  });
  const planned = compiled.layers.flatMap((layer) =>
    layer.turnsIn(window).flatMap((turn) =>
      layer.held(turn).flatMap(({ entry, start, end }) =>
        entry.flatMap((member): Finding[] => {
          const shown = inactive.has(member) ? common({ start, end }, window) : null;
          return shown ? [{ finding: 'unreachable', member, ...shown }] : [];
        }),
      ),
    ),
  );
  return [...planned, ...moved];
}

const fourWeeks = 28 * dayMs;
const mostOfFourWeeks = 0.25;

/** Too little rest before a shift, or over a quarter of the hours of the four weeks up to its end. */
function tired({ plan, shiftsIn }: Rota, window: Span): Finding[] {
  const ofMember = groupsOf(shiftsIn({ start: window.start - fourWeeks, end: window.end }), ({ member }) => member);
  return plan.members.flatMap(({ id }): Finding[] => {
    const own = union(ofMember.get(id) ?? []);
    const rests = own
      .filter((span, index) => isShortRest(own[index - 1], span, plan.restMs) && span.start >= window.start)
      .map((span): Finding => ({ finding: 'tired', member: id, why: 'rest', ...span }));
    const long = firstOverloaded(own, window);
    return long ? [...rests, { finding: 'tired', member: id, why: 'hours', ...long }] : rests;
  });
}

const isShortRest = (before: Span | undefined, span: Span, restMs: number): boolean =>
  before !== undefined && span.start - before.end < restMs;

/** The first of ordered, disjoint spans that ends four weeks with too many hours, and ends in the window. */
function firstOverloaded(own: readonly Span[], window: Span): Span | undefined {
  let first = 0;
  let sum = 0;
  for (const span of own) {
    sum += lengthOf([span]);
    const weeks = { start: span.end - fourWeeks, end: span.end };
    for (; (own[first] as Span).end <= weeks.start; first++) sum -= lengthOf([own[first] as Span]);
    const beyond = Math.max(0, weeks.start - (own[first] as Span).start);
    if (sum - beyond > mostOfFourWeeks * fourWeeks && span.end > window.start) return span;
  }
  return undefined;
}

const leastRoundTheClock = 8;
const leastPerPlace = 6;

/** Round the clock takes eight people, or six in each place (Site Reliability Engineering, chapter 11). */
function small(rota: Rota, window: Span): Finding[] {
  const week = { start: window.start, end: window.start + 7 * dayMs };
  if (lengthOf(coverIn(rota, week)) < week.end - week.start - hourMs) return [];
  const { layers, members } = rota.plan;
  const places = new Set(layers.map(({ zone }) => zone)).size;
  const active = members.filter((member) => !member.inactive && !member.outside && isMember(member, window.start)).length;
  const least = places > 1 ? places * leastPerPlace : leastRoundTheClock;
  return active > 0 && active < least ? [{ finding: 'small', members: active, least }] : [];
}
