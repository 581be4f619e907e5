import { type Database, writeTx } from '../../database';
import { owe } from '../../delivery/owe';

export interface PressedTooLate {
  workspaceId: string;
  person: string;
  triggerId: string;
  /** What it was about; empty: no escalation. */
  escalationId: string;
}

/** Nothing opened after a press, and there is no message to answer beside: its person reads so in direct messages, once. */
export async function tellTooLate(
  db: Database,
  { workspaceId, person, triggerId, escalationId }: PressedTooLate,
  now: Date,
): Promise<void> {
  const key = `escalation.told:too_late:${triggerId}`;
  const data = { what: 'too_late' };
  await writeTx(db, (tx) => owe(tx, { workspaceId, key, kind: 'escalation.told', subject: escalationId, data, lane: person }, now));
}
