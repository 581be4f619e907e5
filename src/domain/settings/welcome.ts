import type { Transaction } from '../../database';
import { owe } from '../../delivery/owe';

/** Asks the admin to name the first squad: once in the life of a workspace. Whether there still is none is looked up when it is said. */
export async function welcome(tx: Transaction, workspaceId: string, admin: string, now: Date): Promise<void> {
  const { count } = await tx.workspace.updateMany({ where: { id: workspaceId, greetedAdmin: null }, data: { greetedAdmin: admin } });
  if (count === 0) return;
  await owe(
    tx,
    { workspaceId, key: `workspace.welcome:${workspaceId}`, kind: 'workspace.welcome', subject: workspaceId, lane: admin },
    now,
  );
}
