/** users.*, dnd.*. */
import { refuse } from '../errors';
import type { User } from '../model';
import { asDnd, isSnoozing } from '../shapes/dnd';
import { asProfile, asUser } from '../shapes/user';
import { isBot, nowSeconds } from '../slack';
import { type Call, type Handler, listed, optional, text } from './call';
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

  'dnd.info': (call, args) => {
    const user = knownUser(call, optional(args.user) ?? call.me);
    return { ...asDnd(call.slack, user), ...(user.id === call.me ? { snooze_enabled: isSnoozing(call.slack, user) } : {}) };
  },

  'dnd.teamInfo': (call, args) => {
    const ids = listed(args.users);
    if (ids.length === 0) refuse('no_users_provided');
    return { users: Object.fromEntries(ids.map((id) => [id, asDnd(call.slack, knownUser(call, id))])) };
  },
};

function knownUser(call: Call, id: unknown): User {
  const user = call.slack.store.get('users', text(id));
  if (user === undefined) return refuse('user_not_found');
  return user.teamId === call.teamId || user.isStranger ? user : refuse('user_not_visible');
}

function emailRight(call: Call): { withEmail: boolean } {
  return { withEmail: call.install.scopes.includes('users:read.email') };
}
