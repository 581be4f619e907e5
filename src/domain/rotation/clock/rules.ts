import { dayMs, hourMs, minuteMs } from '../../calendar/zone';
import type { Options } from '../records/options';

/** One person's time on, as it is written down. */
export interface OnSpan {
  userId: string;
  start: Date;
  end: Date;
}

/** An instant at which the people on differ from the last people who were on. */
export interface Handover {
  at: Date;
  /** Ids, in order; nobody: nobody was on before. */
  before: string[];
  after: string[];
}

/** Who is on when, seen from the first to the last of the spans. Hours in which nobody is on part nobody from their work. */
export function handoversOf(spans: readonly OnSpan[]): Handover[] {
  const coming = [...spans].sort((a, b) => a.start.getTime() - b.start.getTime());
  const edges = [...new Set(spans.flatMap(({ start, end }) => [start.getTime(), end.getTime()]))].sort((a, b) => a - b);
  const found: Handover[] = [];
  let on: OnSpan[] = [];
  let last: string[] = [];
  let came = 0;
  for (const edge of edges) {
    for (let next = coming[came]; next && next.start.getTime() <= edge; next = coming[++came]) on.push(next);
    on = on.filter(({ end }) => end.getTime() > edge);
    const ids = [...new Set(on.map(({ userId }) => userId))].sort();
    if (ids.length === 0 || isSame(ids, last)) continue;
    found.push({ at: new Date(edge), before: last, after: ids });
    last = ids;
  }
  return found;
}

const isSame = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((id, index) => id === b[index]);

/** Who goes, and who comes. */
export const partiesOf = ({ before, after }: Handover): { outgoing: string[]; incoming: string[] } => ({
  outgoing: before.filter((id) => !after.includes(id)),
  incoming: after.filter((id) => !before.includes(id)),
});

/** What of a definition says how long a turn is. */
export interface TurnLength {
  unit: string;
  every?: number;
}

/** Minutes; 0: handoffs need not be accepted. Turns under a day go without, unless leads want it. */
export function acceptMinutes({ acceptWithin }: Pick<Options, 'acceptWithin'>, layers: readonly TurnLength[]): number {
  return acceptWithin ?? (layers.some(lastsADay) ? 30 : 0);
}

export function announces({ announce }: Pick<Options, 'announce'>, layers: readonly TurnLength[]): NonNullable<Options['announce']> {
  return announce ?? (layers.some(lastsADay) ? 'each_handoff' : 'weekdays_at_nine');
}

const lastsADay = ({ unit, every = 1 }: TurnLength): boolean => unit !== 'hour' || every * hourMs >= dayMs;

/** By when it has to be accepted. Who is asked late, for Backline was not there, has half of the time at least. */
export function acceptDue(at: Date, minutes: number, now: Date): Date {
  const within = minutes * minuteMs;
  return new Date(Math.max(at.getTime() + within, now.getTime() + within / 2));
}

/** Once, at half time. */
export const remindDue = (at: Date, dueAt: Date): Date => new Date((at.getTime() + dueAt.getTime()) / 2);

/** Longest that the outgoing people stay on for somebody who does not accept. */
export const longestStayMs = 4 * hourMs;
/** Before a shift ends, its person is asked for a note. */
export const endingAheadMs = 15 * minuteMs;
/** What was longer ago is closed. */
export const correctableMs = 7 * dayMs;
