import type { Transaction } from '../../../database';
import { json } from '../../../database';
import { owe } from '../../../delivery/owe';
import type { Delivery, GroupLink } from '../../../generated/sqlite/client';
import { type GroupState, groupState } from './group';
import { groupDebt } from './present';

/** What became of a state that was owed. */
interface Settled {
  row: Delivery;
  wish: object;
  error: string | null;
  unchanged: boolean;
}

const retryMs = 60 * 60_000;

/** In the transaction that settles them: how the groups are now, or why not, and when it is tried again. */
export async function groupsSettled(tx: Transaction, states: readonly Settled[], now: Date): Promise<void> {
  for (const { row, wish, error, unchanged } of states) {
    if (row.kind !== 'rota.group' || !('members' in wish)) continue;
    const fine = { error: null, retryAt: null };
    const done = unchanged ? fine : { ...fine, lastSet: json(wish.members), lastAt: now, isStale: false };
    await write(tx, row.workspaceId, row.subject, error ? { error, retryAt: new Date(now.getTime() + retryMs) } : done);
  }
}

/** Whether somebody has changed a group by hand since, which is set back at the next full hour. */
export const isDrifted = (link: GroupLink | null): boolean => link?.driftAt != null && (link.lastAt === null || link.driftAt > link.lastAt);

/** Takes down who is in a group, as Slack tells it. Who was put in or taken out by hand is noted once. */
export async function noteMembers(tx: Transaction, state: GroupState, actual: readonly string[], now: Date): Promise<void> {
  const { workspaceId, groupId, link, plan } = state;
  if (isSameSet(actual, plan.wanted)) {
    if (link && !isSameSet(actual, link.lastSet as string[])) await write(tx, workspaceId, groupId, { lastSet: json(actual), lastAt: now });
    return;
  }
  // Ours is on its way still: nobody has touched the group.
  if (!link || !isSameSet(link.lastSet as string[], plan.wanted)) return;
  await write(tx, workspaceId, groupId, { lastSet: json(actual), driftAt: now });
}

/** The look of every hour: what was changed by hand is set back. */
export async function setBack(tx: Transaction, workspaceId: string, groupId: string, actual: readonly string[], now: Date): Promise<void> {
  const before = await groupState(tx, workspaceId, groupId, now);
  if (!before) return;
  await noteMembers(tx, before, actual, now);
  if (!isSameSet(actual, before.plan.wanted)) await owe(tx, groupDebt(workspaceId, groupId), now);
}

/** The look of every minute, which finds nothing to do when all went well. */
export async function compareGroup(tx: Transaction, workspaceId: string, groupId: string, now: Date): Promise<void> {
  const state = await groupState(tx, workspaceId, groupId, now);
  if (!state) return;
  const { link, plan } = state;
  const isStale = plan.by === 'nobody';
  if (isStale !== (link?.isStale ?? false)) await write(tx, workspaceId, groupId, { isStale });
  if (mustBeSet(state, now)) await owe(tx, groupDebt(workspaceId, groupId), now);
  else if (link?.error && !plan.differs) await write(tx, workspaceId, groupId, { error: null, retryAt: null });
}

export const mustBeSet = ({ plan, link }: GroupState, now: Date): boolean =>
  plan.differs && !isDrifted(link) && !(link?.retryAt && link.retryAt > now);

type Columns = Partial<Pick<GroupLink, 'lastAt' | 'error' | 'retryAt' | 'driftAt' | 'isStale'>> & { lastSet?: ReturnType<typeof json> };

async function write(tx: Transaction, workspaceId: string, groupId: string, columns: Columns): Promise<void> {
  await tx.groupLink.upsert({
    where: { workspaceId_groupId: { workspaceId, groupId } },
    create: { workspaceId, groupId, lastSet: json([]), ...columns },
    update: columns,
  });
}

const isSameSet = (a: readonly string[], b: readonly string[]): boolean => [...new Set(a)].sort().join() === [...new Set(b)].sort().join();
