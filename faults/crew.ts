import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Orders, Told } from './orders';
import { type Death, deathOf } from './plan';

export interface CrewOptions {
  /** Workers at the same time. */
  size: number;
  kills: number;
  seed: number;
  /** Where each worker's log is written. */
  folder: string;
  orders(): Omit<Orders, 'death'>;
}

/** The workers of a run: each is killed as planned and replaced, until all kills are done; then they live. */
export interface Crew {
  /** By how they ended: a named point, or `random`. */
  killed: Map<string, number>;
  /** Workers that ended when nobody had planned it, with the end of their log. */
  fallen: string[];
  /** All planned kills have happened. */
  done: Promise<void>;
  /** Resolves when so many workers have been connected at least once. */
  started(count: number): Promise<void>;
  tell(told: Told): void;
  /** Asks all to stop, and answers those that had to be killed for it. */
  stop(): Promise<string[]>;
}

interface Member {
  name: string;
  child: ChildProcess;
  death: Death | null;
  killedHere: boolean;
  log: string;
}

/** A named point may not be passed while there is nothing to do. */
const mostLifeMs = 6_000;
const stopsWithinMs = 15_000;

export function hireCrew({ size, kills, seed, folder, orders }: CrewOptions): Crew {
  const members = new Set<Member>();
  const killed = new Map<string, number>();
  const fallen: string[] = [];
  const waiting: { count: number; resolve(): void }[] = [];
  let next = 0;
  let ready = 0;
  let closing = false;
  let finished = () => {};
  const done = new Promise<void>((resolve) => {
    finished = resolve;
  });

  function hire(): void {
    const death = next < kills ? deathOf(seed, next) : null;
    const name = `worker-${next}`;
    next += 1;
    const log = join(folder, `${name}.log`);
    const out = openSync(log, 'a');
    const named = death && death.at !== 'random' ? death : null;
    const child = fork(join(__dirname, 'worker.js'), [JSON.stringify({ ...orders(), death: named })], {
      stdio: ['ignore', out, out, 'ipc'],
    });
    closeSync(out);
    const member: Member = { name, child, death, killedHere: false, log };
    members.add(member);

    const timer = death ? setTimeout(() => kill(member), death.at === 'random' ? death.afterMs : mostLifeMs) : undefined;
    child.on('message', announce);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      members.delete(member);
      if (closing) return;
      count(member, code, signal);
      hire();
    });
  }

  function kill(member: Member): void {
    member.killedHere = true;
    member.child.kill('SIGKILL');
  }

  function announce(): void {
    ready += 1;
    for (const { count, resolve } of waiting) if (ready >= count) resolve();
  }

  function count({ name, death, killedHere, log }: Member, code: number | null, signal: string | null): void {
    if (signal !== 'SIGKILL' || !death) {
      fallen.push(`${name} ended by itself (${signal ?? code}):\n${readFileSync(log, 'utf8').slice(-3_000)}`);
      return;
    }
    const how = killedHere ? 'random' : death.at;
    killed.set(how, (killed.get(how) ?? 0) + 1);
    if (total(killed) >= kills) finished();
  }

  for (let index = 0; index < size; index += 1) hire();
  if (kills === 0) finished();
  return {
    killed,
    fallen,
    done,
    started: (count) => new Promise((resolve) => (ready >= count ? resolve() : waiting.push({ count, resolve }))),
    tell(told) {
      for (const { child } of members) if (child.connected) child.send(told);
    },
    async stop() {
      closing = true;
      const slow: string[] = [];
      await Promise.all([...members].map((member) => stopOne(member).then((stopped) => stopped || slow.push(member.name))));
      return slow;
    },
  };
}

async function stopOne({ child }: Member): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) return true;
  const ended = once(child, 'exit');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopsWithinMs);
  if (child.connected) child.send('stop' satisfies Told);
  await ended;
  clearTimeout(timer);
  return child.signalCode === null;
}

export const total = (counts: Map<string, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0);
