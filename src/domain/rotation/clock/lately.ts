import type { Shift } from '../../../generated/sqlite/client';
import type { Reader } from '../../people/store';
import { correctableMs } from './rules';

/** Below 40 of those ahead, 50 blocks make a message. */
const mostShown = 6;

/** What has begun and may still be corrected, the newest first: of a person, or of a rotation. */
export function shiftsLately(
  read: Reader,
  of: { workspaceId: string; userId: string } | { rotationId: string },
  now: Date,
): Promise<Shift[]> {
  return read.shift.findMany({
    where: { ...of, state: { in: ['on', 'served'] }, start: { lt: now }, end: { gt: new Date(now.getTime() - correctableMs) } },
    orderBy: [{ start: 'desc' }, { id: 'asc' }],
    take: mostShown,
  });
}
