import type { Transaction } from '../../../database';
import type { Projection } from './projection';
import type { RotationRecord } from './rotation';

/** The App Homes on which a planning shows: of whom it concerns, and of all that look at the squad. */
export async function touchRotationHomes(
  tx: Transaction,
  { workspaceId, squadId }: Pick<RotationRecord, 'workspaceId' | 'squadId'>,
  { create, update, cancel, end }: Projection,
): Promise<void> {
  const users = [...create, ...cancel, ...end].map(({ userId }) => userId);
  const moved = update.flatMap(({ row, to }) => [row.userId, to.userId]);
  await touchHomesOf(tx, workspaceId, [...users, ...moved], squadId);
}

/** They are drawn again at the next look of the clock. */
export async function touchHomesOf(
  tx: Transaction,
  workspaceId: string,
  users: readonly string[],
  squadId: string | null = null,
): Promise<void> {
  const seen = [{ userId: { in: [...new Set(users)] } }, ...(squadId ? [{ squadId }] : [])];
  await tx.homePage.updateMany({ where: { workspaceId, OR: seen }, data: { stale: true, revision: { increment: 1 } } });
}
