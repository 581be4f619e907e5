import { personOf, type Reader } from '../../people/store';
import { rightsIn } from '../records/rights';
import { findRotation } from '../records/rotation';
import { personCalendar, rotationCalendar } from './content';
import { hashOfSecret, isSecret } from './secret';

/** A feed whose address was asked for. */
export interface Subscription {
  id: string;
  workspaceId: string;
  userId: string;
  rotationId: string | null;
}

/** `null`: no such address, or not any more. */
export async function subscriptionOf(read: Reader, secret: string): Promise<Subscription | null> {
  if (!isSecret(secret)) return null;
  const row = await read.calendarFeed.findUnique({ where: { secretHash: hashOfSecret(secret) } });
  return row && row.revokedAt === null ? row : null;
}

/** The calendar as it is now. `null`: whose address it is has left, or may not see the rotation any more. */
export async function calendarOf(read: Reader, { workspaceId, userId, rotationId }: Subscription, now: Date): Promise<string | null> {
  const person = await personOf(read, workspaceId, userId);
  if (!person || person.isDeleted) return null;
  if (rotationId === null) return personCalendar(read, workspaceId, userId, now);
  const rotation = await findRotation(read, workspaceId, rotationId);
  if (!rotation || rotation.removedAt || !(await rightsIn(read, rotation, userId, now)).see) return null;
  return rotationCalendar(read, rotation, now);
}
