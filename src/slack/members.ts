import { type Transaction, writeTx } from '../database';
import type { Channel } from '../generated/sqlite/client';
import { isFresh, type Lookup } from './cache';
import { coalesced } from './coalesce';
import type { Channels } from './index';
import { SlackUnavailable } from './unavailable';

/** Who is in a channel: read whole once a day, kept true by events between. */
export function createMembers(
  { workspaceId, botUserId, db, clock, client }: Lookup,
  channel: (channelId: string) => Promise<Channel | null>,
): Pick<Channels, 'members' | 'memberJoined' | 'memberLeft'> {
  const reading = coalesced<string[]>();

  async function members(channelId: string): Promise<string[]> {
    const known = await channel(channelId);
    if (!known) return [];
    if (isFresh(known.membersAt, clock.now())) return kept(channelId);
    return reading(channelId, () => readWhole(channelId)).catch((error: unknown) => {
      if (known.membersAt && error instanceof SlackUnavailable) return kept(channelId);
      throw error;
    });
  }

  async function kept(channelId: string): Promise<string[]> {
    const rows = await db.read.channelMember.findMany({ where: { workspaceId, channelId }, orderBy: { userId: 'asc' } });
    return rows.map(({ userId }) => userId);
  }

  async function readWhole(channelId: string): Promise<string[]> {
    const userIds = await ask(channelId);
    await writeTx(db, async (tx) => {
      const where = { workspaceId_channelId: { workspaceId, channelId } };
      await tx.channel.update({
        where,
        data: { membersAt: clock.now(), memberCount: userIds.length, isMember: userIds.includes(botUserId) },
      });
      await tx.channelMember.deleteMany({ where: { workspaceId, channelId } });
      await tx.channelMember.createMany({ data: userIds.map((userId) => ({ workspaceId, channelId, userId })) });
    });
    return userIds;
  }

  async function ask(channelId: string): Promise<string[]> {
    const userIds = new Set<string>();
    let cursor: string | undefined;
    do {
      const outcome = await client.call('conversations.members', { channel: channelId, limit: 1000, ...(cursor && { cursor }) });
      if (outcome.is !== 'ok') throw new SlackUnavailable('conversations.members', outcome);
      for (const userId of outcome.answer.members ?? []) userIds.add(userId);
      cursor = outcome.answer.response_metadata?.next_cursor || undefined;
    } while (cursor);
    return [...userIds].sort();
  }

  async function memberJoined(channelId: string, userId: string): Promise<void> {
    await writeTx(db, async (tx) => {
      if (userId === botUserId) await tx.channel.updateMany({ where: { workspaceId, channelId }, data: { isMember: true } });
      // Only where the whole list is known is it kept up: elsewhere it is read when somebody asks.
      if ((await tx.channel.count({ where: { workspaceId, channelId, membersAt: { not: null } } })) === 0) return;
      await tx.channelMember.upsert({
        where: { workspaceId_channelId_userId: { workspaceId, channelId, userId } },
        create: { workspaceId, channelId, userId },
        update: {},
      });
      await recount(tx, channelId);
    });
  }

  async function memberLeft(channelId: string, userId: string): Promise<void> {
    await writeTx(db, async (tx) => {
      if (userId === botUserId) await tx.channel.updateMany({ where: { workspaceId, channelId }, data: { isMember: false } });
      const { count } = await tx.channelMember.deleteMany({ where: { workspaceId, channelId, userId } });
      if (count > 0) await recount(tx, channelId);
    });
  }

  async function recount(tx: Transaction, channelId: string): Promise<void> {
    const memberCount = await tx.channelMember.count({ where: { workspaceId, channelId } });
    await tx.channel.updateMany({ where: { workspaceId, channelId }, data: { memberCount } });
  }

  return { members, memberJoined, memberLeft };
}
