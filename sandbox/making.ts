/** What only an operator of Slack can do to a world, for scenarios. Every maker answers the id of what it made. */
import type { Make } from './api';
import { createChannel, groupChannel } from './channels';
import { emitToWorkspace } from './events/emit';
import { createGroup } from './groups';
import { addBot, installApp } from './installs';
import { post } from './messages';
import type { Bot, Team, User } from './model';
import { changeUser } from './people/profile';
import { asUser } from './shapes/user';
import { channelOf, newTs, nowSeconds, type Slack, userOf } from './slack';

const COLORS = ['9f69e7', '4bbe2e', 'e7392d', '3c989f', '674b1b', 'e96699', 'e0a729', '684b6c'];

export function make(slack: Slack, thing: Make, firstTeam: string): string {
  switch (thing.make) {
    case 'user':
      return makeUser(slack, thing, thing.team ?? firstTeam);
    case 'channel':
      return makeChannel(slack, thing, firstTeam);
    case 'group_dm': {
      const [creator = ''] = thing.members;
      return groupChannel(slack, userOf(slack, creator).teamId, creator, thing.members).id;
    }
    case 'user_group':
      return makeUserGroup(slack, thing);
    case 'app_message':
      return makeAppMessage(slack, thing);
    case 'workspace':
      return makeWorkspace(slack, thing.name);
  }
}

function makeUser(slack: Slack, wanted: Make & { make: 'user' }, teamId: string): string {
  const id = slack.ids.next('U');
  const count = slack.store.all('users').length;
  const realName = wanted.realName ?? wanted.name;
  const user: User = {
    ...{ id, teamId, name: wanted.name, realName, displayName: wanted.name, title: '', email: `${wanted.name}@example.com` },
    ...{ tz: wanted.tz ?? 'Europe/Tallinn', color: COLORS[count % COLORS.length] ?? '9f69e7', updated: nowSeconds(slack) },
    ...{ isAdmin: wanted.is_admin ?? false, isOwner: false, isRestricted: wanted.is_restricted ?? false },
    ...{ isStranger: wanted.stranger ?? false, deleted: false },
    ...(wanted.stranger === true ? { teamId: partner(slack).id } : {}),
  };
  if (wanted.is_bot === true) {
    const bot = { botId: slack.ids.next('B'), appId: slack.ids.next('A') };
    addBot(slack, teamId, { ...bot, userId: id, name: realName });
    return id;
  }
  slack.store.put('users', id, user);
  joinGeneral(slack, user);
  if (!user.isStranger) emitToWorkspace(slack, teamId, { type: 'team_join', user: asUser(slack, user), event_ts: newTs(slack, teamId) });
  return id;
}

/** New members of a workspace are in its general channel, without a word about it. Guests and strangers are not. */
function joinGeneral(slack: Slack, user: User): void {
  if (user.isRestricted || user.isStranger) return;
  const general = slack.store.find('channels', (channel) => channel.teamId === user.teamId && channel.isGeneral === true);
  if (general !== undefined) slack.store.put('channels', general.id, { ...general, members: [...general.members, user.id] });
}

function makeChannel(slack: Slack, wanted: Make & { make: 'channel' }, firstTeam: string): string {
  const [creator] = wanted.members;
  const teamId = creator === undefined ? firstTeam : homeTeam(slack, userOf(slack, creator), firstTeam);
  const bot = wanted.botIsMember === true ? slack.store.get('installs', teamId)?.botUserId : undefined;
  const channel = createChannel(slack, {
    teamId,
    kind: wanted.is_private === true ? 'private' : 'public',
    name: wanted.name,
    creator: creator ?? '',
    members: [...wanted.members, ...(bot === undefined ? [] : [bot])],
    ...(wanted.is_ext_shared === true ? { sharedWith: [partner(slack).id] } : {}),
  });
  return channel.id;
}

function makeUserGroup(slack: Slack, { handle, name = handle, users }: Make & { make: 'user_group' }): string {
  const [creator = ''] = users;
  const { teamId } = userOf(slack, creator);
  return createGroup(slack, { teamId, handle, name, description: '', users, channels: [] }, creator).id;
}

function homeTeam(slack: Slack, user: User, firstTeam: string): string {
  return slack.store.get('teams', user.teamId)?.isPartner ? firstTeam : user.teamId;
}

/** The other company of Slack Connect channels and strangers; made when the world has none. */
function partner(slack: Slack): Team {
  const known = slack.store.find('teams', (team) => team.isPartner === true);
  if (known !== undefined) return known;

  const id = slack.ids.next('T');
  return slack.store.put('teams', id, { id, name: 'Partner', domain: 'partner', created: nowSeconds(slack), isPartner: true });
}

function makeAppMessage(slack: Slack, wanted: Make & { make: 'app_message' }): string {
  const channel = channelOf(slack, wanted.channel);
  const bot = otherApp(slack, channel.teamId, wanted.appName);
  return post(slack, channel, {
    text: wanted.text,
    user: bot.userId,
    bot_id: bot.id,
    app_id: bot.appId,
    team: channel.teamId,
    ...(wanted.thread === undefined ? {} : { thread_ts: wanted.thread }),
  }).ts;
}

function otherApp(slack: Slack, teamId: string, name: string): Bot {
  const known = slack.store.find('bots', (bot) => bot.teamId === teamId && bot.name === name);
  if (known !== undefined) return known;

  const id = slack.ids.next('B');
  addBot(slack, teamId, { botId: id, userId: slack.ids.next('U'), appId: slack.ids.next('A'), name });
  return slack.store.get('bots', id) as Bot;
}

function makeWorkspace(slack: Slack, name: string): string {
  const id = slack.ids.next('T');
  const domain = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  slack.store.put('teams', id, { id, name, domain, created: nowSeconds(slack) });
  const admin = makeUser(slack, { make: 'user', name: 'admin', realName: `Admin of ${name}`, is_admin: true }, id);
  installApp(slack, id, admin);
  createChannel(slack, { teamId: id, kind: 'public', name: 'general', creator: admin, members: [admin] });
  return id;
}

export interface UserChange {
  deleted?: boolean;
  is_restricted?: boolean;
  is_admin?: boolean;
  tz?: string;
  stranger?: boolean;
}

export function change(slack: Slack, userId: string, what: UserChange): void {
  const user = userOf(slack, userId);
  changeUser(slack, user, {
    deleted: what.deleted ?? user.deleted,
    isRestricted: what.is_restricted ?? user.isRestricted,
    isAdmin: what.is_admin ?? user.isAdmin,
    isStranger: what.stranger ?? user.isStranger,
    tz: what.tz ?? user.tz,
  });
}
