import { json, type Transaction } from '../../database';
import type { AuditEntry } from '../../generated/sqlite/client';
import type { Reader } from '../people/store';

export interface Change {
  workspaceId: string;
  /** A Slack user id, or `cli` / `system`. */
  actor: string;
  /** What was done, e.g. `squad.changed`. */
  action: string;
  subject: string;
  before?: unknown;
  after?: unknown;
}

/** Written in the transaction of the change. */
export async function record(tx: Transaction, { before, after, ...what }: Change, now: Date): Promise<void> {
  const sides = { ...(before !== undefined && { before: json(before) }), ...(after !== undefined && { after: json(after) }) };
  await tx.auditEntry.create({ data: { ...what, ...sides, at: now } });
}

export interface AuditPage {
  entries: AuditEntry[];
  /** Pass it as `before` for the older ones; `null` when there are none. */
  older: number | null;
}

/** Newest first. */
export async function auditLog(
  read: Reader,
  workspaceId: string,
  { limit, before }: { limit: number; before?: number },
): Promise<AuditPage> {
  const found = await read.auditEntry.findMany({
    where: { workspaceId, ...(before !== undefined && { id: { lt: before } }) },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  const entries = found.slice(0, limit);
  return { entries, older: found.length > limit ? (entries.at(-1)?.id ?? null) : null };
}
