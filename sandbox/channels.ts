/** What happens to channels, whoever does it. Rights are checked by the callers. */
import { emitToMembers, emitToWorkspace } from './events/emit';
import type { SlackEvent } from './events/envelope';
import { post } from './messages';
import type { Channel, ChannelKind } from './model';
import { channelType } from './shapes/channel';
import { newTs, nowSeconds, type Slack } from './slack';

export function createChannel(
  slack: Slack,
  wanted: { teamId: string; kind: ChannelKind; name: string; creator: string; members: string[]; sharedWith?: string[] },
): Channel {
  const now = nowSeconds(slack);
  const silence = { value: '', creator: '', lastSet: 0 };
  const channel: Channel = {
    ...wanted,
    id: slack.ids.next(wanted.kind === 'im' ? 'D' : 'C'),
    members: [...new Set(wanted.members)],
    created: now,
    updated: now * 1000,
    topic: silence,
    purpose: silence,
    previousNames: [],
  };
  slack.store.put('channels', channel.id, channel);
  if (channel.kind === 'public') {
    const about = { id: channel.id, name: channel.name, created: channel.created, creator: channel.creator };
    emitToWorkspace(slack, channel.teamId, { type: 'channel_created', channel: about, event_ts: newTs(slack, channel.teamId) }, channel);
  }
  return channel;
}

/** The direct-message channel of two, or of a person alone; made when missing. */
export function directChannel(slack: Slack, teamId: string, first: string, second: string): Channel {
  const members = [...new Set([first, second])];
  const existing = slack.store
    .channelsOf(first)
    .find((channel) => channel.kind === 'im' && channel.members.length === members.length && channel.members.includes(second));
  return existing ?? createChannel(slack, { teamId, kind: 'im', name: '', creator: first, members });
}

export function groupChannel(slack: Slack, teamId: string, creator: string, members: string[]): Channel {
  const existing = slack.store
    .channelsOf(creator)
    .find(
      (channel) =>
        channel.kind === 'mpim' && channel.members.length === members.length && members.every((id) => channel.members.includes(id)),
    );
  if (existing !== undefined) return existing;

  const names = members.map((id) => slack.store.get('users', id)?.name ?? id);
  return createChannel(slack, { teamId, kind: 'mpim', name: `mpdm-${names.join('--')}-1`, creator, members });
}

export function addMember(slack: Slack, channel: Channel, user: string, inviter?: string): Channel {
  const joined = update(slack, channel, { members: [...channel.members, user] });
  const by = inviter === undefined ? {} : { inviter };
  post(slack, joined, { subtype: 'channel_join', user, text: `<@${user}> has joined the channel`, ...by });
  emitToMembers(slack, joined, { type: 'member_joined_channel', user, ...place(slack, joined), ...by });
  return joined;
}

export function removeMember(slack: Slack, channel: Channel, user: string): Channel {
  const left = update(slack, channel, { members: channel.members.filter((member) => member !== user) });
  post(slack, left, { subtype: 'channel_leave', user, text: `<@${user}> has left the channel` });
  emitToMembers(slack, channel, { type: 'member_left_channel', user, ...place(slack, left) });
  return left;
}

export function archive(slack: Slack, channel: Channel, user: string): Channel {
  const word = family(channel);
  post(slack, channel, { subtype: `${word}_archive`, user, text: `<@${user}> archived the channel` });
  const archived = update(slack, channel, { isArchived: true });
  tell(slack, archived, { type: `${word}_archive`, channel: channel.id, user, is_moved: 0 });
  return archived;
}

export function unarchive(slack: Slack, channel: Channel, user: string): Channel {
  const { isArchived: _isArchived, ...open } = channel;
  const word = family(channel);
  const opened = slack.store.put('channels', channel.id, { ...open, updated: slack.clock.nowMs() });
  post(slack, opened, { subtype: `${word}_unarchive`, user, text: `<@${user}> un-archived the channel` });
  tell(slack, opened, { type: `${word}_unarchive`, channel: channel.id, ...(word === 'group' ? { actor_id: user } : { user }) });
  return opened;
}

export function rename(slack: Slack, channel: Channel, user: string, name: string): Channel {
  const word = family(channel);
  const renamed = update(slack, channel, { name, previousNames: [channel.name, ...channel.previousNames] });
  const text = `<@${user}> has renamed the channel from "${channel.name}" to "${name}"`;
  post(slack, renamed, { subtype: `${word}_name`, user, text, name, old_name: channel.name });
  const about = { id: channel.id, is_channel: true, is_mpim: false, name, name_normalized: name, created: channel.created };
  tell(slack, renamed, { type: `${word}_rename`, channel: about });
  return renamed;
}

export function setTopic(slack: Slack, channel: Channel, user: string, topic: string): Channel {
  const changed = update(slack, channel, { topic: { value: topic, creator: user, lastSet: nowSeconds(slack) } });
  const text = topic === '' ? `<@${user}> cleared the channel topic` : `<@${user}> set the channel topic: ${topic}`;
  post(slack, changed, { subtype: `${family(channel)}_topic`, user, text, topic });
  return changed;
}

export function setPurpose(slack: Slack, channel: Channel, user: string, purpose: string): Channel {
  const changed = update(slack, channel, { purpose: { value: purpose, creator: user, lastSet: nowSeconds(slack) } });
  const text = `<@${user}> set the channel description: ${purpose}`;
  post(slack, changed, { subtype: `${family(channel)}_purpose`, user, text, purpose });
  return changed;
}

/** The channel becomes, or stops being, a Slack Connect channel with another company. */
export function shareWith(slack: Slack, channel: Channel, partner: string): Channel {
  const shared = update(slack, channel, { sharedWith: [...new Set([...(channel.sharedWith ?? []), partner])] });
  tell(slack, shared, { type: 'channel_shared', connected_team_id: partner, channel: channel.id });
  return shared;
}

export function unshareWith(slack: Slack, channel: Channel, partner: string): Channel {
  const sharedWith = (channel.sharedWith ?? []).filter((id) => id !== partner);
  const { sharedWith: _sharedWith, ...alone } = channel;
  const next = sharedWith.length === 0 ? alone : { ...channel, sharedWith };
  const unshared = slack.store.put('channels', channel.id, { ...next, updated: slack.clock.nowMs() });
  const event = {
    type: 'channel_unshared',
    previously_connected_team_id: partner,
    channel: channel.id,
    is_ext_shared: sharedWith.length > 0,
  };
  tell(slack, unshared, event);
  return unshared;
}

export function update(slack: Slack, channel: Channel, changes: Partial<Channel>): Channel {
  return slack.store.put('channels', channel.id, { ...channel, ...changes, updated: slack.clock.nowMs() });
}

function place(slack: Slack, channel: Channel): { channel: string; channel_type: string; team: string; event_ts: string } {
  const letter = channelType(channel) === 'channel' ? 'C' : 'G';
  return { channel: channel.id, channel_type: letter, team: channel.teamId, event_ts: newTs(slack, channel.teamId) };
}

/** Word with which Slack's events about a channel begin. */
function family(channel: Channel): 'channel' | 'group' {
  return channel.kind === 'public' ? 'channel' : 'group';
}

/** Public channels are everybody's business, private ones their members'. */
function tell(slack: Slack, channel: Channel, event: SlackEvent): void {
  const dated = { ...event, event_ts: newTs(slack, channel.teamId) };
  if (channel.kind === 'public') emitToWorkspace(slack, channel.teamId, dated, channel);
  else emitToMembers(slack, channel, dated);
}
