import { absencesOf } from '../../calendar/absences';
import type { Reader } from '../../people/store';
import { type Move, type PlannedShift, whoMoves } from '../forms/who-moves';
import { zoneOf } from '../home';
import type { Span } from '../plan';
import { type Facts, iso } from '../records/facts';
import { slotOf } from '../records/projection';
import { findRotation, type RotationRecord } from '../records/rotation';
import { scheduleFrom } from '../records/schedule';
import { isUrgent } from './asks';
import { type Ask, type AwayPlan, type AwaySpan, planAway, withAbsence } from './plan';
import { factsFar } from './store';
import { isForgiven, rotationIdsOf } from './whose';

/** What an absence would do in one rotation. */
export interface AwayPreview {
  rotation: { id: string; name: string; zone: string };
  moves: Move[];
  /** `isUrgent`: everyone at once, and leads are told. */
  asks: (Ask & { isUrgent: boolean })[];
  running: Ask | null;
  open: Span[];
  /** Of the company rota: sittings for which another time is looked for. */
  sittings: Date[];
}

/** **Who would be moved**: by the same plan as in earnest, from what is known and the absence. Nothing is written. */
export async function whoWouldMove(read: Reader, away: AwaySpan & { workspaceId: string }, now: Date): Promise<AwayPreview[]> {
  const { workspaceId, userId } = away;
  if (await isAwayAlready(read, away)) return [];
  const forgiven = await isForgiven(read, away);
  const ids = await rotationIdsOf(read, workspaceId, userId, now);
  const rotations = (await Promise.all(ids.map((id) => findRotation(read, workspaceId, id)))).filter((one) => one !== null);
  const all: AwayPreview[] = [];
  const elsewhere: Elsewhere = { before: [], after: [] };
  for (const rotation of rotations) all.push(await inRotation(read, rotation, { ...away, forgiven }, elsewhere, now));
  return all.filter(
    ({ moves, asks, running, open, sittings }) => moves.length + asks.length + open.length + sittings.length > 0 || running,
  );
}

/** What the rotations before have written down, and what they would have instead: who is moved there is busy here. */
interface Elsewhere {
  before: PlannedShift[];
  after: PlannedShift[];
}

async function inRotation(read: Reader, rotation: RotationRecord, away: AwaySpan, elsewhere: Elsewhere, now: Date): Promise<AwayPreview> {
  const about = { id: rotation.id, name: rotation.name, zone: zoneOf(rotation, now) };
  const nothing = { rotation: about, moves: [], asks: [], running: null, open: [], sittings: [] };
  if (rotation.kind === 'sittings') return { ...nothing, sittings: await sittingsIn(read, rotation, away, now) };
  const facts = withBusy(await factsFar(read, rotation, now), elsewhere);
  const { changes, asks, ...rest } = planAway(rotation, facts, away, now);
  const before = shiftsOf(rotation, facts, now);
  const after = shiftsOf(rotation, withChanges(withAbsence(facts, away, now), changes), now);
  const moves = whoMoves(before, after);
  elsewhere.before.push(...before);
  elsewhere.after.push(...after);
  return { ...nothing, ...rest, moves, asks: asks.map((ask) => ({ ...ask, isUrgent: isUrgent(ask, now) })) };
}

function withBusy(facts: Facts, { before, after }: Elsewhere): Facts {
  const members = new Set(facts.members.map((one) => (one as { id: string }).id));
  const busyOf = ({ userId: member, start, end }: PlannedShift): Busy => ({ member, start: iso(start), end: iso(end) });
  const keyOf = ({ member, start, end }: Busy) => `${member} ${start} ${end}`;
  const left = new Set(before.map(busyOf).map(keyOf));
  const others = (facts.busy as Busy[]).filter((one) => !left.has(keyOf(one)));
  return { ...facts, busy: [...others, ...after.map(busyOf).filter(({ member }) => members.has(member))] };
}

interface Busy {
  member: string;
  start: string;
  end: string;
}

const withChanges = (facts: Facts, changes: AwayPlan['changes']): Facts => ({
  ...facts,
  changes: [...facts.changes, ...changes.map((one) => ({ ...one, start: iso(new Date(one.start)), end: iso(new Date(one.end)) }))],
});

/** As far as they are published. */
function shiftsOf(rotation: RotationRecord, facts: Facts, now: Date): PlannedShift[] {
  const until = rotation.publishedUntil?.getTime() ?? 0;
  const timeline = scheduleFrom(rotation, facts, now, rotation.publishedUntil);
  return timeline
    .shiftsIn({ start: now.getTime(), end: until })
    .filter(({ start, end }) => start < until && end > now.getTime())
    .map((shift) => ({ userId: shift.member, slot: slotOf(shift), start: new Date(shift.start), end: new Date(shift.end) }));
}

async function sittingsIn(read: Reader, { id: rotationId }: RotationRecord, { userId, start, end }: AwaySpan, now: Date): Promise<Date[]> {
  const from = start > now ? start : now;
  const rows = await read.shift.findMany({
    where: { rotationId, userId, state: 'planned', start: { lt: end, gte: now }, end: { gt: from } },
    orderBy: { start: 'asc' },
  });
  return rows.map((row) => row.start);
}

export async function isAwayAlready(
  read: Reader,
  { workspaceId, userId, start, end }: AwaySpan & { workspaceId: string },
): Promise<boolean> {
  return (await absencesOf(read, workspaceId, userId, { start, end })).some((one) => one.start <= start && end <= one.end);
}
