import { z } from 'zod';
import type { Deps } from '../../deps';
import { releaseOwnedBy } from '../../domain/escalations/owners';
import { channelMended } from '../../domain/escalations/undelivered';
import type { EventHandler, Handlers } from '../registry';

const UserEvent = z.object({ user: z.looseObject({ id: z.string() }) });
const MemberEvent = z.looseObject({ user: z.string(), channel: z.string() });
const ChannelEvent = z.looseObject({ channel: z.string() });

/** What becomes of owners and channels. What Slack tells of them is known by the time these run: the directory comes first. */
export function surroundingsHandlers({ db }: Deps): Handlers {
  const changed: EventHandler = async ({ workspaceId, eventId, event }, now) => {
    const { user } = UserEvent.parse(event);
    return (tx) => releaseOwnedBy(tx, workspaceId, user.id, eventId, now);
  };
  const left: EventHandler = async ({ workspaceId, eventId, event }, now) => {
    const { user } = MemberEvent.parse(event);
    return (tx) => releaseOwnedBy(tx, workspaceId, user, eventId, now);
  };
  const mended: EventHandler = async ({ workspaceId, event }) => {
    const { channel } = ChannelEvent.parse(event);
    return (tx) => channelMended(tx, workspaceId, channel);
  };
  const joined: EventHandler = async (stored, now) => {
    const { user } = MemberEvent.parse(stored.event);
    const us = await db.read.workspace.findUnique({ where: { id: stored.workspaceId }, select: { botUserId: true } });
    return user === us?.botUserId ? mended(stored, now) : null;
  };
  return {
    events: {
      user_change: [changed],
      member_left_channel: [left],
      channel_unarchive: [mended],
      group_unarchive: [mended],
      member_joined_channel: [joined],
    },
  };
}
