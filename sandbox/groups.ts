/** What happens to user groups, whoever does it. Who may is asked by the callers, with `refuseGroups`. */
import { refuse } from './errors';
import { emitToWorkspace } from './events/emit';
import type { User, UserGroup } from './model';
import { asGroup } from './shapes/group';
import { isBot, newTs, nowSeconds, type Slack, teamOf } from './slack';

const HANDLE = /^[\p{Ll}\p{N}._-]+$/u;

export interface GroupChange {
  name?: string;
  handle?: string;
  description?: string;
  users?: string[];
  disabled?: boolean;
}

export function createGroup(
  slack: Slack,
  wanted: Pick<UserGroup, 'teamId' | 'name' | 'handle' | 'description' | 'users' | 'channels'>,
  by: string,
): UserGroup {
  refuseTaken(slack, wanted);
  const now = nowSeconds(slack);
  const id = slack.ids.next('S');
  const group = slack.store.put('groups', id, { ...wanted, id, created: now, updated: now, createdBy: by, updatedBy: by });
  tell(slack, group, 'subteam_created');
  return group;
}

/** `by` is the person or bot that stands under "Last changed by". */
export function changeGroup(slack: Slack, group: UserGroup, by: string, { disabled, users, ...words }: GroupChange): UserGroup {
  const named = { ...group, ...words };
  refuseTaken(slack, named);
  const members = users === undefined ? group.users : allowedMembers(slack, group.teamId, users);
  const able = disabled === undefined ? named : disabled ? disable(slack, named, by) : enable(named);
  const changed = slack.store.put('groups', group.id, { ...able, users: members, updated: nowSeconds(slack), updatedBy: by });
  tellMembers(slack, changed, group);
  tell(slack, changed, 'subteam_updated');
  return changed;
}

/** By id, or by handle with or without `@`. */
export function groupNamed(slack: Slack, teamId: string, name: string): UserGroup {
  const handle = name.replace(/^@/, '');
  const found = slack.store.find('groups', (group) => group.teamId === teamId && (group.id === name || group.handle === handle));
  return found ?? refuse('no_such_subteam');
}

/** Slack's names for "not on this plan" differ by method. */
export function refuseFreePlan(slack: Slack, teamId: string, error = 'plan_upgrade_required'): void {
  if (teamOf(slack, teamId).isFree) refuse(error);
}

/** Everybody but guests, unless the workspace leaves it to its admins: then an app may not either. */
export function mayChangeGroups(slack: Slack, user: User): boolean {
  const { isFree, groupsForAdmins } = teamOf(slack, user.teamId);
  if (isFree || user.isRestricted || user.isStranger) return false;
  return user.isAdmin || user.isOwner || !groupsForAdmins;
}

function allowedMembers(slack: Slack, teamId: string, ids: readonly string[]): string[] {
  if (ids.length === 0) refuse('no_users_provided');
  const users = ids.map((id) => slack.store.get('users', id) ?? refuse('invalid_users'));
  if (users.some((user) => user.deleted || user.isRestricted || isBot(user))) refuse('invalid_users');
  if (users.some((user) => user.teamId !== teamId)) refuse('failed_for_some_users');
  return [...new Set(ids)];
}

function refuseTaken(slack: Slack, group: Pick<UserGroup, 'teamId' | 'name' | 'handle'> & { id?: string }): void {
  if (!HANDLE.test(group.handle)) refuse('bad_handle');
  const others = slack.store.filter('groups', (other) => other.teamId === group.teamId && other.id !== group.id);
  if (others.some(({ name }) => name === group.name)) refuse('name_already_exists');
  if (others.some(({ handle }) => handle === group.handle)) refuse('handle_already_exists');
}

function disable(slack: Slack, group: UserGroup, by: string): UserGroup {
  return { ...group, disabledAt: nowSeconds(slack), disabledBy: by };
}

function enable({ disabledAt: _at, disabledBy: _by, ...open }: UserGroup): UserGroup {
  return open;
}

function tell(slack: Slack, group: UserGroup, type: 'subteam_created' | 'subteam_updated'): void {
  const subteam = asGroup(group, { withUsers: true, withCount: true });
  emitToWorkspace(slack, group.teamId, { type, subteam, event_ts: newTs(slack, group.teamId) });
}

function tellMembers(slack: Slack, group: UserGroup, before: UserGroup): void {
  const added = group.users.filter((id) => !before.users.includes(id));
  const removed = before.users.filter((id) => !group.users.includes(id));
  if (added.length + removed.length === 0) return;

  emitToWorkspace(slack, group.teamId, {
    type: 'subteam_members_changed',
    subteam_id: group.id,
    team_id: group.teamId,
    date_previous_update: before.updated,
    date_update: group.updated,
    added_users: added,
    added_users_count: added.length,
    removed_users: removed,
    removed_users_count: removed.length,
    event_ts: newTs(slack, group.teamId),
  });
}
