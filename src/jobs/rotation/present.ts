import type { Deps } from '../../deps';
import { comparePresence } from '../../domain/rotation/records/presence';
import { SlackUnavailable } from '../../slack/unavailable';

/** User groups and topics show who is on; what went amiss in one workspace holds no other up. */
export async function presentEverywhere({ db, slack, log }: Deps, now: Date): Promise<void> {
  for (const { id } of await db.read.workspace.findMany({ select: { id: true } })) {
    try {
      await comparePresence(db, slack(id), now);
    } catch (error) {
      if (error instanceof SlackUnavailable)
        log.info({ workspace: id, failure: error.failure }, 'who is on duty is shown as soon as Slack answers');
      else log.error({ err: error, workspace: id }, 'who is on duty could not be shown, which is tried again');
    }
  }
}
