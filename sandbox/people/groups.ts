/** User groups by hand, as in Slack's directory. */
import type { ActResult } from '../api';
import { refuse } from '../errors';
import { changeGroup, groupNamed, mayChangeGroups, refuseFreePlan } from '../groups';
import type { User } from '../model';
import type { Slack } from '../slack';
import { DONE, type Doing } from './act';

export function changeGroupByHand(slack: Slack, user: User, { do: _do, group: name, ...changes }: Doing<'change_group'>): ActResult {
  refuseFreePlan(slack, user.teamId);
  if (!mayChangeGroups(slack, user)) refuse('permission_denied');
  const group = groupNamed(slack, user.teamId, name);
  if (group.disabledAt !== undefined && changes.disabled !== false) refuse('no_such_subteam');
  changeGroup(slack, group, user.id, changes);
  return DONE;
}
