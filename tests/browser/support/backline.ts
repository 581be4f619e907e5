/** The real Backline beside the seeded company, working by itself as it does when somebody uses it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Manifest, type Sandbox, startSandbox } from '../../../sandbox';
import { type Backline, startBackline } from '../../../src/app';
import { socketReceivers } from '../../../src/listeners/receivers';
import { createLog } from '../../../src/log';
import { createMetrics } from '../../../src/metrics';
import { seedRotations } from '../../../src/seeded-rotations';
import { freshDatabase } from '../../support/database';
import { applySeededSettings } from '../../support/settings';

const ROTATIONS = join(__dirname, '../../../sandbox/world/rotations.yml');
const MANIFEST = readFileSync(join(__dirname, '../../../manifest.yml'), 'utf8');

export interface Company {
  sandbox: Sandbox;
  backline: Backline;
  stop(): Promise<void>;
}

/** `rotations`: it has been taking turns on support for a while. */
export async function startCompany(now: Date, { rotations = false } = {}): Promise<Company> {
  const sandbox = await startSandbox({ manifest: parse(MANIFEST) as Manifest, world: 'story', seed: 1, now });
  const database = await freshDatabase();
  const log = createLog({ level: process.env.TEST_LOG ?? 'silent', format: 'json' });
  const { botToken, appToken } = sandbox.app;
  const backline = await startBackline({
    db: database.db,
    log,
    clock: sandbox.clock,
    metrics: createMetrics(),
    botToken,
    apiUrl: sandbox.apiUrl,
    baseUrl: sandbox.url,
    receivers: socketReceivers(appToken, sandbox.apiUrl, log),
    paceMs: 0,
  });
  await applySeededSettings(backline);
  if (rotations) await seedRotations(backline.deps, backline.connection.workspaceId, ROTATIONS);
  return {
    sandbox,
    backline,
    async stop() {
      await backline.stop();
      await sandbox.stop();
      await database.drop();
    },
  };
}
