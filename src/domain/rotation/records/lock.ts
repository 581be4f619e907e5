import type { Transaction } from '../../../database';
import { findRotation, type RotationRecord } from './rotation';

/**
 * Every write to a rotation begins with this one: it holds the row until COMMIT, so that whoever comes second sees what the first has
 * done. Answers the rotation as it is then; `null`: there is none, or it was removed.
 */
export async function lockRotation(tx: Transaction, workspaceId: string, id: string): Promise<RotationRecord | null> {
  const { count } = await tx.rotation.updateMany({ where: { id, workspaceId, removedAt: null }, data: { revision: { increment: 1 } } });
  return count === 1 ? findRotation(tx, workspaceId, id) : null;
}
