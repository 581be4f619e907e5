/** What is wrong, and what to do about it. */
export interface Trouble {
  found: string;
  mend: string;
}

const troubles: Record<string, Trouble> = {
  plan_upgrade_required: {
    found: 'User groups need a paid Slack plan.',
    mend: 'Take the user group out under Options, or ask an owner of the workspace about its plan.',
  },
  permission_denied: {
    found: 'Slack does not let Backline change user groups here.',
    mend: 'An owner sets Workspace settings → Permissions → User Groups to everybody, or adds Backline there.',
  },
  no_such_subteam: {
    found: 'The user group was disabled or deleted.',
    mend: 'Enable it in Slack under People → User groups, or choose another under Options.',
  },
  subteam_max_users_exceeded: {
    found: 'The user group is full.',
    mend: 'Choose another under Options, or let fewer rotations feed it.',
  },
  invalid_users: {
    found: 'Slack does not take one of those on now into a user group.',
    mend: 'Look whether they are guests or deactivated, and put somebody else on.',
  },
};
const alike: Record<string, string> = { failed_for_some_users: 'invalid_users', paid_teams_only: 'plan_upgrade_required' };

/** Slack's name for it as something that can be mended. `null`: there is nothing to tell; without its scopes this part stays silent. */
export function groupTrouble(error: string | null): Trouble | null {
  if (error === null || error === 'missing_scope') return null;
  return (
    troubles[alike[error] ?? error] ?? {
      found: `Slack does not change the user group (${error}).`,
      mend: 'Look at the group in Slack under People → User groups, or choose another under Options.',
    }
  );
}
