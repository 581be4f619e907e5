import { type Gifts, giftsOf } from './given';
import { type Held, holdersOf } from './holders';
import { hoursIn } from './hours';
import type { Because, Entry, Layer, Member, Plan, Shift, Span } from './plan';
import { common, overlaps } from './spans';
import { type Turn, type Turns, turnsOf } from './turns';

/** A layer that can be asked. */
export interface CompiledLayer {
  layer: Layer;
  turns: Turns;
  /** Who holds a turn; in parts where somebody leaves in the middle. */
  held(turn: Turn): HeldBecause[];
  /** Turns while the layer is there, that touch a span. */
  turnsIn(span: Span): Turn[];
  /** Shifts of the turns that touch a span, by plan: before layers are stacked and anything is changed. */
  shiftsIn(span: Span): Shift[];
}

export interface HeldBecause extends Held {
  because: Because[];
}

export interface Compiled {
  plan: Plan;
  members: ReadonlyMap<string, Member>;
  layers: CompiledLayer[];
}

export function compile(plan: Plan): Compiled {
  const members = new Map(plan.members.map((member) => [member.id, member]));
  return { plan, members, layers: plan.layers.map((layer) => compileLayer(plan, layer, members)) };
}

function compileLayer(plan: Plan, layer: Layer, members: ReadonlyMap<string, Member>): CompiledLayer {
  const turns = turnsOf(layer);
  const holders = holdersOf(layer, turns, members);
  const gifts: Gifts | null = layer.choose === 'balance' ? giftsOf(layer, turns, { ...plan, members }) : null;
  const alive = life(layer);
  const known = new Map<number, Shift[]>();
  const reasons = new Map<Entry, Because[]>();

  /** Written once for each entry: a year has a thousand turns. */
  function reasonsOf(entry: Entry): Because[] {
    const because = reasons.get(entry) ?? entry.map((member): Because => ({ why: 'holder', member }));
    reasons.set(entry, because);
    return because;
  }

  function held(turn: Turn): HeldBecause[] {
    if (!gifts) return holders.of(turn).map(({ number, start, end, entry }) => ({ number, start, end, entry, because: reasonsOf(entry) }));
    const given = gifts.of(turn);
    if (!given) return [];
    const { number, start, end } = turn;
    return [
      {
        number,
        start,
        end,
        entry: given.entry,
        because: given.entry.map((): Because => ({ why: 'balance', candidates: given.candidates })),
      },
    ];
  }

  function turnsIn(span: Span): Turn[] {
    const asked = common(span, alive);
    return asked ? turns.in(asked).filter((turn) => overlaps(turn, asked)) : [];
  }

  function shiftsOfTurn(turn: Turn): Shift[] {
    const before = known.get(turn.number);
    if (before) return before;
    const shifts: Shift[] = [];
    for (const one of held(turn)) {
      const piece = common(one, alive);
      if (piece) pushShifts(shifts, one, piece);
    }
    known.set(turn.number, shifts);
    return shifts;
  }

  function pushShifts(shifts: Shift[], { number, entry, because }: HeldBecause, piece: Span): void {
    const hours = hoursIn(layer, piece);
    for (const [index, id] of entry.entries()) {
      const member = members.get(id);
      // Who joins a group in the middle of a turn serves from its next one.
      if (!member || member.inactive || (member.from !== null && member.from > piece.start)) continue;
      for (const span of hours) {
        const { start } = span;
        const end = Math.min(span.end, member.until ?? span.end);
        const why = because[index] as Because;
        if (start < end) shifts.push({ start, end, member: id, layer: layer.name, turn: number, seat: index + 1, because: [why] });
      }
    }
  }

  function shiftsIn(span: Span): Shift[] {
    const shifts: Shift[] = [];
    for (const turn of turnsIn(span)) for (const shift of shiftsOfTurn(turn)) shifts.push(shift);
    return shifts;
  }

  return { layer, turns, held, turnsIn, shiftsIn };
}

const life = ({ from, until }: Layer): Span => ({ start: from ?? Number.NEGATIVE_INFINITY, end: until ?? Number.POSITIVE_INFINITY });
