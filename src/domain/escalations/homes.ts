import type { Transaction } from '../../database';
import type { EscalationRecord } from './record';

/** App Home of somebody who looked at it lately is likely open. */
const lately = 30 * 60_000;
/** Slack takes 100 views a minute: what nobody reads is drawn when it is opened. */
const mostWatching = 20;

/**
 * Marks the App Homes that a change shows on: of those it concerns, and of the people who look at the squad's queue right now.
 * They are drawn again after it; all others are drawn when they are opened.
 */
export async function touchHomes(tx: Transaction, record: EscalationRecord, others: (string | null)[], now: Date): Promise<void> {
  const { workspaceId, owner, raisedBy, threads, squadId } = record;
  const concerned = [owner, raisedBy, ...threads.map(({ agent }) => agent), ...others].filter((user) => user !== null);
  const watching = await tx.homePage.findMany({
    where: { workspaceId, squadId, openedAt: { gte: new Date(now.getTime() - lately) } },
    orderBy: { openedAt: 'desc' },
    take: mostWatching,
    select: { userId: true },
  });
  await touch(tx, workspaceId, [...concerned, ...watching.map(({ userId }) => userId)]);
}

async function touch(tx: Transaction, workspaceId: string, users: string[]): Promise<void> {
  await tx.homePage.updateMany({
    where: { workspaceId, userId: { in: [...new Set(users)] } },
    data: { stale: true, revision: { increment: 1 } },
  });
}
