import type { Transaction } from '../../../database';
import { lockRotation } from './lock';
import { republish } from './publish';
import type { RotationRecord } from './rotation';

export interface WrittenShift {
  id: string;
  member: string;
  start: Date;
  end: Date;
}

/** What a planning writes down, shift by shift. */
export interface PublishReport {
  rotation: RotationRecord;
  publishedUntil: Date | null;
  created: WrittenShift[];
  changed: { before: WrittenShift; after: WrittenShift }[];
  cancelled: WrittenShift[];
}

/** Publishes a rotation and tells what that has changed. `null`: there is none any more, or nothing of it is published this way. */
export async function publishWithReport(tx: Transaction, workspaceId: string, id: string, now: Date): Promise<PublishReport | null> {
  const locked = await lockRotation(tx, workspaceId, id);
  if (locked?.kind !== 'turns') return null;
  const before = await aheadOf(tx, id, now);
  const { rotation } = await republish(tx, locked, now);
  const after = await aheadOf(tx, id, now);
  return {
    rotation,
    publishedUntil: rotation.publishedUntil,
    created: [...after.values()].filter((shift) => !before.has(shift.id)),
    changed: [...after.values()].flatMap((shift) => {
      const old = before.get(shift.id);
      return old && !isSame(old, shift) ? [{ before: old, after: shift }] : [];
    }),
    cancelled: [...before.values()].filter((shift) => !after.has(shift.id)),
  };
}

/** What runs now counts, though it ends with this very planning. */
async function aheadOf(tx: Transaction, rotationId: string, now: Date): Promise<Map<string, WrittenShift>> {
  const rows = await tx.shift.findMany({
    where: { rotationId, end: { gte: now }, state: { in: ['planned', 'on'] } },
    orderBy: [{ start: 'asc' }, { userId: 'asc' }],
  });
  return new Map(rows.map(({ id, userId, start, end }) => [id, { id, member: userId, start, end }]));
}

const isSame = (a: WrittenShift, b: WrittenShift): boolean =>
  a.member === b.member && a.start.getTime() === b.start.getTime() && a.end.getTime() === b.end.getTime();
