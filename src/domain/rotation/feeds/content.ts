import type { Shift } from '../../../generated/sqlite/client';
import { dayMs } from '../../calendar/zone';
import { peopleOf, type Reader } from '../../people/store';
import { type FeedShift, feed } from '../feed';
import { layerOfSlot } from '../onDuty';
import { findRotation, type RotationRecord, rotationsOf } from '../records/rotation';

const pastMs = 30 * dayMs;
/** How long what was called off is still shown as such, so that calendars take it away. */
const cancelledMs = 14 * dayMs;

/** Everybody's shifts in a rotation, from 30 days ago to the end of what is written down. */
export async function rotationCalendar(read: Reader, rotation: RotationRecord, now: Date): Promise<string> {
  const rows = await read.shift.findMany({ where: { rotationId: rotation.id, ...shownAt(now) }, orderBy: { start: 'asc' } });
  const people = await peopleOf(read, rotation.workspaceId, [...new Set(rows.map(({ userId }) => userId))]);
  const names = new Map(people.map(({ userId, displayName, name }) => [userId, displayName || name]));
  const shifts = rows.map((row) => event(row, rotation, `${names.get(row.userId) ?? 'Somebody'} · ${placeOf(row, rotation, rows)}`));
  return feed({ name: rotation.name, shifts, now });
}

/** Somebody's own shifts, in every rotation; also those that have lately gone to somebody else, as called off. */
export async function personCalendar(read: Reader, workspaceId: string, userId: string, now: Date): Promise<string> {
  const rotations = new Map((await rotationsOf(read, workspaceId)).map((rotation) => [rotation.id, rotation]));
  const own = await read.shift.findMany({ where: { workspaceId, userId, ...shownAt(now) }, orderBy: { start: 'asc' } });
  const gone = await lostBy(read, workspaceId, userId, now);
  const shifts = [...own, ...gone].flatMap((row) => {
    const rotation = rotations.get(row.rotationId);
    if (!rotation) return [];
    const isGone = row.userId !== userId;
    return [{ ...event(row, rotation, ownSummary(rotation)), ...(isGone && { cancelled: true }) }];
  });
  return feed({ name: 'My shifts', shifts, now });
}

/** One shift of somebody's, to be put into a calendar by hand. `null`: it is not theirs, or not any more. */
export async function shiftCalendar(
  read: Reader,
  { workspaceId, userId, shiftId }: { workspaceId: string; userId: string; shiftId: string },
  now: Date,
): Promise<{ name: string; text: string } | null> {
  const row = await read.shift.findFirst({ where: { id: shiftId, workspaceId, userId, state: { in: ['planned', 'on', 'served'] } } });
  const rotation = row && (await findRotation(read, workspaceId, row.rotationId));
  if (!rotation) return null;
  return { name: rotation.name, text: feed({ name: rotation.name, shifts: [event(row, rotation, ownSummary(rotation))], now }) };
}

function shownAt(now: Date) {
  const end = { gt: new Date(now.getTime() - pastMs) };
  const lately = { gt: new Date(now.getTime() - cancelledMs) };
  return {
    end,
    OR: [
      { state: { in: ['planned' as const, 'on' as const, 'served' as const] } },
      { state: 'cancelled' as const, sequence: { gt: 0 }, modifiedAt: lately },
    ],
  };
}

/** Handoff notes stay where they belong. */
function event(row: Shift, { options }: RotationRecord, summary: string): FeedShift {
  const { id: uid, start, end, sequence, modifiedAt: modified, state } = row;
  return {
    ...{ uid, start, end, summary, sequence, modified },
    ...(options.guide && { description: options.guide }),
    ...(state === 'cancelled' && { cancelled: true }),
  };
}

const ownSummary = ({ kind, name }: RotationRecord): string => (kind === 'sittings' ? name : `On rotation: ${name}`);

/** With its layer, where there are several. */
function placeOf(row: Shift, { kind, name }: RotationRecord, rows: readonly Shift[]): string {
  if (kind === 'sittings') return name;
  const layer = layerOfSlot(row.slot);
  const isOne = rows.every((other) => layerOfSlot(other.slot) === layer || layerOfSlot(other.slot) === '');
  return isOne || layer === '' ? name : `${name} · ${layer}`;
}

/** Of what has changed lately, the shifts that would be theirs and are somebody else's. */
async function lostBy(read: Reader, workspaceId: string, userId: string, now: Date): Promise<Shift[]> {
  const memberships = await read.rotationMember.findMany({ where: { userId }, select: { rotationId: true } });
  const rows = await read.shift.findMany({
    where: {
      ...{ workspaceId, rotationId: { in: memberships.map(({ rotationId }) => rotationId) }, userId: { not: userId } },
      ...{ sequence: { gt: 0 }, modifiedAt: { gt: new Date(now.getTime() - cancelledMs) }, end: { gt: now } },
      state: { in: ['planned', 'on'] },
    },
    orderBy: { start: 'asc' },
  });
  return rows.filter(({ reasons }) => (reasons as Reason[]).some(({ member, from, for: whom }) => [member, from, whom].includes(userId)));
}

interface Reason {
  member?: string;
  from?: string | null;
  for?: string;
}
