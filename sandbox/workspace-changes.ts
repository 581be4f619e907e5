/** Changes to a workspace that only its owner, or whoever pays for it, makes. */
import { type Slack, teamOf } from './slack';

export interface WorkspaceChange {
  free?: boolean;
  groupsForAdmins?: boolean;
}

export function changeWorkspace(slack: Slack, teamId: string, what: WorkspaceChange): void {
  const { isFree, groupsForAdmins, ...team } = teamOf(slack, teamId);
  const { free = isFree === true, groupsForAdmins: forAdmins = groupsForAdmins === true } = what;
  slack.store.put('teams', teamId, { ...team, ...(free && { isFree: true }), ...(forAdmins && { groupsForAdmins: true }) });
}
