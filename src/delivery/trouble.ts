import type { Transaction } from '../database';
import type { Delivery } from '../generated/sqlite/client';
import { owe } from './owe';

/** What `workspace.trouble` carries; its subject is the lane (a channel, or a person for direct messages). */
export interface Trouble {
  lane: string;
  /** Slack's name for it; `unreadable:…` when it may have been said and Slack does not let us look. */
  error: string;
  /** Kind of the delivery that met it first. */
  kind: string;
}

const kind = 'workspace.trouble';

/** Tells the admins, once for each place and error, until something has got through there again. */
export async function tellOfTrouble(tx: Transaction, row: Delivery, error: string, now: Date): Promise<void> {
  if (row.kind === kind) return;
  const { workspaceId, lane } = row;
  const key = `${kind}:${lane}:${error}`;
  if (await isTold(tx, row, key)) return;

  const data: Trouble = { lane, error, kind: row.kind };
  const admins = await adminsOf(tx, workspaceId);
  const debts = admins.map((admin) => ({
    workspaceId,
    key: `${key}:${now.toISOString()}:${admin}`,
    kind: 'workspace.trouble' as const,
    subject: lane,
    data: { ...data },
    lane: admin,
  }));
  await owe(tx, debts, now);
}

async function isTold(tx: Transaction, { workspaceId, lane }: Delivery, key: string): Promise<boolean> {
  const told = await tx.delivery.findFirst({
    where: { workspaceId, kind, subject: lane, key: { startsWith: `${key}:` } },
    orderBy: { createdAt: 'desc' },
    select: { createdAt: true },
  });
  if (!told) return false;
  const through = await tx.delivery.findFirst({
    where: { workspaceId, lane, state: 'sent', sentAt: { gt: told.createdAt } },
    select: { id: true },
  });
  return through === null;
}

const mostAdmins = 5;

/** Those who were made Backline admins and who installed it; where nobody was, Slack's own admins. */
async function adminsOf(tx: Transaction, workspaceId: string): Promise<string[]> {
  const named = await tx.personRight.findMany({ where: { workspaceId, right: 'admin' }, orderBy: { grantedAt: 'asc' } });
  const workspace = await tx.workspace.findUnique({ where: { id: workspaceId } });
  const chosen = new Set([...named.map(({ userId }) => userId), ...(workspace?.greetedAdmin ? [workspace.greetedAdmin] : [])]);
  if (chosen.size > 0) return [...chosen];

  const admins = await tx.person.findMany({
    where: { workspaceId, isAdmin: true, isDeleted: false, isBot: false },
    orderBy: { userId: 'asc' },
    take: mostAdmins,
  });
  return admins.map(({ userId }) => userId);
}
