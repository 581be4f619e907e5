import { createHash } from 'node:crypto';
import type { Transaction } from '../../../database';
import { dayMs } from '../../calendar/zone';
import type { Reader } from '../../people/store';
import type { WeekOverview } from '../company/now';
import { type Look, lookAt } from '../look';
import type { Change, Span } from '../plan';
import { slotOf } from '../records/projection';
import type { RotationRecord } from '../records/rotation';
import { scheduleOf } from '../records/schedule';
import type { Timeline } from '../records/timeline';
import { overlaps } from '../spans';
import { type Move, type PlannedShift, whoMoves } from './who-moves';

/** What `Check the plan` shows, and what it is recognized by. */
export interface Check {
  name: string;
  zone: string;
  isNew: boolean;
  appliesFrom: Date;
  /** Of a new rotation. */
  shifts: PlannedShift[];
  /** Of an edit. */
  moves: Move[];
  look: Look | null;
  /** Of sittings. */
  weeks: WeekOverview[];
  /** Covers that would change nothing any more. */
  emptied: Change[];
  /** Open requests of those who would not be on then. */
  voided: { id: string; asker: string; start: Date; end: Date }[];
  /** Of a plan that comes out otherwise it is another one. */
  fingerprint: string;
}

export interface Before {
  shifts: PlannedShift[];
  ignored: string[];
}

const lookWeeks = 4;
export const mostShifts = 10;

/** What stands before an edit, as far as it is written down. */
export async function standing(tx: Transaction, rotation: RotationRecord, now: Date): Promise<Before> {
  const timeline = await scheduleOf(tx, rotation, now);
  return { shifts: await plannedOf(tx, rotation, now, rotation.publishedUntil), ignored: ignoredOf(timeline, rotation, now).map(idOf) };
}

/** What has come of it, in the same transaction. */
export async function checkOf(
  tx: Transaction,
  after: { rotation: RotationRecord; timeline: Timeline; appliesFrom: Date },
  before: (Before & { rotation: RotationRecord }) | null,
  now: Date,
): Promise<Check> {
  const { rotation, timeline, appliesFrom } = after;
  const { name, versions } = rotation;
  const at = Math.max(appliesFrom.getTime(), now.getTime());
  const shifts = await plannedOf(tx, rotation, now, before?.rotation.publishedUntil ?? rotation.publishedUntil);
  const found = {
    shifts: before ? [] : shifts.slice(0, mostShifts),
    moves: before ? whoMoves(before.shifts, shifts, beyondOf(timeline, before.rotation.publishedUntil)) : [],
    emptied: before ? ignoredOf(timeline, rotation, now).filter((change) => !before.ignored.includes(idOf(change))) : [],
    voided: before ? await voidedBy(tx, rotation, timeline, now) : [],
  };
  const look = lookAt(timeline.rotaAt(at), { start: at, end: at + lookWeeks * 7 * dayMs });
  const zone = String(versions.at(-1)?.definition.zone);
  const seen = [
    before?.rotation.versions.at(-1)?.number ?? 0,
    shifts.map(({ userId, end }) => [userId, end]),
    found.moves,
    found.emptied,
    found.voided,
  ];
  return { name, zone, isNew: before === null, appliesFrom, ...found, look, weeks: [], fingerprint: hashOf(seen) };
}

async function plannedOf(read: Reader, { id: rotationId }: RotationRecord, now: Date, until: Date | null): Promise<PlannedShift[]> {
  const rows = await read.shift.findMany({
    where: { rotationId, state: { in: ['planned', 'on'] }, end: { gt: now }, ...(until && { start: { lt: until } }) },
    orderBy: [{ start: 'asc' }, { slot: 'asc' }],
    select: { userId: true, slot: true, start: true, end: true },
  });
  return rows;
}

/** As many weeks again, which are not written down. */
function beyondOf(timeline: Timeline, from: Date | null): PlannedShift[] {
  if (from === null) return [];
  const span = { start: from.getTime(), end: from.getTime() + 8 * 7 * dayMs };
  const shifts = timeline.shiftsIn(span).filter(({ start }) => start >= span.start);
  return shifts.map((shift) => ({ userId: shift.member, slot: slotOf(shift), start: new Date(shift.start), end: new Date(shift.end) }));
}

function ignoredOf(timeline: Timeline, { publishedUntil }: RotationRecord, now: Date): Change[] {
  const span = { start: now.getTime(), end: Math.max(publishedUntil?.getTime() ?? 0, now.getTime() + 1) };
  return timeline.rotaAt(span.start).ignoredIn(span);
}

async function voidedBy(read: Reader, rotation: RotationRecord, timeline: Timeline, now: Date): Promise<Check['voided']> {
  return voidedWhere(read, rotation, now, (asker, span) =>
    timeline.shiftsIn(span).some((shift) => shift.member === asker && overlaps(shift, span)),
  );
}

/** Open requests of those who are not on then. */
export async function voidedWhere(
  read: Reader,
  { id: rotationId }: RotationRecord,
  now: Date,
  isOn: (asker: string, span: Span) => boolean,
): Promise<Check['voided']> {
  const open = await read.swapRequest.findMany({
    where: { rotationId, state: { in: ['open', 'offered', 'agreed'] }, end: { gt: now } },
    orderBy: { start: 'asc' },
    select: { id: true, asker: true, start: true, end: true },
  });
  return open.filter(({ asker, start, end }) => {
    const span = { start: Math.max(start.getTime(), now.getTime()), end: end.getTime() };
    return !isOn(asker, span);
  });
}

const idOf = ({ id, kind, from, to, start }: Change): string => id ?? `${kind} ${from} ${to} ${start}`;
export const hashOf = (seen: unknown): string => createHash('sha256').update(JSON.stringify(seen)).digest('base64url').slice(0, 22);
