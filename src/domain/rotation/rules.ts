import type { Instant } from '../calendar/zone';
import { settleAbsences } from './absences';
import { type Changed, changed, sorted } from './changes';
import { type Compiled, compile } from './compiled';
import type { Change, Plan, Shift, Span } from './plan';
import { near, overlaps } from './spans';
import { stacked } from './stack';

/** Who is on, as far as anybody asks: turns → hours → layers stacked → changes in order of acceptance → shifts. */
export interface Rota {
  plan: Plan;
  compiled: Compiled;
  /** What absences have moved, then what people have changed. */
  changes: Change[];
  /** Shifts that touch a span, whole; by start, then member. What lies before now is what really was. */
  shiftsIn(span: Span): Shift[];
  /** Changes that touch a span and change nothing. */
  ignoredIn(span: Span): Change[];
  onAt(at: Instant): Shift[];
}

export function rotaOf(plan: Plan): Rota {
  const compiled = compile(plan);
  const settled = settleAbsences(compiled);
  const changes = plan.settledUntil === null ? [...settled, ...plan.changes] : [...plan.changes, ...settled];

  let last: { span: Span; found: Changed } | undefined;

  /** A schedule asks several times for the same span. */
  function changedIn(span: Span): Changed {
    if (last?.span.start !== span.start || last.span.end !== span.end) last = { span, found: changedAnew(span) };
    return last.found;
  }

  /** Far enough that no shift which touches the span is cut short by what lies beyond it. */
  function changedAnew(span: Span): Changed {
    const { start, end } = span;
    const edges = compiled.layers.flatMap((layer) => [
      ...layer.shiftsIn({ start, end: start + 1 }),
      ...layer.shiftsIn({ start: end - 1, end }),
    ]);
    const spans = [span, ...edges, ...near(changes, span)];
    const reach = { start: Math.min(...spans.map((one) => one.start)), end: Math.max(...spans.map((one) => one.end)) };
    return changed(stacked(compiled.layers, reach), near(changes, reach));
  }

  function shiftsIn(span: Span): Shift[] {
    const planned = changedIn(span).shifts.filter(({ member }) => !compiled.members.get(member)?.inactive);
    return sorted(near([...remembered(plan), ...fromNowOn(planned, plan.now)], span));
  }

  return {
    plan,
    compiled,
    changes,
    shiftsIn,
    ignoredIn: (span) => changedIn(span).ignored.filter((change) => overlaps(change, span) && isAhead(change, plan.now)),
    onAt: (at) => shiftsIn({ start: at, end: at + 1 }),
  };
}

/** What has been is in the history, whatever the plan says now. */
const isAhead = ({ end }: Span, now: Instant | null): boolean => now === null || end > now;

function remembered({ history, now }: Plan): Shift[] {
  if (now === null) return [];
  return history
    .map(
      ({ member, start, end }): Shift => ({
        member,
        start,
        end: Math.min(end, now),
        layer: null,
        turn: null,
        seat: 1,
        because: [{ why: 'history' }],
      }),
    )
    .filter(({ start, end }) => start < end);
}

function fromNowOn(shifts: Shift[], now: Instant | null): Shift[] {
  if (now === null) return shifts;
  return shifts.filter(({ end }) => end > now).map((shift) => (shift.start < now ? { ...shift, start: now } : shift));
}

/** A span made longer, so that every turn which touches it lies in it. */
export function wholeTurns({ compiled }: Rota, { start, end }: Span): Span {
  const turns = compiled.layers.flatMap((layer) => layer.turnsIn({ start, end }));
  return { start: Math.min(start, ...turns.map((turn) => turn.start)), end: Math.max(end, ...turns.map((turn) => turn.end)) };
}
