/** conversations.*: channels, private channels, direct messages. */
import { addMember, directChannel, groupChannel, removeMember, setTopic } from '../channels';
import { refuse } from '../errors';
import type { Channel, Json } from '../model';
import { asChannel } from '../shapes/channel';
import { isActive, isBot, userOf } from '../slack';
import { type Args, type Call, type Handler, isMember, listed, optional, text, visibleChannel } from './call';
import { history, replies } from './history';
import { pageOf } from './pages';

const KINDS: Record<string, Channel['kind']> = { public_channel: 'public', private_channel: 'private', im: 'im', mpim: 'mpim' };
const MOST_IN_GROUP = 8;

export const conversations: Record<string, Handler> = {
  'conversations.info': (call, args) => {
    const channel = visibleChannel(call, args.channel);
    const count = args.include_num_members === true ? { num_members: channel.members.length } : {};
    return {
      channel: { ...asChannel(call.slack, channel, call.me), ...(args.include_locale === true ? { locale: 'en-US' } : {}), ...count },
    };
  },

  'conversations.list': (call, args) => {
    const visible = (channel: Channel) => channel.teamId === call.teamId && (channel.kind === 'public' || isMember(call, channel));
    const { items, metadata } = pageOf(wanted(call.slack.store.filter('channels', visible), args), ({ id }) => id, args, 100);
    const shown = items.map((channel) => ({
      ...asChannel(call.slack, channel, call.me),
      ...(channel.kind === 'im' ? {} : { num_members: channel.members.length }),
    }));
    return { channels: shown, ...metadata };
  },

  'users.conversations': (call, args) => {
    const user = optional(args.user) ?? call.me;
    userOf(call.slack, user);
    const shared = call.slack.store.channelsOf(user).filter((channel) => channel.kind === 'public' || isMember(call, channel));
    const { items, metadata } = pageOf(wanted(shared, args), ({ id }) => id, args, 100);
    const shown = items.map((channel) => {
      const { is_member: _isMember, ...shape } = asChannel(call.slack, channel, call.me);
      return shape;
    });
    return { channels: shown, ...metadata };
  },

  'conversations.history': history,
  'conversations.replies': replies,

  'conversations.members': (call, args) => {
    const active = visibleChannel(call, args.channel).members.filter((id) => isActive(call.slack, id));
    const { items, metadata } = pageOf(active, (id) => id, args, 100);
    return { members: items, ...metadata };
  },

  'conversations.open': (call, args) => {
    const before = new Set(call.slack.store.channelsOf(call.me).map(({ id }) => id));
    const channel = optional(args.channel) === undefined ? opened(call, listed(args.users)) : visibleChannel(call, args.channel);
    if (channel.kind !== 'im' && channel.kind !== 'mpim') refuse('method_not_supported_for_channel_type');
    const known = before.has(channel.id) ? { no_op: true, already_open: true } : {};
    if (args.return_im !== true) return { ...known, channel: { id: channel.id } };
    const { is_user_deleted: _isUserDeleted, ...shape } = asChannel(call.slack, channel, call.me);
    return { ...known, channel: { ...shape, is_open: true } };
  },

  'conversations.join': (call, args) => {
    const channel = visibleChannel(call, args.channel);
    if (channel.kind !== 'public') refuse('method_not_supported_for_channel_type');
    if (channel.isArchived) refuse('is_archived');
    if (isMember(call, channel)) return alreadyIn(call, channel);
    return { channel: asChannel(call.slack, addMember(call.slack, channel, call.me), call.me) };
  },

  'conversations.invite': (call, args) => {
    const channel = memberChannel(call, args.channel);
    const users = listed(args.users);
    for (const user of users) refuseInvitation(call, channel, user);
    const joined = users.reduce((current, user) => addMember(call.slack, current, user, call.me), channel);
    return { channel: asChannel(call.slack, joined, call.me) };
  },

  'conversations.leave': (call, args) => {
    const channel = visibleChannel(call, args.channel);
    if (channel.kind === 'im' || channel.kind === 'mpim') refuse('method_not_supported_for_channel_type');
    if (channel.isGeneral) refuse('cant_leave_general');
    if (!isMember(call, channel)) return { not_in_channel: true };
    removeMember(call.slack, channel, call.me);
    return {};
  },

  'conversations.setTopic': (call, args) => {
    const channel = memberChannel(call, args.channel);
    return { channel: asChannel(call.slack, setTopic(call.slack, channel, call.me, text(args.topic)), call.me) };
  },
};

function wanted(channels: readonly Channel[], args: Args): Channel[] {
  const types = optional(args.types) === undefined ? ['public_channel'] : listed(args.types);
  const kinds = new Set(types.map((type) => KINDS[type]));
  return channels.filter((channel) => kinds.has(channel.kind) && !(args.exclude_archived === true && channel.isArchived));
}

function alreadyIn(call: Call, channel: Channel): Json {
  const warning = 'already_in_channel';
  return { channel: asChannel(call.slack, channel, call.me), warning, response_metadata: { warnings: [warning] } };
}

function memberChannel(call: Call, id: unknown): Channel {
  const channel = visibleChannel(call, id);
  if (channel.kind === 'im') refuse('method_not_supported_for_channel_type');
  if (channel.isArchived) refuse('is_archived');
  if (!isMember(call, channel)) refuse('not_in_channel');
  return channel;
}

function refuseInvitation(call: Call, channel: Channel, id: string): void {
  const user = userOf(call.slack, id);
  if (id === call.me) refuse('cant_invite_self');
  if (channel.members.includes(id)) refuse('already_in_channel', { errors: [{ user: id, ok: false, error: 'already_in_channel' }] });
  if (user.deleted) refuse('cant_invite', { errors: [{ user: id, ok: false, error: 'cant_invite' }] });
}

function opened(call: Call, users: string[]): Channel {
  const [only] = users;
  if (only === undefined) return refuse('users_list_not_supplied');
  if (users.length > MOST_IN_GROUP) refuse('too_many_users');
  const people = users.map((id) => userOf(call.slack, id));
  if (people.some(({ deleted }) => deleted)) refuse('user_disabled');
  if (users.length === 1 && people.some(isBot)) refuse('cannot_dm_bot');
  if (users.length === 1) return directChannel(call.slack, call.teamId, call.me, only);
  return groupChannel(call.slack, call.teamId, call.me, [...new Set([call.me, ...users])]);
}
