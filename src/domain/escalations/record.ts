import type { Database, Transaction } from '../../database';
import type { Escalation, OriginThread } from '../../generated/sqlite/client';
import type { Calendar } from '../calendar/rules';
import { duties } from './duties';

/** An escalation with its threads, the first one first. */
export type EscalationRecord = Escalation & { threads: OriginThread[] };

export async function findEscalation(
  read: Transaction | Database['read'],
  workspaceId: string,
  id: string,
): Promise<EscalationRecord | null> {
  return read.escalation.findFirst({ where: { id, workspaceId }, include: { threads: { orderBy: { position: 'asc' } } } });
}

/** The earliest of its duties: when the clock has to look at it again. */
export function nextCheck(record: EscalationRecord, calendar: Calendar): Date | null {
  return duties({ ...record, ungathered: ungathered(record) }, calendar)[0]?.at ?? null;
}

/** Threads whose messages are still to be read. */
export const ungathered = ({ threads }: EscalationRecord) => threads.filter(({ channelId, gatheredAt }) => channelId && !gatheredAt);

/** One conditional update on `version`: false when somebody was faster. Threads are saved apart. */
export async function saveIf(
  tx: Transaction,
  { id, version }: Pick<Escalation, 'id' | 'version'>,
  columns: SavedColumns,
): Promise<boolean> {
  const { count } = await tx.escalation.updateMany({ where: { id, version }, data: { ...columns, version: { increment: 1 } } });
  return count === 1;
}

type SavedColumns = Partial<Omit<Escalation, 'id' | 'workspaceId' | 'number' | 'links' | 'version'>>;
