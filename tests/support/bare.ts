import { type Sandbox, startSandbox } from '../../sandbox';
import { createLog } from '../../src/log';
import { createMetrics } from '../../src/metrics';
import { type Running, type RunOptions, run } from '../../src/run';
import { type FreshDatabase, freshDatabase } from './database';
import { manifest, root } from './team';

const log = createLog({ level: 'silent', format: 'json' });

export interface Bare {
  readonly sandbox: Sandbox;
  readonly database: FreshDatabase;
  /** Starts Backline as `npm start` does, settings left out as they would be; the test stops it. */
  start(slack?: Partial<RunOptions['slack']>, options?: Pick<RunOptions, 'restored'>): Promise<Running>;
}

/** A workspace that has never met Backline, and an empty database, for each test of a file. Called at its top. */
export function bareWorkspace(): Bare {
  let sandbox: Sandbox;
  let database: FreshDatabase;

  beforeEach(async () => {
    sandbox = await startSandbox({ manifest, world: 'bare' });
    database = await freshDatabase();
  });
  afterEach(async () => {
    await sandbox.stop();
    await database.drop();
  });

  return {
    get sandbox() {
      return sandbox;
    },
    get database() {
      return database;
    },
    start(slack = {}, options = {}) {
      const { app, apiUrl, url, clock } = sandbox;
      const given = { botToken: app.botToken, appToken: app.appToken, apiUrl, ...slack };
      return run({ databaseUrl: database.url, slack: given, baseUrl: url, root, clock, log, metrics: createMetrics(), ...options });
    },
  };
}
