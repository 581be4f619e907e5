/** A conversation as `conversations.info` answers it, seen by one person or bot. */
import type { Channel, Json, Remark } from '../model';
import type { Slack } from '../slack';

export function asChannel(slack: Slack, channel: Channel, viewer: string): Json {
  return channel.kind === 'im' ? asDirect(slack, channel, viewer) : asRoom(channel, viewer);
}

/** `channel` of `channel_type` in events. */
export function channelType(channel: Channel): 'channel' | 'group' | 'im' | 'mpim' {
  if (channel.kind === 'public') return 'channel';
  return channel.kind === 'private' ? 'group' : channel.kind;
}

export function isExternallyShared(channel: Channel): boolean {
  return (channel.sharedWith ?? []).length > 0;
}

function asDirect(slack: Slack, channel: Channel, viewer: string): Json {
  const user = otherMember(channel, viewer);
  return {
    id: channel.id,
    created: channel.created,
    is_archived: false,
    is_im: true,
    is_org_shared: false,
    context_team_id: channel.teamId,
    updated: channel.updated,
    user,
    is_user_deleted: slack.store.get('users', user)?.deleted ?? false,
    priority: 0,
  };
}

export function otherMember(channel: Channel, viewer: string): string {
  return channel.members.find((member) => member !== viewer) ?? viewer;
}

function asRoom(channel: Channel, viewer: string): Json {
  const shared = isExternallyShared(channel);
  return {
    id: channel.id,
    name: channel.name,
    is_channel: channel.kind !== 'mpim',
    is_group: channel.kind === 'private',
    is_im: false,
    is_mpim: channel.kind === 'mpim',
    is_private: channel.kind !== 'public',
    created: channel.created,
    creator: channel.creator,
    is_archived: channel.isArchived ?? false,
    is_general: channel.isGeneral ?? false,
    unlinked: 0,
    name_normalized: channel.name,
    is_shared: shared,
    is_org_shared: false,
    is_ext_shared: shared,
    is_pending_ext_shared: false,
    pending_shared: [],
    pending_connected_team_ids: [],
    context_team_id: channel.teamId,
    updated: channel.updated,
    shared_team_ids: [channel.teamId, ...(channel.sharedWith ?? [])],
    ...(shared
      ? { conversation_host_id: channel.teamId, internal_team_ids: [channel.teamId], connected_team_ids: channel.sharedWith }
      : {}),
    is_member: channel.members.includes(viewer),
    topic: asRemark(channel.topic),
    purpose: asRemark(channel.purpose),
    previous_names: channel.previousNames,
  };
}

function asRemark(remark: Remark): Json {
  return { value: remark.value, creator: remark.creator, last_set: remark.lastSet };
}
