import type { Transaction } from '../../../database';
import { dateOfDay, dayMs, dayOfDate, instantAt, wallTime } from '../../calendar/zone';
import type { RotationRecord } from '../records/rotation';
import type { MemberForm } from './form';

/** Who starts later joins then; who has an end leaves after that day. What has begun keeps its beginning. */
export async function setSpans(tx: Transaction, rotation: RotationRecord, members: readonly MemberForm[], now: Date): Promise<void> {
  const { id: rotationId } = rotation;
  const zone = zoneIn(rotation);
  const rows = await tx.rotationMember.findMany({ where: { rotationId }, orderBy: [{ joinOrder: 'asc' }, { from: 'asc' }] });
  let last = Math.max(-1, ...rows.map(({ joinOrder }) => joinOrder));
  for (const { userId, starts, ends, region } of members) {
    const row = rows.findLast((one) => one.userId === userId && (one.until === null || one.until > now));
    const until = ends ? endOf(ends, row?.until ?? null, zone) : null;
    const from = starts ? startOf(starts, 0, zone) : null;
    const isShown = row !== undefined && starts === wallTime(row.from, zone).date;
    const isMoved = !isShown && row !== undefined && row.from > now && from !== null && from > now && from.getTime() !== row.from.getTime();
    const key = row && { rotationId_userId_from: { rotationId, userId, from: row.from } };
    if (key) await tx.rotationMember.update({ where: key, data: { until, region, ...(isMoved && { from }) } });
    else if (from && from > now) await tx.rotationMember.create({ data: { rotationId, userId, from, until, region, joinOrder: ++last } });
  }
}

/** After that day; a person who leaves at an hour of it by an edit still does. */
const endOf = (date: string, before: Date | null, zone: string): Date =>
  before && lastDay(before, zone) === date ? before : startOf(date, 1, zone);

export const lastDay = (until: Date, zone: string): string => dateBefore(wallTime(until, zone).date);
const startOf = (date: string, daysLater: number, zone: string): Date =>
  new Date(instantAt(((dayOfDate(date) ?? 0) + daysLater) * dayMs, zone, 'start'));
const dateBefore = (date: string): string => dateOfDay((dayOfDate(date) ?? 1) - 1);
export const zoneIn = ({ versions }: RotationRecord): string => String(versions.at(-1)?.definition.zone ?? 'UTC');
