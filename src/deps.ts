import type { Clock } from './clock';
import type { Database } from './database';
import type { Log } from './log';
import type { Slack } from './slack';

/** What every door is given. `app.ts` makes it; nobody else does. */
export interface Deps {
  db: Database;
  clock: Clock;
  log: Log;
  /** Slack of a workspace, for whoever must look something up or open a view. What has to be said is owed (`delivery/owe`), never sent from here. */
  slack(workspaceId: string): Slack;
  /** Where Backline's own pages stand, without a slash at the end. */
  baseUrl: string;
  /** The same, where an operator has said that others reach it too (`BASE_URL`): calendars can subscribe there. */
  publicUrl?: string | undefined;
}
