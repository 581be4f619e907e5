/** users.*, usergroups.*, dnd.*. */
import { refuse } from '../errors';
import type { Json, User, UserGroup } from '../model';
import { asGroup } from '../shapes/group';
import { asProfile, asUser } from '../shapes/user';
import { isBot, nowSeconds, type Slack } from '../slack';
import { type Args, type Call, type Handler, listed, optional, text } from './call';
import { pageOf } from './pages';

export const people: Record<string, Handler> = {
  'users.info': (call, args) => {
    const locale = args.include_locale === true ? { locale: 'en-US' } : {};
    return { user: { ...asUser(call.slack, knownUser(call, args.user), emailRight(call)), ...locale } };
  },

  'users.list': (call, args) => {
    const everybody = call.slack.store.filter('users', (user) => user.teamId === call.teamId);
    const { items, metadata } = pageOf(everybody, ({ id }) => id, args, 1_000);
    const members = items.map((user) => asUser(call.slack, user, emailRight(call)));
    return { members, cache_ts: nowSeconds(call.slack), ...metadata };
  },

  'users.lookupByEmail': (call, args) => {
    const email = text(args.email).toLowerCase();
    const user = call.slack.store.find(
      'users',
      (other) => other.teamId === call.teamId && !other.deleted && !isBot(other) && other.email.toLowerCase() === email,
    );
    return { user: asUser(call.slack, user ?? refuse('users_not_found')) };
  },

  'users.profile.get': (call, args) => {
    const { team: _team, ...profile } = asProfile(call.slack, knownUser(call, optional(args.user) ?? call.me), emailRight(call));
    return { profile };
  },

  'users.getPresence': (call, args) => {
    const user = knownUser(call, optional(args.user) ?? call.me);
    return { presence: user.deleted ? 'away' : 'active' };
  },

  'usergroups.list': (call, args) => {
    const groups = call.slack.store.filter(
      'groups',
      (group) => group.teamId === call.teamId && (args.include_disabled === true || group.disabledAt === undefined),
    );
    const shape = { withUsers: args.include_users === true, withCount: args.include_count === true };
    return { usergroups: groups.map((group) => asGroup(group, shape)) };
  },

  'usergroups.create': (call, args) => {
    const name = text(args.name);
    const handle = optional(args.handle) ?? name.toLowerCase().replace(/[^a-z0-9_-]+/g, '-');
    refuseTaken(call, name, handle);
    const now = nowSeconds(call.slack);
    const by = { createdBy: call.me, updatedBy: call.me, created: now, updated: now };
    const group = {
      id: call.slack.ids.next('S'),
      teamId: call.teamId,
      name,
      handle,
      description: text(args.description),
      users: [],
      channels: listed(args.channels),
      ...by,
    };
    return answer(call.slack.store.put('groups', group.id, group), args);
  },

  'usergroups.update': (call, args) => {
    const group = knownGroup(call, args.usergroup);
    const name = optional(args.name) ?? group.name;
    const handle = optional(args.handle) ?? group.handle;
    refuseTaken(call, name, handle, group.id);
    const description = args.description === undefined ? group.description : text(args.description);
    return answer(changed(call, group, { name, handle, description }), args);
  },

  'usergroups.disable': (call, args) =>
    answer(changed(call, knownGroup(call, args.usergroup), { disabledAt: nowSeconds(call.slack), disabledBy: call.me }), args),

  'usergroups.enable': (call, args) => {
    const { disabledAt: _at, disabledBy: _by, ...open } = knownGroup(call, args.usergroup);
    return answer(call.slack.store.put('groups', open.id, { ...open, updated: nowSeconds(call.slack), updatedBy: call.me }), args);
  },

  'usergroups.users.list': (call, args) => ({ users: knownGroup(call, args.usergroup).users }),

  'usergroups.users.update': (call, args) => {
    const group = knownGroup(call, args.usergroup);
    const users = [...new Set(listed(args.users))];
    if (users.length === 0) refuse('no_users_provided');
    if (users.some((id) => !canBeGrouped(call.slack, call.teamId, id))) refuse('invalid_users');
    return answer(changed(call, group, { users }), args);
  },

  'dnd.info': (call, args) => dndOf(call.slack, knownUser(call, optional(args.user) ?? call.me), true),

  'dnd.teamInfo': (call, args) => ({
    users: Object.fromEntries(listed(args.users).map((id) => [id, dndOf(call.slack, knownUser(call, id), false)])),
  }),
};

function knownUser(call: Call, id: unknown): User {
  const user = call.slack.store.get('users', text(id));
  if (user === undefined) return refuse('user_not_found');
  return user.teamId === call.teamId || user.isStranger ? user : refuse('user_not_visible');
}

function emailRight(call: Call): { withEmail: boolean } {
  return { withEmail: call.install.scopes.includes('users:read.email') };
}

function knownGroup(call: Call, id: unknown): UserGroup {
  const group = call.slack.store.get('groups', text(id));
  return group?.teamId === call.teamId ? group : refuse('no_such_subteam');
}

function refuseTaken(call: Call, name: string, handle: string, except?: string): void {
  const others = call.slack.store.filter('groups', (group) => group.teamId === call.teamId && group.id !== except);
  if (others.some((group) => group.name === name)) refuse('name_already_exists');
  if (others.some((group) => group.handle === handle)) refuse('handle_already_exists');
}

function changed(call: Call, group: UserGroup, changes: Partial<UserGroup>): UserGroup {
  return call.slack.store.put('groups', group.id, { ...group, ...changes, updated: nowSeconds(call.slack), updatedBy: call.me });
}

function answer(group: UserGroup, args: Args): Json {
  return { usergroup: asGroup(group, { withUsers: true, withCount: args.include_count === true }) };
}

function canBeGrouped(slack: Slack, teamId: string, id: string): boolean {
  const user = slack.store.get('users', id);
  return user !== undefined && user.teamId === teamId && !user.deleted && !isBot(user);
}

function dndOf(slack: Slack, user: User, isOwnQuestion: boolean): Json {
  const until = user.snoozeUntil ?? 0;
  const snoozed = until > nowSeconds(slack);
  const common = { dnd_enabled: snoozed, next_dnd_start_ts: snoozed ? nowSeconds(slack) : 1, next_dnd_end_ts: snoozed ? until : 1 };
  if (!isOwnQuestion) return common;
  return { ...common, snooze_enabled: snoozed, ...(snoozed ? { snooze_endtime: until, snooze_remaining: until - nowSeconds(slack) } : {}) };
}
