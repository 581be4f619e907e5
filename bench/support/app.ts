import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { type Manifest, type Sandbox, startSandbox } from '../../sandbox';

/** `dist/bench/support` is three levels below the package. */
export const root = join(__dirname, '../../..');
const manifest = parse(readFileSync(join(root, 'manifest.yml'), 'utf8')) as Manifest;

export interface RunningApp {
  sandbox: Sandbox;
  pid: number;
  /** From the start of the process until it was connected. */
  startMs: number;
  /** A folder of its own: the database is `backline.db` in it. */
  folder: string;
  stop(): Promise<void>;
}

/** The real program, as `npm start` runs it, on a database of its own. */
export const startBacklineOn = (sandbox: Sandbox, folder?: string) =>
  start(sandbox, join(root, 'dist/src/main.js'), [], /https?:\/\//, folder);

/** The squads of the story, as a person would bring them in. */
export async function nameSquads({ sandbox, folder }: RunningApp): Promise<void> {
  const told = [join(root, 'bin/backline.mjs'), 'settings', 'apply', join(root, 'sandbox/world/settings.yml')];
  await promisify(execFile)(process.execPath, told, { cwd: folder, env: environment(sandbox, folder) });
}

/** A Bolt app with this many listeners, which only acknowledges. */
export const startEmptyBoltOn = (sandbox: Sandbox, listeners: number) =>
  start(sandbox, join(__dirname, 'empty-bolt.js'), [String(listeners)], /ready/);

export const quietSandbox = () => startSandbox({ manifest, world: 'story', seed: 1 });

async function start(sandbox: Sandbox, script: string, args: string[], ready: RegExp, given?: string): Promise<RunningApp> {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'backline-bench-'));
  const startedAt = performance.now();
  const child = spawn(process.execPath, [script, ...args], {
    cwd: folder,
    env: environment(sandbox, folder),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await readyLine(child, ready);
  const startMs = performance.now() - startedAt;

  return {
    sandbox,
    folder,
    startMs,
    pid: child.pid ?? 0,
    async stop() {
      await ended(child);
      if (!given) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function environment({ app, apiUrl }: Sandbox, folder: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    SLACK_BOT_TOKEN: app.botToken,
    SLACK_APP_TOKEN: app.appToken,
    SLACK_API_URL: apiUrl,
    DATABASE_URL: `file:${join(folder, 'backline.db')}`,
    PORT: '0',
    LOG_LEVEL: 'warn',
    LOG_FORMAT: 'json',
  };
}

function readyLine(child: ChildProcess, ready: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      if (ready.test(String(chunk))) resolve();
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it was ready`)));
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
