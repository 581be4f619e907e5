import type { Instant } from '../calendar/zone';
import { coverIn, crowdsOf, type Stretch, shortagesOf, stretchesOf } from './coverage';
import { fairnessOf, rounded, starvedBefore } from './fairness';
import { findingsOf, mendOf, statusAt } from './health';
import type { Change, Plan, Shift, Span } from './plan';
import type { Rota } from './rules';
import { seamsOf } from './seams';
import { lengthOf, overlaps, union } from './spans';

/** `2026-03-27T09:00:00Z`; with milliseconds only where there are any. */
export const instant = (at: Instant): string => new Date(at).toISOString().replace('.000Z', 'Z');

const span = ({ start, end }: Span) => ({ start: instant(start), end: instant(end) });

/** Everything that can be said of a window, as the command line writes it. */
export function writtenSchedule(rota: Rota, window: Span) {
  const { plan, changes } = rota;
  const shifts = rota.shiftsIn(window);
  const stretches = stretchesOf(shifts, window);
  const cover = coverIn(rota, window);
  const gaps = shortagesOf(plan, stretches, cover);
  const crowds = crowdsOf(rota, shifts, window);
  const seams = seamsOf(plan, window);
  const ignored = rota.ignoredIn(window);
  const fairness = { ...fairnessOf(plan, shifts, window), starved: starvedBefore(rota, window.end) };
  const findings = findingsOf(rota, { window, shifts, gaps, crowds, fairness, ignored, seams });

  const toCover = lengthOf(cover);
  const missing = lengthOf(union(gaps));
  const coverage = toCover === 0 ? 100 : (100 * (toCover - missing)) / toCover;
  const { members, evenness, evennessByMinutes, zeroShift, starved, balanced } = fairness;
  const loads = members.map(({ id, shifts: count, minutes, night, weekend, holiday, units, share, balance }) => ({
    ...{ id, shifts: count, minutes, night, weekend, holiday, units, share, balance },
  }));
  return {
    turns: turnsIn(rota, window),
    changes: changes.filter((change) => overlaps(change, window)).map((change) => writtenChange(change, plan)),
    shifts: shifts.map((shift) => writtenShift(shift, plan)),
    schedule: stretches.map((one: Stretch) => ({ ...span(one), on: one.on })),
    gaps: gaps.map(({ start, end, ...more }) => ({ ...span({ start, end }), ...more, ...mendOf(rota, { start, end }) })),
    overlaps: crowds.map(({ start, end, ...more }) => ({ ...span({ start, end }), ...more })),
    findings: findings.map((finding) => writtenInstants(finding, plan)),
    seams: seams.map((seam) => writtenInstants(seam, plan)),
    ignored: ignored.map((change) => writtenChange(change, plan)),
    fairness: {
      members: loads,
      uncoveredMinutes: missing / 60_000,
      coverage: rounded(coverage),
      evenness,
      evennessByMinutes,
      zeroShift,
      starved,
      balanced,
      score: rounded((coverage * evenness) / 100),
    },
  };
}

function turnsIn({ compiled }: Rota, window: Span) {
  const all = compiled.layers.flatMap((layer) =>
    layer.turnsIn(window).flatMap((turn) => {
      const held = layer.held(turn);
      const parts = held.length > 0 ? held : [{ ...turn, entry: [] }];
      return parts.map(({ number, start, end, entry }) => ({ layer: layer.layer.name, number, start, end, holder: [...entry] }));
    }),
  );
  return all
    .filter((turn) => overlaps(turn, window))
    .sort((a, b) => a.start - b.start)
    .map(({ layer, number, start, end, holder }) => ({ layer, number, ...span({ start, end }), holder }));
}

function writtenChange({ kind, from, to, start, end, layer, source }: Change, { layers }: Plan) {
  return {
    kind,
    ...(from !== null && { from }),
    ...(to !== null && { to }),
    ...span({ start, end }),
    ...(layer !== null && layers.length > 1 && { layer }),
    source,
  };
}

function writtenShift(shift: Shift, { swaps }: Plan) {
  const { member, layer, turn, because } = shift;
  const pending = swaps.find((swap) => swap.member === member && overlaps(swap.give, shift));
  return { member, ...span(shift), layer, turn, because, ...(pending && { pending: pending.id }) };
}

/** Who is on at an instant, and what comes next. */
export function writtenAt(rota: Rota, at: Instant) {
  const on = rota.onAt(at);
  const ids = [...new Set(on.map(({ member }) => member))].sort();
  const linked = new Set(rota.plan.members.filter((member) => member.linked && !member.inactive).map(({ id }) => id));
  const members = ids.filter((id) => linked.has(id));
  const next = nextOn(rota, at, ids);
  return {
    at: instant(at),
    status: statusAt(rota, at),
    on: on.map(({ member, layer, turn, start, end, because }) => ({
      member,
      layer,
      turn,
      since: instant(start),
      until: instant(end),
      because,
    })),
    next: next && { start: instant(next.start), on: next.on },
    group: { members, leftOut: ids.filter((id) => !linked.has(id)), fallback: members.length === 0 },
  };
}

/** How far ahead somebody is looked for: four times as far each time. */
const looksAheadMs = [8, 32, 128, 512, 2048].map((days) => days * 86_400_000);

/** The next stretch with somebody on. */
export function nextOn(rota: Rota, at: Instant, now: readonly string[]): { start: Instant; on: string[] } | null {
  for (const ahead of looksAheadMs) {
    const window = { start: at, end: at + ahead };
    const [current, ...later] = stretchesOf(rota.shiftsIn(window), window);
    if (!current) return null;
    const next = later.find(({ on }) => on.length > 0);
    if (next) return { start: next.start, on: next.on };
    if (current.on.join('\n') !== now.join('\n')) return null;
  }
  return null;
}

function writtenInstants(value: object, plan: Plan): object {
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      if ((key === 'start' || key === 'end') && typeof one === 'number') return [key, instant(one)];
      if (key === 'change') return [key, writtenChange(one as Change, plan)];
      if (Array.isArray(one)) return [key, one.map((item) => (typeof item === 'object' && item ? writtenInstants(item, plan) : item))];
      return [key, one];
    }),
  );
}
