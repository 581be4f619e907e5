import type { Deps } from '../../deps';
import { type HomeDesk, redrawHomes } from '../../domain/escalations/homes';
import { drawHome } from '../../views/home';

export const homeDesk = ({ db, slack }: Deps, workspaceId: string): HomeDesk => ({
  db,
  slack: slack(workspaceId),
  draw: (home, now) => drawHome(db.read, home, now),
});

/** After a deed: the App Homes that it shows on. What happens elsewhere (a message, the clock) is drawn by the job within 15 seconds. */
export const refreshHomes = (deps: Deps, workspaceId: string): Promise<void> =>
  redrawHomes(homeDesk(deps, workspaceId), workspaceId, deps.clock.now());
