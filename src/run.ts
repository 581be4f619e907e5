import { type Backline, startBackline } from './app';
import type { Clock } from './clock';
import { connect, type Database } from './database';
import { httpReceiver, socketReceivers } from './listeners/receivers';
import { lockDatabase } from './lock';
import type { Log } from './log';
import type { Metrics } from './metrics';
import { migrate } from './migrations';

export interface RunOptions {
  databaseUrl: string;
  slack: { botToken: string; apiUrl: string } & ({ appToken: string } | { signingSecret: string });
  baseUrl: string;
  /** The package's folder, where migrations stand. */
  root: string;
  clock: Clock;
  log: Log;
  metrics: Metrics;
}

export interface Running {
  backline: Backline;
  db: Database;
  /** Requests of Slack in HTTP mode, for the web server to pass on. */
  slackEvents?: ReturnType<typeof httpReceiver>['requestListener'];
  /** Slack hears us. */
  connected(): boolean;
  stop(): Promise<void>;
}

/** One Backline on one database: alone on an SQLite file, its tables up to date, connected to Slack. */
export async function run({ databaseUrl, slack, baseUrl, root, clock, log, metrics }: RunOptions): Promise<Running> {
  const lock = lockDatabase(databaseUrl, clock.now());
  try {
    const applied = await migrate(databaseUrl, root);
    if (applied.length > 0) log.info({ migrations: applied }, 'the database is up to date');
    const db = await connect(databaseUrl);
    const http = 'signingSecret' in slack ? httpReceiver(slack.signingSecret, log) : null;
    const receivers = 'appToken' in slack ? socketReceivers(slack.appToken, slack.apiUrl, log) : http ? [http] : [];
    const { botToken, apiUrl } = slack;
    const backline = await startBackline({ db, clock, log, metrics, baseUrl, receivers, botToken, apiUrl });

    return {
      backline,
      db,
      connected: backline.connected,
      ...(http && { slackEvents: http.requestListener }),
      async stop() {
        await backline.stop();
        await db.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
