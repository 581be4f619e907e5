import type { Transaction } from '../../database';
import { actorOf } from './around';
import { backline } from './happenings';
import { perform } from './perform';
import { findEscalation } from './record';

/**
 * Who was deactivated, made a guest, or has left the squad's channel can own nothing there any more: it goes back to the squad, the
 * next person is asked, and the manager is told.
 */
export async function releaseOwnedBy(tx: Transaction, workspaceId: string, owner: string, cause: string, now: Date): Promise<void> {
  const owned = await tx.escalation.findMany({
    where: { workspaceId, owner, state: { in: ['claimed', 'waiting'] } },
    select: { id: true },
  });
  for (const { id } of owned) {
    const record = await findEscalation(tx, workspaceId, id);
    if (!record || (await actorOf(tx, record, owner)).mayAct) continue;
    await perform(tx, { workspaceId, escalationId: id, person: backline, source: `${cause}:${id}` }, { do: 'release' }, now);
  }
}
