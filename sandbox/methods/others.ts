/** auth, apps, blocks, bots, team, emoji, reactions. */
import { refuse } from '../errors';
import { react, unreact } from '../messages';
import type { Channel, Json, Message, Reaction } from '../model';
import { asMessage, icons } from '../shapes/message';
import { teamOf } from '../slack';
import { validateBlocks } from '../strict';
import { type Args, type Call, type Handler, isMember, messageIn, optional, text, visibleChannel } from './call';
import { pageOf } from './pages';

const REACTION_NAME = /^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/;
const TEAM_ICON_SIZES = [34, 44, 68, 88, 102, 132, 230];

export const others: Record<string, Handler> = {
  'auth.test': (call) => {
    const team = teamOf(call.slack, call.teamId);
    return {
      url: `https://${team.domain}.slack.com/`,
      team: team.name,
      user: call.slack.store.get('users', call.me)?.name,
      team_id: team.id,
      user_id: call.me,
      bot_id: call.install.botId,
      is_enterprise_install: false,
    };
  },

  'blocks.validate': (_call, args) => {
    const { ok, error, ...details } = validateBlocks(args);
    return ok ? {} : refuse(error ?? 'invalid_blocks', details);
  },

  'bots.info': (call, args) => {
    const bot = call.slack.store.get('bots', optional(args.bot) ?? call.install.botId);
    if (bot === undefined || bot.teamId !== call.teamId) return refuse('bot_not_found');
    const shape = { id: bot.id, deleted: false, name: bot.name, updated: bot.updated, app_id: bot.appId, user_id: bot.userId };
    return { bot: { ...shape, icons: icons(call.slack, bot) } };
  },

  'team.info': (call, args) => {
    const wanted = optional(args.team) ?? call.teamId;
    const team = call.slack.store.get('teams', wanted);
    if (team === undefined || (team.id !== call.teamId && !team.isPartner)) return refuse('team_not_found');
    const icon = Object.fromEntries(TEAM_ICON_SIZES.map((size) => [`image_${size}`, `${call.slack.url}/avatars/${team.id}.svg`]));
    const url = `https://${team.domain}.slack.com/`;
    const info = {
      id: team.id,
      name: team.name,
      url,
      domain: team.domain,
      email_domain: '',
      icon: { image_default: true, ...icon },
      avatar_base_url: `${call.slack.url}/avatars/`,
    };
    return { team: { ...info, is_verified: false, lob_sales_home_enabled: false, is_sfdc_auto_slack: false } };
  },

  'emoji.list': (call) => ({ emoji: {}, cache_ts: `${Math.floor(call.slack.clock.nowMs() / 1000)}.000000` }),

  'reactions.add': (call, args) => {
    const channel = reactable(call, args);
    const name = text(args.name);
    if (!REACTION_NAME.test(name)) refuse('invalid_name');
    react(call.slack, channel, messageIn(call, channel, args.timestamp), call.me, name);
    return {};
  },

  'reactions.remove': (call, args) => {
    const channel = reactable(call, args);
    unreact(call.slack, channel, messageIn(call, channel, args.timestamp), call.me, text(args.name));
    return {};
  },

  'reactions.get': (call, args) => {
    const channel = visibleChannel(call, args.channel);
    return { type: 'message', channel: channel.id, message: reacted(call, messageIn(call, channel, args.timestamp)) };
  },

  'reactions.list': (call, args) => {
    const user = optional(args.user) ?? call.me;
    const mine = call.slack.store
      .channelsOf(call.me)
      .flatMap((channel) => call.slack.store.filter('messages', (message) => message.channel === channel.id && reactedBy(message, user)));
    const { items, metadata } = pageOf(mine, ({ channel, ts }) => `${channel}/${ts}`, args, 100);
    return { items: items.map((message) => ({ type: 'message', channel: message.channel, message: reacted(call, message) })), ...metadata };
  },
};

function reactable(call: Call, args: Args): Channel {
  const channel = visibleChannel(call, args.channel);
  if (channel.isArchived) refuse('is_archived');
  if (!isMember(call, channel)) refuse('not_in_channel');
  return channel;
}

function reactedBy(message: Message, user: string): boolean {
  return (message.reactions ?? []).some((reaction: Reaction) => reaction.users.includes(user));
}

function reacted(call: Call, message: Message): Json {
  const { domain } = teamOf(call.slack, call.teamId);
  const permalink = `https://${domain}.slack.com/archives/${message.channel}/p${message.ts.replace('.', '')}`;
  return { ...asMessage(call.slack, message), permalink };
}
