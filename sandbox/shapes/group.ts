/** A user group as `usergroups.list` answers it. */
import type { Json, UserGroup } from '../model';

export function asGroup(group: UserGroup, { withUsers, withCount }: { withUsers: boolean; withCount: boolean }): Json {
  return {
    id: group.id,
    team_id: group.teamId,
    is_usergroup: true,
    is_subteam: true,
    name: group.name,
    description: group.description,
    handle: group.handle,
    is_external: false,
    date_create: group.created,
    date_update: group.updated,
    date_delete: group.disabledAt ?? 0,
    auto_provision: false,
    enterprise_subteam_id: '',
    created_by: group.createdBy,
    updated_by: group.updatedBy,
    ...(group.disabledBy === undefined ? {} : { deleted_by: group.disabledBy }),
    prefs: { channels: group.channels, groups: [] },
    ...(withUsers ? { users: group.users } : {}),
    ...(withCount ? { user_count: group.users.length } : {}),
    channel_count: group.channels.length,
  };
}
