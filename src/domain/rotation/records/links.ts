import { json, type Transaction } from '../../../database';
import { type Debt, owe } from '../../../delivery/owe';
import type { Delivery, GroupLink } from '../../../generated/sqlite/client';
import { takeSlot } from '../../../slots';
import { groupTrouble } from '../group-trouble';
import { type GroupState, groupState } from './group';
import { groupDebt } from './present';
import { leadsOf } from './rotation';

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
    if (error) await tellRefused(tx, row.workspaceId, row.subject, error, now);
    await write(tx, row.workspaceId, row.subject, error ? { error, retryAt: new Date(now.getTime() + retryMs) } : done);
  }
}

/** Once, however often it is tried. */
async function tellRefused(tx: Transaction, workspaceId: string, groupId: string, error: string, now: Date): Promise<void> {
  const state = await groupState(tx, workspaceId, groupId, now);
  if (!state || state.link?.error === error || !groupTrouble(error)) return;
  await tellLeads(tx, state, { error }, `${error}:${now.toISOString()}`, now);
}

/** Who is on and cannot be in the group is named to the leads, once. */
async function tellLeftOut(tx: Transaction, state: GroupState, now: Date): Promise<void> {
  const fresh: GroupState['plan']['leftOut'] = [];
  for (const one of state.plan.leftOut)
    if (one.is !== 'unknown' && (await takeSlot(tx, 'present-duty', leftOutSlot(state, one), now))) fresh.push(one);
  if (fresh.length > 0) await tellLeads(tx, state, { leftOut: fresh }, `left:${fresh.map(({ user }) => user).join('+')}`, now);
}

export const leftOutSlot = ({ groupId }: GroupState, { user, is }: GroupState['plan']['leftOut'][0]): string =>
  `rota_group:${groupId}:left:${user}:${is}`;

async function tellLeads(tx: Transaction, state: GroupState, data: Record<string, unknown>, what: string, now: Date): Promise<void> {
  const { workspaceId, groupId, rotations } = state;
  const leads = new Set<string>();
  for (const rotation of rotations) for (const lead of await leadsOf(tx, rotation)) leads.add(lead);
  const debts = [...leads].map(
    (lead): Debt => ({
      ...{
        workspaceId,
        key: `rota.group_finding:${groupId}:${what}:${lead}`,
        kind: 'rota.group_finding',
        subject: groupId,
        data,
        lane: lead,
      },
    }),
  );
  if (debts.length > 0) await owe(tx, debts, now);
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
  await tellLeftOut(tx, state, now);
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
