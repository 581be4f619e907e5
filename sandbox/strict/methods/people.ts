/** users.*, usergroups.*, dnd.*: who there is, in which group, and who wants to be left alone. */
import { anyText, flag, list, type Method, page, required, text } from './method';

const readUsers = ['users:read'];
const readGroups = ['usergroups:read'];
const writeGroups = ['usergroups:write'];
const readDnd = ['dnd:read'];

const counted = { include_count: flag, team_id: text };
const group = { usergroup: required(text) };
const groupSettings = { description: anyText, handle: text, channels: list, additional_channels: list, enable_section: flag };

export const people: Record<string, Method> = {
  'users.info': { token: 'bot', scopes: readUsers, args: { user: required(text), include_locale: flag } },
  'users.list': { token: 'bot', scopes: readUsers, args: { ...page(), include_locale: flag, team_id: text } },
  'users.lookupByEmail': { token: 'bot', scopes: ['users:read.email'], args: { email: required(text) } },
  'users.profile.get': { token: 'bot', scopes: ['users.profile:read'], args: { user: text, include_labels: flag } },
  'users.getPresence': { token: 'bot', scopes: readUsers, args: { user: text } },

  'usergroups.create': { token: 'bot', scopes: writeGroups, args: { name: required(text), ...groupSettings, ...counted } },
  'usergroups.update': { token: 'bot', scopes: writeGroups, args: { ...group, name: text, ...groupSettings, ...counted } },
  'usergroups.enable': { token: 'bot', scopes: writeGroups, args: { ...group, ...counted } },
  'usergroups.disable': { token: 'bot', scopes: writeGroups, args: { ...group, ...counted } },
  'usergroups.list': { token: 'bot', scopes: readGroups, args: { ...counted, include_disabled: flag, include_users: flag } },
  'usergroups.users.list': { token: 'bot', scopes: readGroups, args: { ...group, include_disabled: flag, team_id: text } },
  'usergroups.users.update': {
    token: 'bot',
    scopes: writeGroups,
    args: { ...group, users: required({ ...list, error: 'no_users_provided' }), additional_channels: list, is_shared: flag, ...counted },
  },

  'dnd.info': { token: 'bot', scopes: readDnd, args: { user: text, team_id: text } },
  'dnd.teamInfo': {
    token: 'bot',
    scopes: readDnd,
    args: { users: required({ ...list, error: 'no_users_provided' }), team_id: text },
  },
};
