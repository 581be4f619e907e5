import type { Shift } from '../../../generated/sqlite/client';
import type { Reader } from '../../people/store';
import { correctableMs } from './rules';

export type Lately = Pick<Shift, 'id' | 'userId' | 'start' | 'end' | 'rotationId'>;

/** What has begun and may still be corrected, the newest first: of a person, or of a rotation. */
export function shiftsLately(
  read: Reader,
  of: { workspaceId: string; userId: string } | { rotationId: string },
  now: Date,
): Promise<Lately[]> {
  return read.shift.findMany({
    where: { ...of, state: { in: ['on', 'served'] }, start: { lt: now }, end: { gt: new Date(now.getTime() - correctableMs) } },
    orderBy: [{ start: 'desc' }, { id: 'asc' }],
    select: { id: true, userId: true, start: true, end: true, rotationId: true },
  });
}
