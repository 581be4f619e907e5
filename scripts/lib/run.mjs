import { spawnSync } from 'node:child_process';
import { at, root } from './root.mjs';

/** A program of node_modules. */
export const bin = (name) => at('node_modules/.bin', name);

/** Runs a step that must succeed: quietly, its output goes to stderr when it fails; then everything ends with its exit code. */
export function run(command, args, { env = process.env, quiet = false } = {}) {
  const stdio = quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2];
  const done = spawnSync(command, args, { cwd: root, env, stdio, encoding: 'utf8' });
  if (done.status === 0) return;

  if (quiet) process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}`);
  const why = done.error ? `: ${done.error.message}` : '';
  console.error(`\`${command.split('/').pop()} ${args.join(' ')}\` failed${why}.`);
  process.exit(done.status ?? 1);
}
