import { z } from 'zod';
import type { Deps } from '../../deps';
import { groupState } from '../../domain/rotation/records/group';
import { noteMembers } from '../../domain/rotation/records/links';
import type { EventHandler, Handlers } from '../registry';

const Changed = z.object({
  subteam_id: z.string(),
  added_users: z.array(z.string()).default([]),
  removed_users: z.array(z.string()).default([]),
});

/** Somebody is put into a user group by hand, or taken out: it is noted, and set back at the next full hour. */
export function groupHandlers({ db, slack }: Deps): Handlers {
  const membersChanged: EventHandler = async ({ workspaceId, event }, now) => {
    const { subteam_id: groupId, added_users: added, removed_users: removed } = Changed.parse(event);
    const before = await groupState(db.read, workspaceId, groupId, now);
    if (!before?.link || isOurs(before.link.lastSet as string[], added, removed, before.plan.wanted)) return null;

    // What the event tells may be over already: Slack says how it is.
    const outcome = await slack(workspaceId).client.call('usergroups.users.list', { usergroup: groupId, include_disabled: true });
    if (outcome.is !== 'ok') return null;
    const members = outcome.answer.users ?? [];
    return async (tx) => {
      const state = await groupState(tx, workspaceId, groupId, now);
      if (state) await noteMembers(tx, state, members, now);
    };
  };
  return { events: { subteam_members_changed: [membersChanged] } };
}

/** Slack tells us of what we have set ourselves, too. */
function isOurs(lastSet: string[], added: string[], removed: string[], wanted: string[]): boolean {
  const now = [...lastSet.filter((user) => !removed.includes(user)), ...added];
  return [...new Set(now)].sort().join() === [...wanted].sort().join();
}
