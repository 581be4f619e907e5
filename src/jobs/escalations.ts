import type { Deps } from '../deps';
import { checkEscalation, dueEscalations } from '../domain/escalations/clockwork';
import { redrawHomes } from '../domain/escalations/homes';
import { drawHome } from '../views/home';

/** What the clock does for escalations: what is due for each, then the App Homes that changed. One that fails holds no other up. */
export async function checkEscalations(deps: Deps, now: Date): Promise<void> {
  const { db, slack, log } = deps;
  for (const { workspaceId, id } of await dueEscalations(db, now)) {
    try {
      await checkEscalation(db, slack(workspaceId), id, now);
    } catch (error) {
      log.error({ err: error, escalation: id }, 'an escalation could not be looked at, and is looked at again');
    }
  }
  for (const { id: workspaceId } of await db.read.workspace.findMany({ select: { id: true } })) {
    const draw = (home: Parameters<typeof drawHome>[1], at: Date) => drawHome(db.read, home, at);
    await redrawHomes({ db, slack: slack(workspaceId), draw }, workspaceId, now);
  }
}
