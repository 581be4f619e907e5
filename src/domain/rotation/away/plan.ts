import { dayMs } from '../../calendar/zone';
import { type Moved as Settled, settleOne } from '../absences';
import { changed } from '../changes';
import type { Absence, Change, Shift, Span } from '../plan';
import { type Facts, iso } from '../records/facts';
import type { RotationRecord } from '../records/rotation';
import { scheduleFrom } from '../records/schedule';
import type { Stage, Timeline } from '../records/timeline';
import { common, hullOf, inOrder, overlaps, union, without } from '../spans';

/** Somebody is asked to serve what nobody is moved to without a yes. */
export interface Ask extends Span {
  asker: string;
  /** `null`: everyone who can. */
  asked: string | null;
  /** The turn that is exchanged for it. */
  inReturn: Span | null;
}

/** What an absence means for one rotation. */
export interface AwayPlan {
  /** Moved at once. */
  changes: Change[];
  /** Begins too soon to be moved without a yes. */
  asks: Ask[];
  /** On now: asking comes too late, somebody has to put in `asked`. */
  running: Ask | null;
  /** Nobody is free: nobody would be on. */
  open: Span[];
}

export interface AwaySpan {
  userId: string;
  start: Date;
  end: Date;
  forgiven: boolean;
}

const nameless = 'asked';

/** The facts with an absence that nobody has recorded yet: from now on, for what was is served. */
export function withAbsence(facts: Facts, { userId, start, end, forgiven }: AwaySpan, now: Date): Facts {
  const from = iso(start > now ? start : now);
  return { ...facts, absences: [...facts.absences, { id: nameless, member: userId, from, to: iso(end), forgiven }] };
}

/** Who serves what somebody is away for, of what is published. Reads nothing, writes nothing: also what a form shows. */
export function planAway(rotation: RotationRecord, facts: Facts, away: AwaySpan, now: Date): AwayPlan {
  return planOf(rotation, scheduleFrom(rotation, withAbsence(facts, away, now), now, rotation.publishedUntil), nameless, now);
}

/** The same for one that is on record. What has been settled of it before is not settled again. */
export function planKnown(rotation: RotationRecord, facts: Facts, absenceId: string, now: Date): AwayPlan {
  return planOf(rotation, scheduleFrom(rotation, clipped(facts, now), now, rotation.publishedUntil), absenceId, now);
}

const clipped = (facts: Facts, now: Date): Facts => ({
  ...facts,
  absences: facts.absences.map((one) => {
    const { from } = one as { from: string };
    return { ...one, from: Date.parse(from) < now.getTime() ? iso(now) : from };
  }),
});

function planOf(rotation: RotationRecord, timeline: Timeline, absenceId: string, now: Date): AwayPlan {
  const planning = new Planning(rotation, timeline, now.getTime());
  for (const stage of timeline.stages) planning.settle(stage, absenceId);
  return planning.plan;
}

class Planning {
  readonly plan: AwayPlan = { changes: [], asks: [], running: null, open: [] };
  private readonly soon: number;

  constructor(
    private readonly rotation: RotationRecord,
    private readonly timeline: Timeline,
    private readonly now: number,
  ) {
    this.soon = now + rotation.options.askWithinDays * dayMs;
  }

  settle({ rota, start, end }: Stage, absenceId: string): void {
    const until = this.rotation.publishedUntil?.getTime() ?? Number.NEGATIVE_INFINITY;
    const absence = rota.plan.absences.find(({ id }) => id === absenceId);
    if (!absence) return;
    for (const moved of settleOne(rota.compiled, absence, { start, end: Math.min(end, until) })) this.decide(absence, moved);
    this.askForTheRest(absence, { start, end: Math.min(end, until) });
  }

  /** At once, or not without a yes. */
  private decide(absence: Absence, { changes, isOpen }: Settled): void {
    const ahead = changes.filter((change) => change.end > this.now).map((change) => this.fromNow(absence, change));
    const own = union(inOrder(ahead.flatMap((change) => (change.from === absence.member ? this.partsOf(absence.member, change) : []))));
    if (own.length === 0) return;
    const isSoon = ahead.some((change) => this.touchedBy(change).some(({ start }) => start < this.soon));
    // Who is away without anybody in their place asks nothing of others.
    if (isSoon && (isOpen || ahead.some(({ kind }) => kind !== 'remove'))) {
      this.ask(absence, ahead, own);
      return;
    }
    this.plan.changes.push(...ahead);
    if (isOpen) this.plan.open.push(...own);
  }

  /** Of a turn that has begun only what is still ahead, and who is not away yet serves until then. */
  private fromNow(absence: Absence, change: Change): Change {
    if (change.start >= this.now) return change;
    const start = change.from === absence.member ? absence.start : this.now;
    return { ...change, start: Math.max(start, this.now) };
  }

  private ask(absence: Absence, [first, back]: readonly Change[], own: readonly Span[]): void {
    const asker = absence.member;
    const asked = first?.to && !this.isAway(first.to, own) ? first.to : null;
    const running = own.find(({ start }) => start <= this.now);
    if (running) this.plan.running ??= { ...running, asker, asked, inReturn: null };
    const ahead = hullOf(own.filter((span) => span !== running));
    if (!ahead) return;
    const isExchange = first?.because?.why === 'exchanged' && !this.hasBegun(first);
    this.plan.asks.push({ ...ahead, asker, asked, inReturn: asked && isExchange && back ? this.returned(absence, back) : null });
  }

  private hasBegun(change: Change): boolean {
    return this.touchedBy(change).some(({ start }) => start <= this.now);
  }

  /** Of use only where who is away is back for all of it. */
  private returned(absence: Absence, back: Change): Span | null {
    const span = back.from === null ? null : hullOf(this.partsOf(back.from, back));
    return span && !overlaps(absence, span) ? span : null;
  }

  /** What no turn accounts for: somebody was added to those who are on. */
  private askForTheRest({ member, ...absence }: Absence, within: Span): void {
    const away = common(absence, within);
    if (!away) return;
    const { asks, running } = this.plan;
    const known = union(inOrder(running ? [...asks, running] : asks));
    for (const { start, end } of without(this.partsOf(member, away), known)) {
      const ask = { asker: member, asked: null, inReturn: null, start, end };
      if (start <= this.now) this.plan.running ??= ask;
      else asks.push(ask);
    }
  }

  private isAway(id: string, spans: readonly Span[]): boolean {
    const { absences } = this.timeline.rotaAt(this.now).plan;
    return absences.some((one) => one.member === id && spans.some((span) => overlaps(one, span)));
  }

  /** Of whom a change takes something, the shifts that it touches: as published, after what this absence has moved already. */
  private touchedBy(change: Pick<Change, 'start' | 'end' | 'from' | 'layer'>): Shift[] {
    const hull = { start: Math.max(change.start, this.now), end: change.end };
    if (change.from === null || hull.start >= hull.end) return [];
    const { shifts } = changed(this.timeline.shiftsIn(hull), this.plan.changes);
    const isMeant = (shift: Shift) => shift.member === change.from && (change.layer === null || shift.layer === change.layer);
    return shifts.filter((shift) => isMeant(shift) && overlaps(shift, hull));
  }

  private partsOf(from: string, { start, end, layer = null }: Span & { layer?: string | null }): Span[] {
    const touched = this.touchedBy({ from, start, end, layer });
    return union(inOrder(touched.flatMap((shift) => common(shift, { start: Math.max(start, this.now), end }) ?? [])));
  }
}
