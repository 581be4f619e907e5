import { spawnSync } from 'node:child_process';
import { at, root } from './root.mjs';

/** A program of node_modules. */
export const bin = (name) => at('node_modules/.bin', name);

/** A step that must succeed: throws `StepFailed`. Quietly: its output goes to stderr only when it fails. */
export function run(command, args, { env = process.env, quiet = false } = {}) {
  const stdio = quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2];
  const done = spawnSync(command, args, { cwd: root, env, stdio, encoding: 'utf8' });
  if (done.status === 0) return;

  if (quiet) process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}`);
  const why = done.error ? `: ${done.error.message}` : '';
  throw new StepFailed(`\`${command.split('/').pop()} ${args.join(' ')}\` failed${why}.`, done.status ?? 1);
}

export class StepFailed extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** For scripts that cannot go on: says which step it was, and ends with its exit code. */
export function giveUp(error) {
  if (!(error instanceof StepFailed)) throw error;
  console.error(error.message);
  process.exit(error.status);
}
