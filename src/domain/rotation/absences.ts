import type { Instant } from '../calendar/zone';
import { changed } from './changes';
import { type Choice, choose } from './choose';
import type { Compiled, CompiledLayer } from './compiled';
import { hoursIn, localDay } from './hours';
import { weigh } from './ledger';
import type { Absence, Change, Member, MemberSpan, Plan, Shift, Span } from './plan';
import { common, holds, hullOf, inOrder, lengthOf, overlaps, parts, union } from './spans';
import { stacked } from './stack';
import type { Turn } from './turns';

/**
 * Who takes over what somebody is away for: absences one after the other as they were recorded, each once. Of less than half of a turn
 * that part goes to whoever is chosen; half or more is exchanged for one of the next turns, so that both keep their count; and where
 * no such turn is found, or nothing is to be made up, all of it is given to whoever is chosen. Then public holidays that are covered.
 * Only turns that start in the span; what has been settled on them before is among the plan's changes.
 */
export function settleAbsences(compiled: Compiled): Change[] {
  return settleTurns(compiled, { start: settledFrom(compiled.plan), end: forever }).flatMap(({ changes }) => changes);
}

/** The same of turns that start in a span, each with what it is about. */
export function settleTurns(compiled: Compiled, turnsStart: Span): Moved[] {
  const settlement = new Settlement(compiled, turnsStart);
  for (const absence of compiled.plan.absences) settlement.settle(absence);
  if (compiled.plan.onHoliday === 'cover') settlement.coverHolidays();
  return settlement.moves;
}

/** The same for one absence of the plan that is settled now, after all others. */
export function settleOne(compiled: Compiled, absence: Absence, turnsStart: Span): Moved[] {
  const others = compiled.plan.absences.filter((one) => one !== absence);
  const settlement = new Settlement(compiled, turnsStart, others);
  settlement.settle(absence);
  return settlement.moves;
}

/** Of one turn, and what follows from it: belongs together. */
export interface Moved {
  turn: Turn;
  changes: Change[];
  /** Of a public holiday none. */
  absence: Absence | null;
  /** Nobody was found who could serve all of it. */
  isOpen: boolean;
}

const forever = Number.POSITIVE_INFINITY;
const settledFrom = ({ settledUntil }: Plan): Instant => settledUntil ?? Number.NEGATIVE_INFINITY;

class Settlement {
  readonly moves: Moved[] = [];
  /** What is on record: none of it when nothing is settled yet, for then people's changes come after. */
  private readonly known: readonly Change[];
  /** Each change moves one turn of one layer. */
  private readonly ofTurn = new Map<string, Change[]>();
  private readonly done: Absence[];
  /** Units of what was given to somebody to cover so far. */
  private readonly covered = new Map<string, number>();
  private readonly away = new Map<string, Span[]>();

  constructor(
    private readonly compiled: Compiled,
    private readonly turnsStart: Span,
    before: readonly Absence[] = [],
  ) {
    this.known = compiled.plan.settledUntil === null ? [] : compiled.plan.changes;
    this.done = [...before];
  }

  settle(absence: Absence): void {
    for (const layer of this.compiled.layers)
      for (const turn of layer.turnsIn(absence)) this.together(turn, absence, () => this.settleTurn(absence, layer, turn));
    this.done.push(absence);
  }

  /** What is moved for one turn belongs together. */
  private together(turn: Turn, absence: Absence | null, move: () => void): void {
    if (!holds(this.turnsStart, turn.start)) return;
    const moved: Moved = { turn, changes: [], absence, isOpen: false };
    this.moves.push(moved);
    move();
    if (moved.changes.length === 0) this.moves.pop();
  }

  /** A member's day off goes to one whose region has none; where everybody has one, it is served. */
  coverHolidays(): void {
    const { plan, members, layers } = this.compiled;
    const days = [...members.values()].flatMap((member) =>
      [...(plan.holidays.get(regionOf(this.compiled, member)) ?? [])].map((day) => ({ member, day, ...localDay(day, member.zone) })),
    );
    for (const { member, day, start, end } of inOrder(days))
      for (const layer of layers)
        for (const turn of layer.turnsIn({ start, end }))
          this.together(turn, null, () => this.coverDay(member, day, { start, end }, layer, turn));
  }

  private coverDay(member: Member, day: number, span: Span, layer: CompiledLayer, turn: Turn): void {
    const worked = parts(this.ownIn(layer, turn, member.id), [span]);
    const within = common(span, turn);
    if (worked.length === 0 || !within) return;
    const works = (one: Member) => !this.compiled.plan.holidays.get(regionOf(this.compiled, one))?.has(day);
    const choice = this.chooseFor(layer, turn, worked, works);
    if (choice.chosen.length > 0) this.cover(member.id, layer, turn, within, worked, choice);
  }

  private settleTurn(absence: Absence, layer: CompiledLayer, turn: Turn): void {
    const own = this.ownIn(layer, turn, absence.member);
    const away = parts(own, [absence]);
    if (away.length === 0) return;

    const isByPlan = own.every(({ because }) => because.length === 1);
    const held = layer.held(turn).find(({ entry }) => entry.includes(absence.member));
    const piece: Span = held ?? turn;
    const awaySpan = common(absence, piece) ?? spanOf(absence);
    if (isByPlan && this.othersSuffice(layer, turn, absence, away)) {
      this.takeOff(absence.member, layer, turn, awaySpan);
      return;
    }
    const isAlone = isByPlan && held?.entry.length === 1 && layer.layer.choose === 'order';
    const isPart = lengthOf(away) * 2 < lengthOf(own) || (isByPlan && (held?.entry.length ?? 1) > 1);
    if (!isPart && isAlone && !absence.forgiven && this.exchange(absence, layer, turn, piece)) return;
    this.give(absence, layer, turn, isPart ? awaySpan : spanOf(piece));
  }

  /** One of a group: nobody is chosen while enough of the others stay. */
  private othersSuffice(layer: CompiledLayer, turn: Turn, { member }: Absence, away: Span[]): boolean {
    const others = this.shiftsOf(layer, turn).filter((shift) => shift.member !== member);
    const ids = [...new Set(others.map((one) => one.member))];
    const staying = ids.filter((id) => lengthOf(parts(away, union(others.filter((one) => one.member === id)))) === lengthOf(away));
    return staying.length > 0 && staying.length >= this.compiled.plan.need;
  }

  private exchange(absence: Absence, layer: CompiledLayer, turn: Turn, piece: Span): boolean {
    const other = this.exchangeable(absence, layer, turn);
    if (!other) return false;
    const { member } = absence;
    const there = { kind: 'replace', from: member, to: other.member, ...spanOf(piece) } as const;
    const back = { kind: 'replace', from: other.member, to: member, ...spanOf(other.turn) } as const;
    this.change({ ...there, because: { why: 'exchanged', with: other.turn.number } }, layer, turn);
    this.change({ ...back, because: { why: 'exchanged', with: turn.number } }, layer, other.turn);
    this.coverKnown(other.member, layer, turn);
    this.coverKnown(member, layer, other.turn);
    return true;
  }

  /** The nearest of the next turns, as many as there are entries, whose holder is free here while the one who is away is free there. */
  private exchangeable({ member }: Absence, layer: CompiledLayer, turn: Turn): { member: string; turn: Turn } | null {
    if (this.isSettled(layer, turn)) return null;
    for (let step = 1; step <= layer.layer.order.length; step++) {
      const other = layer.turns.numbered(turn.number + step);
      if (layer.layer.until !== null && other.end > layer.layer.until) return null;
      const [held, ...more] = layer.held(other);
      const [holder, ...group] = held?.entry ?? [];
      if (!holder || more.length > 0 || group.length > 0 || holder === member) continue;
      if (this.isSettled(layer, other) || !this.isShown(layer, other, holder)) continue;
      if (this.isFree(holder, layer, turn) && this.isFree(member, layer, other)) return { member: holder, turn: other };
    }
    return null;
  }

  private isSettled(layer: CompiledLayer, turn: Turn): boolean {
    return this.ofTurn.has(keyOf(layer, turn)) || this.knownOf(layer, turn).some(({ source }) => source === 'absence');
  }

  /** On record for a turn; of an addition it is no part. */
  private knownOf({ layer: { name } }: CompiledLayer, turn: Turn): Change[] {
    return this.known.filter(
      (change) => change.kind !== 'add' && overlaps(change, turn) && (change.layer === null || change.layer === name),
    );
  }

  /** No layer above hides anything of it. */
  private isShown(layer: CompiledLayer, turn: Turn, holder: string): boolean {
    return lengthOf(this.ownIn(layer, turn, holder)) === lengthOf(hoursIn(layer.layer, turn));
  }

  /** Away for less than half of its hours, and a member all the time. */
  private isFree(id: string, { layer }: CompiledLayer, turn: Turn): boolean {
    const member = this.compiled.members.get(id);
    if (!member || member.inactive) return false;
    if ((member.from !== null && member.from > turn.start) || (member.until !== null && member.until < turn.end)) return false;
    const worked = hoursIn(layer, turn);
    return lengthOf(parts(worked, this.absencesOf(id))) * 2 < lengthOf(worked);
  }

  /** Who has come by a turn may be away for a part of it: of absences that are settled already, nobody else will see to that. */
  private coverKnown(id: string, layer: CompiledLayer, turn: Turn): void {
    for (const absence of this.done) if (absence.member === id && overlaps(absence, turn)) this.settleTurn(absence, layer, turn);
  }

  /** To whoever is chosen; where nobody can, it is open. */
  private give({ member, ...absence }: Absence, layer: CompiledLayer, turn: Turn, span: Span): void {
    const worked = parts(this.ownIn(layer, turn, member), [span]);
    const choice = this.chooseFor(layer, turn, worked);
    if (choice.chosen.length > 0) {
      this.cover(member, layer, turn, span, worked, choice);
      return;
    }
    this.takeOff(member, layer, turn, common(absence, span) ?? span);
    const moved = this.moves.at(-1);
    if (moved) moved.isOpen = true;
  }

  private cover(member: string, layer: CompiledLayer, turn: Turn, span: Span, worked: Span[], { chosen, candidates }: Choice): void {
    const to = chosen[0] as string;
    const taker = this.compiled.members.get(to);
    const units = taker ? weigh(this.compiled.plan, worked, taker).units : 0;
    this.covered.set(to, (this.covered.get(to) ?? 0) + units);
    this.change({ kind: 'replace', from: member, to, ...span, because: { why: 'covering', for: member, candidates } }, layer, turn);
  }

  private takeOff(member: string, layer: CompiledLayer, turn: Turn, span: Span): void {
    this.change({ kind: 'remove', from: member, to: null, ...spanOf(span) }, layer, turn);
  }

  private chooseFor(layer: CompiledLayer, turn: Turn, worked: Span[], mayServe: (member: Member) => boolean = () => true): Choice {
    const { plan, members } = this.compiled;
    const span = hullOf(worked) as Span;
    const lately = this.lately(layer, turn);
    const { zone } = layer.layer;
    const given = layer.held(turn).flatMap(({ because }) => because.flatMap((one) => (one.why === 'balance' ? one.candidates : [])));
    const balanceOf = (member: Member) => {
      const known = given.find((one) => one.member === member.id);
      const before = known ? known.balance - weigh(plan, hoursIn(layer.layer, turn), member).units : member.balance;
      return before + (this.covered.get(member.id) ?? 0);
    };
    return choose(
      {
        ...plan,
        candidates: [...new Set(layer.layer.order.flat())].flatMap((id) => members.get(id) ?? []).filter(mayServe),
        on: this.around(span),
        heaviest: Math.max(...lately.turns.map((one) => weigh(plan, hoursIn(layer.layer, one), { zone, region: null }).units)),
        balanceOf,
        lastEndOf: ({ id, lastEnd }) => {
          const ends = lately.shifts.filter((shift) => shift.member === id && shift.end <= span.start).map(({ end }) => end);
          return ends.length > 0 || lastEnd !== null ? Math.max(...ends, lastEnd ?? Number.NEGATIVE_INFINITY) : null;
        },
      },
      span,
      worked,
    );
  }

  /** The turns before this one in which everybody has had theirs, and who served them. */
  private lately(layer: CompiledLayer, turn: Turn): { turns: Turn[]; shifts: Shift[] } {
    const back = turn.number - layer.layer.order.length;
    const first = layer.layer.from === null ? back : Math.max(0, back);
    const turns = Array.from({ length: turn.number - first + 1 }, (_, step) => layer.turns.numbered(first + step));
    return { turns, shifts: turns.flatMap((one) => this.shiftsOf(layer, one)) };
  }

  /** Everybody who is on at that time and for a rest before and after it. */
  private around({ start, end }: Span): MemberSpan[] {
    const { plan, layers } = this.compiled;
    const span = { start: start - plan.restMs, end: end + plan.restMs };
    const shifts = layers.flatMap((layer) => layer.turnsIn(span).flatMap((turn) => this.shiftsOf(layer, turn)));
    return [...shifts, ...this.addedIn(span)].filter((shift) => overlaps(shift, span));
  }

  private addedIn(span: Span): MemberSpan[] {
    return this.known.flatMap(({ kind, to, start, end }) =>
      kind === 'add' && to !== null && overlaps({ start, end }, span) ? [{ member: to, start, end }] : [],
    );
  }

  private ownIn(layer: CompiledLayer, turn: Turn, id: string): Shift[] {
    return this.shiftsOf(layer, turn).filter(({ member }) => member === id);
  }

  /** Of what layers above do not hide, as it has been settled so far. */
  private shiftsOf(layer: CompiledLayer, turn: Turn): Shift[] {
    const { layers } = this.compiled;
    const isOwn = (shift: Shift) => shift.turn === turn.number && shift.layer === layer.layer.name;
    const shown = layers.length === 1 ? layer.shiftsIn(turn) : stacked(layers, turn);
    return changed(shown.filter(isOwn), [...this.knownOf(layer, turn), ...(this.ofTurn.get(keyOf(layer, turn)) ?? [])]).shifts;
  }

  private absencesOf(id: string): Span[] {
    const known = this.away.get(id) ?? union(this.compiled.plan.absences.filter(({ member }) => member === id));
    this.away.set(id, known);
    return known;
  }

  private change(change: Omit<Change, 'layer' | 'source'>, layer: CompiledLayer, turn: Turn): void {
    const settled: Change = { ...change, layer: layer.layer.name, source: 'absence' };
    const key = keyOf(layer, turn);
    this.moves.at(-1)?.changes.push(settled);
    this.ofTurn.set(key, [...(this.ofTurn.get(key) ?? []), settled]);
  }
}

const keyOf = ({ layer }: CompiledLayer, { number }: Turn): string => `${layer.name} ${number}`;
const spanOf = ({ start, end }: Span): Span => ({ start, end });
const regionOf = ({ plan }: Compiled, member: Member): string => member.region ?? plan.region ?? '';
