import type { Database } from '../../database';
import type { Slack } from '../../slack';
import type { Reader } from '../people/store';
import { findPlace } from '../places';
import { squadsOf } from './store';

/**
 * Goes to the squads' channels and gets to know who is there: joins a public channel that a settings file named, and learns the members
 * of those it has not read. A channel that was read before is not joined again: whoever removed Backline had a reason.
 */
export async function meetSquads(read: Database['read'], slack: Slack): Promise<void> {
  for (const { channelId } of await squadsOf(read, slack.workspaceId)) {
    const { isRead, strangers } = await knownOf(read, slack.workspaceId, channelId);
    if (!isRead) await meetChannel(read, slack, channelId);
    else if (strangers > 0) await findPlace({ read, slack }, channelId);
  }
}

/** Joins a public channel, and learns who is in it. */
export async function meetChannel(read: Database['read'], slack: Slack, channelId: string): Promise<void> {
  const channel = await slack.channels.refresh(channelId);
  if (!channel || channel.isArchived) return;
  if (!channel.isMember && !channel.isPrivate) await slack.channels.join(channelId);
  await findPlace({ read, slack }, channelId);
}

async function knownOf(read: Reader, workspaceId: string, channelId: string): Promise<{ isRead: boolean; strangers: number }> {
  const channel = await read.channel.findUnique({
    where: { workspaceId_channelId: { workspaceId, channelId } },
    select: { membersAt: true },
  });
  const members = await read.channelMember.findMany({ where: { workspaceId, channelId }, select: { userId: true } });
  const known = await read.person.count({ where: { workspaceId, userId: { in: members.map(({ userId }) => userId) } } });
  return { isRead: channel?.membersAt != null, strangers: members.length - known };
}
