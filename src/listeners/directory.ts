import { z } from 'zod';
import type { Deps } from '../deps';
import type { EventHandler, Handlers } from './registry';

const UserEvent = z.object({ user: z.looseObject({ id: z.string() }) });
const ChannelEvent = z.object({ channel: z.union([z.string(), z.looseObject({ id: z.string() }).transform(({ id }) => id)]) });
const MessageEvent = z.object({ channel: z.string().min(1), subtype: z.string().optional(), channel_type: z.string().optional() });
const MemberEvent = z.object({ user: z.string(), channel: z.string() });

/** Keeps what is known of people and channels true, between the daily look. Only caches change: asking Slack twice does no harm. */
export function directoryHandlers({ slack }: Deps): Handlers {
  const learnPerson: EventHandler = async ({ workspaceId, event }) => {
    await slack(workspaceId).people.learn(UserEvent.parse(event).user);
    return null;
  };
  const lookAgain: EventHandler = async ({ workspaceId, event }) => {
    await slack(workspaceId).channels.refresh(ChannelEvent.parse(event).channel);
    return null;
  };
  // A channel that became private tells so by a message in it; a missed one by the next message of anybody.
  const listenForPrivate: EventHandler = async ({ workspaceId, event }) => {
    const { channel, subtype, channel_type } = MessageEvent.safeParse(event).data ?? {};
    if (channel && (subtype === 'channel_convert_to_private' || channel_type === 'group'))
      await slack(workspaceId).channels.learnPrivate(channel);
    return null;
  };
  const joined: EventHandler = async ({ workspaceId, event }) => {
    const { user, channel } = MemberEvent.parse(event);
    await slack(workspaceId).channels.memberJoined(channel, user);
    return null;
  };
  const left: EventHandler = async ({ workspaceId, event }) => {
    const { user, channel } = MemberEvent.parse(event);
    await slack(workspaceId).channels.memberLeft(channel, user);
    return null;
  };
  const channelEvents = ['archive', 'unarchive', 'rename', 'shared', 'unshared'].map((what) => `channel_${what}`);
  const groupEvents = ['archive', 'unarchive', 'rename'].map((what) => `group_${what}`);

  return {
    events: {
      message: [listenForPrivate],
      user_change: [learnPerson],
      team_join: [learnPerson],
      member_joined_channel: [joined],
      member_left_channel: [left],
      ...Object.fromEntries([...channelEvents, ...groupEvents].map((type) => [type, [lookAgain]])),
    },
  };
}
