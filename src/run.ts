import { type Backline, type BacklineOptions, startBackline } from './app';
import type { Clock } from './clock';
import { connect, type Database, patiently } from './database';
import { deadline } from './deadline';
import { httpReceiver, socketReceivers } from './listeners/receivers';
import { countRequests, type Requests } from './listeners/requests';
import { type Lock, lockDatabase } from './lock';
import type { Log } from './log';
import type { Metrics } from './metrics';
import { pendingMigrations } from './migration-state';

export interface RunOptions {
  databaseUrl: string;
  slack: { botToken: string; apiUrl: string } & ({ appToken: string } | { signingSecret: string });
  baseUrl: string;
  publicUrl?: string | undefined;
  /** The package's folder, where migrations stand. */
  root: string;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  /** The database comes from a backup: what it says is unsaid is looked for in Slack before it is said. */
  restored?: boolean | undefined;
  prepare?: BacklineOptions['prepare'];
  /** For fault runs: at another pace, with less patience, and mortal. */
  trial?: Pick<BacklineOptions, 'paceMs' | 'delivery' | 'killPoint'>;
}

export interface Running {
  backline: Backline;
  db: Database;
  /** Requests of Slack in HTTP mode, for the web server to pass on. */
  slackEvents?: Requests['take'];
  /** Slack hears us. */
  connected(): boolean;
  /** It takes no more work. */
  leaving(): boolean;
  stop(): Promise<void>;
}

/** A transaction that hangs keeps its connection: it is rolled back when the process ends. */
const farewellMs = 2_000;

/** One Backline on one database: alone on an SQLite file, its tables up to date, connected to Slack. */
export async function run(options: RunOptions): Promise<Running> {
  const { databaseUrl, clock } = options;
  const lock = lockDatabase(databaseUrl, clock.now());
  try {
    const db = await connect(databaseUrl);
    try {
      return await runOn(db, lock, options);
    } catch (error) {
      await db.close();
      throw error;
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function runOn(
  db: Database,
  lock: Lock,
  { databaseUrl, slack, baseUrl, publicUrl, root, clock, log, metrics, restored, prepare, trial }: RunOptions,
): Promise<Running> {
  // Looked at first, because what migrates is large, and most starts have nothing to migrate.
  if ((await patiently(() => pendingMigrations(db, root))).length > 0) {
    const { migrate } = require('./migrations') as typeof import('./migrations');
    const migrations = await migrate(databaseUrl, root, trial?.killPoint);
    log.info({ migrations }, 'the database is up to date');
  }
  const { botToken, apiUrl } = slack;
  const http = 'signingSecret' in slack ? httpReceiver(slack.signingSecret, log) : null;
  const requests = http && countRequests(http.requestListener);
  const receivers = 'appToken' in slack ? socketReceivers(slack.appToken, apiUrl, log) : [http].filter((receiver) => receiver !== null);
  const backline = await startBackline({
    db,
    clock,
    log,
    metrics,
    baseUrl,
    publicUrl,
    receivers,
    botToken,
    apiUrl,
    ...(restored && { restored }),
    ...(prepare && { prepare }),
    ...(requests && { requestsAnswered: requests.answered }),
    ...trial,
  });

  return {
    backline,
    db,
    connected: backline.connected,
    leaving: backline.leaving,
    ...(requests && { slackEvents: requests.take }),
    async stop() {
      await backline.stop();
      await deadline(farewellMs).within(db.close());
      lock.release();
    },
  };
}
