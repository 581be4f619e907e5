import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { type Manifest, startSandbox } from '../sandbox';
import type { Config } from './config';
import { isPostgres, sqliteFile } from './database';
import type { Deps } from './deps';
import { applySettings } from './domain/settings/store';
import type { Log } from './log';
import { createMetrics } from './metrics';
import { Refusal } from './refusal';
import { type Running, run } from './run';
import { seedRotations } from './seeded-rotations';
import { createWeb } from './web';

export interface SandboxedOptions {
  config: Config;
  log: Log;
  root: string;
  version: string;
}

/**
 * A pretend workspace and Backline connected to it, both in this process, on one clock and one address. Both keep what happened
 * (the workspace in a journal beside the database), so that a killed process goes on where it was. `Reset` begins anew with both.
 */
export async function startSandboxed({ config, log, root, version }: SandboxedOptions): Promise<() => Promise<void>> {
  if (isPostgres(config.databaseUrl)) throw new Refusal(postgresInSandbox);
  const file = sqliteFile(config.databaseUrl);
  mkdirSync(dirname(file), { recursive: true });
  const manifest = parse(readFileSync(join(root, 'manifest.yml'), 'utf8')) as Manifest;
  const { host, port } = config;
  // Its own port is another one at every start: addresses that it hands out must outlive that.
  const publicUrl = port === 0 ? undefined : `http://${host}:${port}`;
  const sandbox = await startSandbox({ manifest, world: 'story', seed: 1, journal: `${file}.slack.jsonl`, publicUrl });

  const metrics = createMetrics({ processFigures: true });
  let running: Running | null = null;
  const web = createWeb({ host, port, clock: sandbox.clock, log, metrics, root, version, sandbox, serving: () => running });
  const { address } = await web.start();

  const start = async () => {
    const { app, apiUrl, clock } = sandbox;
    running = await run({
      databaseUrl: config.databaseUrl,
      slack: { ...app, apiUrl },
      baseUrl: config.baseUrl ?? address,
      publicUrl: config.baseUrl,
      root,
      clock,
      log,
      metrics,
      // Before an admin would be asked for the first squad, and anybody's Home tab be drawn without one.
      async prepare(deps, { workspaceId }) {
        await nameSquads(deps, workspaceId, join(root, 'sandbox/world/settings.yml'));
        await seedRotations(deps, workspaceId, join(root, 'sandbox/world/rotations.yml'));
      },
    });
  };
  const stopListening = sandbox.onReset(async () => {
    await running?.stop();
    running = null;
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
    await start();
  });
  await start();
  process.stdout.write(`\nBackline ${version} is connected to a sandbox, a Slack that runs on this machine. Open it:\n\n  ${address}\n\n`);

  return async () => {
    stopListening();
    await running?.stop();
    await web.stop();
    await sandbox.stop();
  };
}

const postgresInSandbox =
  'DATABASE_URL: expected "file:" and a path while there are no Slack tokens (the sandbox); found PostgreSQL. Set SLACK_BOT_TOKEN and SLACK_APP_TOKEN too, or leave DATABASE_URL out.';

/** The seeded company has its squads already, so that a newcomer can escalate at once. What was changed since stays. */
async function nameSquads({ db, slack, clock }: Deps, workspaceId: string, file: string): Promise<void> {
  if ((await db.read.squad.count({ where: { workspaceId } })) > 0) return;
  const { people, channels } = slack(workspaceId);
  const lookup = { person: people.find, channel: channels.find };
  const applied = await applySettings(db, { workspaceId, text: readFileSync(file, 'utf8'), lookup, actor: 'system' }, clock.now());
  if (!applied.ok) throw new Error(`${file} is refused: ${JSON.stringify(applied.mistakes)}`);
}
