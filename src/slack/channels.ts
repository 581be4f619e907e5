import { z } from 'zod';
import { type Transaction, writeTx } from '../database';
import type { Channel } from '../generated/sqlite/client';
import { isFresh, type Lookup, listEveryMs } from './cache';
import { coalesced } from './coalesce';
import type { Channels } from './index';
import { createMembers } from './members';
import { SlackUnavailable } from './unavailable';

export function createChannels(lookup: Lookup): Channels {
  const { workspaceId, db, clock, client } = lookup;
  const asking = coalesced<Channel | null>();
  const listing = coalesced<void>();
  let listedAt: Date | undefined;

  const known = (channelId: string) => db.read.channel.findUnique({ where: { workspaceId_channelId: { workspaceId, channelId } } });
  const refresh = (channelId: string) => asking(channelId, () => ask(channelId));

  async function ask(channelId: string): Promise<Channel | null> {
    const outcome = await client.call('conversations.info', { channel: channelId, include_num_members: true });
    if (outcome.is === 'ok') return writeTx(db, (tx) => remember(tx, channelOf(outcome.answer.channel, workspaceId), clock.now()));
    if (outcome.is !== 'refused' || outcome.error !== 'channel_not_found') throw new SlackUnavailable('conversations.info', outcome);
    await noLongerIn(channelId);
    return null;
  }

  /** Slack does not tell a private channel that we were removed from, apart from one that never was. */
  async function noLongerIn(channelId: string): Promise<void> {
    const left = { isMember: false, refreshedAt: clock.now() };
    await writeTx(db, (tx) => tx.channel.updateMany({ where: { workspaceId, channelId }, data: left }));
  }

  async function get(channelId: string): Promise<Channel | null> {
    const old = await known(channelId);
    if (old && isFresh(old.refreshedAt, clock.now())) return old;
    return refresh(channelId).catch((error: unknown) => {
      if (old && error instanceof SlackUnavailable) return old;
      throw error;
    });
  }

  /** Nearly every time it is known: nothing is written then. */
  async function learnPrivate(channelId: string): Promise<void> {
    const old = await known(channelId);
    if (!old || old.isPrivate) return;
    const data = { isPrivate: true, refreshedAt: longAgo };
    await writeTx(db, (tx) => tx.channel.updateMany({ where: { workspaceId, channelId, isPrivate: false }, data }));
  }

  async function find(written: string): Promise<Channel | null> {
    const wanted = written.trim();
    if (isChannelId(wanted)) return get(wanted);

    const name = wanted.replace(/^#/, '').toLowerCase();
    return (await named(name)) ?? ((await listAll()) ? named(name) : null);
  }

  const named = (name: string) =>
    db.read.channel.findFirst({ where: { workspaceId, name, isDirect: false }, orderBy: [{ isArchived: 'asc' }, { refreshedAt: 'desc' }] });

  /** Learns every channel that we may see; `false` when that was done a moment ago. */
  async function listAll(): Promise<boolean> {
    const now = clock.now();
    if (listedAt && Math.abs(now.getTime() - listedAt.getTime()) < listEveryMs) return false;
    await listing('all', readAll);
    listedAt = now;
    return true;
  }

  async function readAll(): Promise<void> {
    let cursor: string | undefined;
    do {
      const outcome = await client.call('conversations.list', {
        types: 'public_channel,private_channel',
        limit: 200,
        ...(cursor && { cursor }),
      });
      if (outcome.is !== 'ok') throw new SlackUnavailable('conversations.list', outcome);
      const page = (outcome.answer.channels ?? []).map((channel) => channelOf(channel, workspaceId));
      await writeTx(db, async (tx) => {
        for (const channel of page) await remember(tx, channel, clock.now());
      });
      cursor = outcome.answer.response_metadata?.next_cursor || undefined;
    } while (cursor);
  }

  async function join(channelId: string): Promise<boolean> {
    const outcome = await client.call('conversations.join', { channel: channelId });
    if (outcome.is !== 'ok' && outcome.is !== 'refused') throw new SlackUnavailable('conversations.join', outcome);
    // A private channel cannot be joined, and may have us in it all the same.
    return (await refresh(channelId))?.isMember ?? false;
  }

  return { get, refresh, learnPrivate, find, join, ...createMembers(lookup, get) };
}

/** To be asked for at the next look. */
const longAgo = new Date(0);

const isChannelId = (text: string) => /^[CGD][A-Z0-9]{2,}$/.test(text);

/** A conversation as `conversations.info` and `conversations.list` answer it. */
const Conversation = z.object({
  id: z.string().min(1),
  name: z.string().optional(),
  user: z.string().optional(),
  is_private: z.boolean().optional(),
  is_im: z.boolean().optional(),
  is_mpim: z.boolean().optional(),
  is_ext_shared: z.boolean().optional(),
  is_pending_ext_shared: z.boolean().optional(),
  is_archived: z.boolean().optional(),
  is_member: z.boolean().optional(),
  num_members: z.number().optional(),
});

type ChannelFacts = Omit<Channel, 'memberCount' | 'membersAt' | 'refreshedAt'> & { memberCount: number | undefined };

export function channelOf(conversation: unknown, workspaceId: string): ChannelFacts {
  const read = Conversation.parse(conversation);
  const isDirect = read.is_im === true || read.is_mpim === true;
  return {
    workspaceId,
    channelId: read.id,
    name: read.name ?? read.user ?? read.id,
    isPrivate: isDirect || read.is_private === true,
    isDirect,
    isExternal: read.is_ext_shared === true || read.is_pending_ext_shared === true,
    isArchived: read.is_archived === true,
    isMember: read.is_im === true || read.is_member === true,
    memberCount: read.num_members,
  };
}

async function remember(tx: Transaction, { memberCount, ...channel }: ChannelFacts, refreshedAt: Date): Promise<Channel> {
  const { workspaceId, channelId } = channel;
  const count = memberCount === undefined ? {} : { memberCount };
  return tx.channel.upsert({
    where: { workspaceId_channelId: { workspaceId, channelId } },
    create: { ...channel, ...count, refreshedAt },
    update: { ...channel, ...count, refreshedAt },
  });
}
