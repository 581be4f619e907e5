import { z } from 'zod';
import type { Deps } from '../../deps';
import { isFullMember } from '../../domain/people/rules';
import { personOf } from '../../domain/people/store';
import { leaveIfGone } from '../../domain/rotation/away/leaving';
import type { EventHandler, Handlers } from '../registry';

const UserEvent = z.object({ user: z.looseObject({ id: z.string() }) });

/** Who is deactivated or made a guest serves nowhere any more. What Slack tells of them is known by then: the directory comes first. */
export function leavingHandlers({ db }: Deps): Handlers {
  const changed: EventHandler = async ({ workspaceId, event }, now) => {
    const { user } = UserEvent.parse(event);
    const person = await personOf(db.read, workspaceId, user.id);
    return !person || isFullMember(person) ? null : (tx) => leaveIfGone(tx, workspaceId, user.id, now);
  };
  return { events: { user_change: [changed] } };
}
