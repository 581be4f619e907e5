import type { Deps } from '../deps';
import { meetSquads } from '../domain/squads/meet';

/** Goes to the channels that a settings file named while nobody was there to do it, and gets to know who joined a squad's channel since. */
export async function meetEverySquad({ db, slack }: Deps): Promise<void> {
  const workspaces = await db.read.workspace.findMany({ select: { id: true } });
  for (const { id } of workspaces) await meetSquads(db.read, slack(id));
}
