/** Coming, going, bringing others, closing. */
import type { ActResult } from '../api';
import { addMember, archive, removeMember, rename, setTopic, unarchive } from '../channels';
import { refuse } from '../errors';
import type { Channel, User } from '../model';
import { type Slack, userOf } from '../slack';
import { onTheWire } from '../wording';
import { DONE, type Doing, visibleTo, writableBy } from './act';

const LONGEST_TOPIC = 250;

export function joinChannel(slack: Slack, user: User, act: Doing<'join' | 'leave'>): ActResult {
  const channel = visibleTo(slack, user, act.channel);
  if (channel.isArchived) refuse('is_archived');
  if (!channel.members.includes(user.id)) addMember(slack, channel, user.id);
  return DONE;
}

export function leaveChannel(slack: Slack, user: User, act: Doing<'join' | 'leave'>): ActResult {
  const channel = visibleTo(slack, user, act.channel);
  if (channel.isGeneral) refuse('cant_leave_general');
  if (channel.members.includes(user.id)) removeMember(slack, channel, user.id);
  return DONE;
}

export function invitePerson(slack: Slack, user: User, act: Doing<'invite' | 'kick'>): ActResult {
  const channel = room(writableBy(slack, user, act.channel));
  const guest = userOf(slack, act.user);
  if (guest.deleted) refuse('cant_invite');
  if (channel.members.includes(guest.id)) refuse('already_in_channel');
  addMember(slack, channel, guest.id, user.id);
  return DONE;
}

export function kickPerson(slack: Slack, user: User, act: Doing<'invite' | 'kick'>): ActResult {
  const channel = room(visibleTo(slack, user, act.channel));
  if (!channel.members.includes(act.user)) refuse('not_in_channel');
  removeMember(slack, channel, act.user);
  return DONE;
}

export function archiveChannel(slack: Slack, user: User, act: Doing<'archive' | 'unarchive'>): ActResult {
  const channel = room(visibleTo(slack, user, act.channel));
  if (channel.isArchived) refuse('already_archived');
  if (channel.isGeneral) refuse('cant_archive_general');
  archive(slack, channel, user.id);
  return DONE;
}

export function unarchiveChannel(slack: Slack, user: User, act: Doing<'archive' | 'unarchive'>): ActResult {
  const channel = room(visibleTo(slack, user, act.channel));
  if (!channel.isArchived) refuse('not_archived');
  unarchive(slack, channel, user.id);
  return DONE;
}

export function renameChannel(slack: Slack, user: User, act: Doing<'rename'>): ActResult {
  const channel = room(writableBy(slack, user, act.channel));
  if (!/^[a-z0-9][a-z0-9_-]{0,79}$/.test(act.name)) refuse('invalid_name');
  if (slack.store.find('channels', (other) => other.teamId === channel.teamId && other.name === act.name)) refuse('name_taken');
  rename(slack, channel, user.id, act.name);
  return DONE;
}

export function setTopicByHand(slack: Slack, user: User, act: Doing<'set_topic'>): ActResult {
  const channel = writableBy(slack, user, act.channel);
  if (channel.kind === 'im') refuse('method_not_supported_for_channel_type');
  if (channel.isReadOnly && !user.isAdmin) refuse('user_is_restricted');
  if (act.topic.length > LONGEST_TOPIC) refuse('too_long');
  setTopic(slack, channel, user.id, onTheWire(act.topic.trim()));
  return DONE;
}

function room(channel: Channel): Channel {
  return channel.kind === 'im' || channel.kind === 'mpim' ? refuse('method_not_supported_for_channel_type') : channel;
}
