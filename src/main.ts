import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { computerClock } from './clock';
import { type Config, readConfig, readEnvironment } from './config';
import { keptEncryptionKey } from './encryption-key';
import { createLog, type Log } from './log';
import { createMetrics } from './metrics';
import { plainError } from './plain-error';
import { Refusal } from './refusal';
import { type Running, run } from './run';
import { createWeb, type Web } from './web';

/** `dist/src` is two levels below the package. */
const root = join(__dirname, '../..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

async function main(): Promise<void> {
  const config = readConfig(readEnvironment(process.env, process.cwd()), { terminal: Boolean(process.stdout.isTTY) });
  if (!config.encryptionKey) keptEncryptionKey(process.cwd()); // there from the first day, so that a backup of `data/` holds it
  const log = createLog(config.log);
  const stop =
    config.mode === 'sandbox' ? await sandboxed().startSandboxed({ config, log, root, version }) : await startOnSlack(config, log);
  stopOnSignals(stop, log);
}

/** Loaded when it is needed: a Backline on a real Slack has no use for a pretended one. */
const sandboxed = () => require('./sandboxed') as typeof import('./sandboxed');

async function startOnSlack(config: Exclude<Config, { mode: 'sandbox' }>, log: Log): Promise<() => Promise<void>> {
  const metrics = createMetrics({ processFigures: true });
  let running: Running | null = null;
  const { host, port } = config;
  const web = createWeb({ host, port, clock: computerClock, log, metrics, root, version, serving: () => running });
  const { address } = await web.start();
  const baseUrl = config.baseUrl ?? address;
  try {
    const { databaseUrl, restored } = config;
    if (restored) log.warn('DATABASE_RESTORED: what waits is looked for in Slack before it is said; start without it the next time');
    running = await run({
      databaseUrl,
      slack: config,
      baseUrl,
      publicUrl: config.baseUrl,
      root,
      clock: computerClock,
      log,
      metrics,
      restored,
    });
  } catch (error) {
    await web.stop();
    throw error;
  }
  const { name, url } = running.backline.connection;
  process.stdout.write(`Backline ${version} works for ${name} (${url}). Health: ${baseUrl}/healthz\n`);
  return () => stopAll(web, running);
}

/** Slack first: what it has handed over is finished while the health page can still tell that we are leaving. */
async function stopAll(web: Web, running: Running | null): Promise<void> {
  await running?.stop();
  await web.stop();
}

/** A second signal does not wait. */
function stopOnSignals(stop: () => Promise<void>, log: Log): void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, 'finishing what is in flight');
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'did not stop cleanly');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
}

main().catch((error: unknown) => {
  const refused = error instanceof Refusal;
  process.stderr.write(`${refused ? error.message : (plainError(error).stack ?? plainError(error).message)}\n`);
  process.exit(refused ? error.exitCode : 1);
});
