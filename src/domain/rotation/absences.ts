import { changed } from './changes';
import { type Choice, choose } from './choose';
import type { Compiled, CompiledLayer } from './compiled';
import { isForgiven } from './given';
import { hoursIn } from './hours';
import { weigh } from './ledger';
import type { Absence, Change, Shift, Span } from './plan';
import { common, hullOf, lengthOf, overlaps, parts, union } from './spans';
import { stacked } from './stack';
import type { Turn } from './turns';

/**
 * Who takes over what somebody is away for: absences one after the other as they were recorded, each once. Of less than half of a turn
 * that part goes to whoever is chosen; half or more is exchanged for one of the next turns, so that both keep their count; and where
 * no such turn is found, or nothing is to be made up, all of it is given to whoever is chosen.
 */
export function settleAbsences(compiled: Compiled): Change[] {
  const settlement = new Settlement(compiled);
  for (const absence of compiled.plan.absences) settlement.settle(absence);
  return settlement.changes;
}

class Settlement {
  readonly changes: Change[] = [];
  private readonly touched = new Set<string>();
  private readonly done: Absence[] = [];

  constructor(private readonly compiled: Compiled) {}

  settle(absence: Absence): void {
    for (const layer of this.compiled.layers)
      for (const turn of layer.turnsIn(absence)) if (isOpen(turn, this.compiled.plan.now)) this.settleTurn(absence, layer, turn);
    this.done.push(absence);
  }

  private settleTurn(absence: Absence, layer: CompiledLayer, turn: Turn): void {
    const own = this.shiftsOf(layer, turn).filter(({ member }) => member === absence.member);
    const away = parts(own, [absence]);
    if (away.length === 0) return;

    const isByPlan = own.every(({ because }) => because.length === 1);
    if (isByPlan && this.othersSuffice(layer, turn, absence, away)) return;
    const held = layer.held(turn).find(({ entry }) => entry.includes(absence.member));
    const piece: Span = held ?? turn;
    const isAlone = isByPlan && held?.entry.length === 1;
    const isPart = lengthOf(away) * 2 < lengthOf(own);
    if (!isPart && isAlone && !isForgiven(absence) && this.exchange(absence, layer, turn, piece)) return;
    this.give(absence, layer, turn, isPart ? (common(absence, piece) as Span) : spanOf(piece));
  }

  /** One of a group: nothing while enough of the others stay. */
  private othersSuffice(layer: CompiledLayer, turn: Turn, { member }: Absence, away: Span[]): boolean {
    const others = this.shiftsOf(layer, turn).filter((shift) => shift.member !== member);
    const staying = new Set(
      others
        .filter((shift) => lengthOf(parts(away, union(others.filter((one) => one.member === shift.member)))) === lengthOf(away))
        .map((one) => one.member),
    );
    const present = [...staying].filter((id) => lengthOf(parts(away, this.absencesOf(id))) === 0);
    return present.length > 0 && present.length >= this.compiled.plan.need;
  }

  private exchange(absence: Absence, layer: CompiledLayer, turn: Turn, piece: Span): boolean {
    const other = this.exchangeable(absence, layer, turn);
    if (!other) return false;
    const { member } = absence;
    this.change(
      { kind: 'replace', from: member, to: other.member, ...spanOf(piece), because: { why: 'exchanged', with: other.turn.number } },
      layer,
      turn,
    );
    const back = { kind: 'replace', from: other.member, to: member, ...spanOf(other.turn) } as const;
    this.change({ ...back, because: { why: 'exchanged', with: turn.number } }, layer, other.turn);
    this.coverKnown(other.member, layer, turn);
    this.coverKnown(member, layer, other.turn);
    return true;
  }

  /** The nearest of the next turns, as many as there are entries, whose holder is free here while the one who is away is free there. */
  private exchangeable({ member }: Absence, layer: CompiledLayer, turn: Turn): { member: string; turn: Turn } | null {
    for (let step = 1; step <= layer.layer.order.length; step++) {
      const other = layer.turns.numbered(turn.number + step);
      if (layer.layer.until !== null && other.end > layer.layer.until) return null;
      const [held, ...more] = layer.held(other);
      const [holder, ...group] = held?.entry ?? [];
      if (!holder || more.length > 0 || group.length > 0 || holder === member) continue;
      if (this.touched.has(keyOf(layer, turn)) || this.touched.has(keyOf(layer, other))) continue;
      if (this.isFree(holder, layer, turn) && this.isFree(member, layer, other)) return { member: holder, turn: other };
    }
    return null;
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
  private give(absence: Absence, layer: CompiledLayer, turn: Turn, span: Span): void {
    const { member } = absence;
    const worked = parts(
      this.shiftsOf(layer, turn).filter((shift) => shift.member === member),
      [span],
    );
    const { chosen, candidates } = this.chooseFor(layer, turn, worked);
    const [to] = chosen;
    if (to) this.change({ kind: 'replace', from: member, to, ...span, because: { why: 'covering', for: member, candidates } }, layer, turn);
    else this.change({ kind: 'remove', from: member, to: null, ...(common(absence, span) ?? span) }, layer, turn);
  }

  private chooseFor(layer: CompiledLayer, turn: Turn, worked: Span[]): Choice {
    const { plan, members } = this.compiled;
    const span = hullOf(worked) as Span;
    const lately = this.lately(layer, turn);
    const given = layer.held(turn).flatMap(({ because }) => because.flatMap((one) => (one.why === 'balance' ? one.candidates : [])));
    return choose(
      {
        ...plan,
        candidates: [...new Set(layer.layer.order.flat())].flatMap((id) => members.get(id) ?? []),
        on: this.around(span),
        heaviest: Math.max(
          ...lately.turns.map((one) => weigh(plan, hoursIn(layer.layer, one), { zone: layer.layer.zone, region: null }).units),
        ),
        balanceOf: (member) =>
          (given.find((one) => one.member === member.id)?.balance ?? member.balance + weigh(plan, this.covered(member.id), member).units) -
          (given.length > 0 ? weigh(plan, hoursIn(layer.layer, turn), member).units : 0),
        lastEndOf: (member) => {
          const ends = lately.shifts.filter((shift) => shift.member === member.id && shift.end <= span.start).map(({ end }) => end);
          return ends.length > 0 || member.lastEnd !== null ? Math.max(...ends, member.lastEnd ?? Number.NEGATIVE_INFINITY) : null;
        },
      },
      span,
      worked,
    );
  }

  /** What was given to somebody to cover so far. */
  private covered(id: string): Span[] {
    return this.changes
      .filter(({ to, because }) => to === id && because?.why === 'covering')
      .flatMap((change) =>
        this.around(change)
          .filter(({ member }) => member === id)
          .flatMap((shift) => common(shift, change) ?? []),
      );
  }

  /** The turns before this one in which everybody has had theirs, and who served them. */
  private lately(layer: CompiledLayer, turn: Turn): { turns: Turn[]; shifts: Shift[] } {
    const back = layer.layer.from === null ? turn.number - layer.layer.order.length : Math.max(0, turn.number - layer.layer.order.length);
    const turns = Array.from({ length: turn.number - back + 1 }, (_, step) => layer.turns.numbered(back + step));
    return { turns, shifts: turns.flatMap((one) => this.shiftsOf(layer, one)) };
  }

  /** Everybody who is on at that time and for a rest before and after it. */
  private around({ start, end }: Span): Shift[] {
    const { plan, layers } = this.compiled;
    const span = { start: start - plan.restMs, end: end + plan.restMs };
    return changed(stacked(layers, span), this.changes).shifts.filter((shift) => overlaps(shift, span));
  }

  private shiftsOf(layer: CompiledLayer, turn: Turn): Shift[] {
    const own = layer.shiftsIn(turn).filter((shift) => shift.turn === turn.number);
    return changed(own, this.changes).shifts.filter((shift) => shift.turn === turn.number);
  }

  private absencesOf(id: string): Span[] {
    return union(this.compiled.plan.absences.filter(({ member }) => member === id));
  }

  private change(change: Omit<Change, 'layer' | 'source'>, { layer }: CompiledLayer, turn: Turn): void {
    this.changes.push({ ...change, layer: layer.name, source: 'absence' });
    this.touched.add(`${layer.name} ${turn.number}`);
  }
}

const keyOf = ({ layer }: CompiledLayer, { number }: Turn): string => `${layer.name} ${number}`;
const spanOf = ({ start, end }: Span): Span => ({ start, end });

/** What has been is not moved any more. */
const isOpen = (turn: Turn, now: number | null): boolean => now === null || turn.end > now;
