import type { Instant } from '../calendar/zone';
import type { Cadence, Span } from './plan';
import { type Units, unitsOf } from './units';

/** `every` counted units in one entry's hands, from the start of its first unit to the end of its last. */
export interface Turn extends Span {
  number: number;
}

export interface Turns {
  /** `null` between turns: in units that do not count. */
  at(instant: Instant): Turn | null;
  /** The turn that holds an instant, else the next one. */
  from(instant: Instant): Turn;
  numbered(number: number): Turn;
  /** Those that touch a span, whole. */
  in(span: Span): Turn[];
}

/** Turn 0 holds `from`, else begins at the anchor. A day on which nobody works burns no turn. */
export function turnsOf(cadence: Cadence): Turns {
  const units = unitsOf(cadence);
  const perTurn = cadence.unit === 'hour' ? 1 : cadence.every;
  const zero = cadence.from === null ? 0 : groupAt(units, cadence.from, perTurn);

  const known = new Map<number, Turn>();

  function numbered(number: number): Turn {
    const before = known.get(number);
    if (before) return before;
    const counted = (number + zero) * perTurn;
    const first = units.counted(counted);
    const last = perTurn === 1 ? first : units.counted(counted + perTurn - 1);
    const turn = { number, start: units.start(first), end: units.start(last + 1) };
    known.set(number, turn);
    return turn;
  }

  const from = (instant: Instant) => numbered(groupAt(units, instant, perTurn) - zero);

  function at(instant: Instant): Turn | null {
    if (!units.counts(units.at(instant))) return null;
    return from(instant);
  }

  function within(span: Span): Turn[] {
    const turns: Turn[] = [];
    for (let turn = from(span.start); turn.start < span.end; turn = numbered(turn.number + 1)) turns.push(turn);
    return turns;
  }

  return { at, from, numbered, in: within };
}

function groupAt(units: Units, instant: Instant, perTurn: number): number {
  return Math.floor(units.countedBefore(units.at(instant)) / perTurn);
}
