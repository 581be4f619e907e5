import type { Transaction } from '../../../database';
import type { Handoff } from '../../../generated/sqlite/client';
import { perform } from '../../escalations/perform';
import type { RotationRecord } from '../records/rotation';
import { handingOf, openOf } from './summary';

/** What the outgoing people have goes to one of the incoming, but for what they keep. What cannot be taken stays where it is, and climbs. */
export async function handOverWork(tx: Transaction, rotation: RotationRecord, handoff: Handoff, taker: string, now: Date): Promise<void> {
  const { workspaceId } = rotation;
  const { kept } = handingOf(handoff);
  const outgoing = handoff.outgoing as string[];
  for (const { id, owner } of await openOf(tx, rotation)) {
    if (!owner || !outgoing.includes(owner) || kept.includes(id)) continue;
    const act = { workspaceId, escalationId: id, person: taker, source: `handoff:${handoff.id}:${id}` };
    await perform(tx, act, { do: 'take_over', atHandoff: true }, now);
  }
}
