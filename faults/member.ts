import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Told } from './orders';
import type { Death } from './plan';

/** A worker's process, as its crew sees it. */
export interface Member {
  name: string;
  child: ChildProcess;
  /** How it is to end; `null`: it lives until it is stopped. */
  death: Death | null;
  /** Connected, and at work. */
  ready: boolean;
  /** It was killed from here, at a random instant. */
  struck: boolean;
  log: string;
}

/** A process that has loaded everything and waits for its orders. */
export function recruit(name: string, folder: string): Member {
  const log = join(folder, `${name}.log`);
  const out = openSync(log, 'a');
  const child = fork(join(__dirname, 'worker.js'), [], { stdio: ['ignore', out, out, 'ipc'] });
  closeSync(out);
  return { name, child, death: null, ready: false, struck: false, log };
}

export function tell({ child }: Member, told: Told): void {
  if (child.connected) child.send(told, () => {}); // one that dies in this instant need not hear it
}

/** Kills it from outside, unless it ended before. */
export function strikeIn(member: Member, ms: number): void {
  const timer = setTimeout(() => {
    member.struck = true;
    member.child.kill('SIGKILL');
  }, ms);
  member.child.once('exit', () => clearTimeout(timer));
}

const stopsWithinMs = 15_000;

/** Asks it to stop; whether it did so by itself. */
export async function stop(member: Member): Promise<boolean> {
  const { child } = member;
  if (child.exitCode !== null || child.signalCode !== null) return true;
  const ended = once(child, 'exit');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopsWithinMs);
  tell(member, { tell: 'stop' });
  await ended;
  clearTimeout(timer);
  return child.signalCode === null;
}

/** The end of what it wrote. */
export const lastWords = ({ log }: Member): string => readFileSync(log, 'utf8').slice(-3_000);
