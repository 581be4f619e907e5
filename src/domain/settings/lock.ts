import type { Transaction } from '../../database';

/** One change of a workspace's settings at a time: two admins who give one name at once are told apart. Held until COMMIT. */
export async function lockSettings(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.workspace.update({ where: { id: workspaceId }, data: { revision: { increment: 1 } } });
}
