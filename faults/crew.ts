import { lastWords, type Member, recruit, stop, strikeIn, tell } from './member';
import type { Orders } from './orders';
import { type Death, deathOf } from './plan';

export interface CrewOptions {
  /** Workers at the same time. */
  size: number;
  kills: number;
  seed: number;
  /** Where each worker's log is written. */
  folder: string;
  orders(): Omit<Orders, 'death'>;
  /** How much has passed between Slack and the workers. */
  traffic(): number;
}

/** The workers of a run: each is killed as planned and replaced, until all kills are done; then they live. */
export interface Crew {
  /** By how they ended: a named point, or `random`. */
  killed: Map<string, number>;
  /** Workers that ended when nobody had planned it, with the end of their log. */
  fallen: string[];
  /** How many found Slack or the database away when they began: whoever runs them starts another one. */
  failedStarts(): number;
  /** Resolves when so many workers are connected. */
  ready(count: number): Promise<void>;
  /** Until now only those were killed that migrate. Resolves when all planned kills have happened. */
  arm(): Promise<void>;
  moveClock(offsetMs: number): void;
  /** Asks all to stop, and answers those that had to be killed for it. */
  stop(): Promise<string[]>;
  /** One goes on where all had stopped. */
  resume(): Promise<void>;
}

/** The first deaths are for the migration. */
const early = 2;
/** A named point may not be passed while there is nothing to do. */
const mostTraffic = 250;
const mostLifeMs = 20_000;
const isAway =
  /could not be reached|Can't reach database server|terminating connection|starting up|shutting down|Connection terminated|not queryable/;
const mostSurpriseMs = 1_000;

export function hireCrew({ size, kills, seed, folder, orders, traffic }: CrewOptions): Crew {
  const members = new Set<Member>();
  const killed = new Map<string, number>();
  const fallen: string[] = [];
  const finished = signal();
  const watchers = new Set<() => void>();
  let failedStarts = 0;
  let recruited = 0;
  let died = 0;
  const postponed: Death[] = [];
  let armed = false;
  let closing = false;
  const spares = Array.from({ length: size > 1 ? 2 : 1 }, enlist);

  function enlist(): Member {
    recruited += 1;
    return recruit(`worker-${recruited}`, folder);
  }

  function hire(): void {
    spares.push(enlist());
    const member = spares.shift() as Member;
    member.death = nextDeath();
    members.add(member);
    const { child, death } = member;
    tell(member, { tell: 'begin', orders: { ...orders(), death: death && death.at !== 'random' ? death : null } });
    if (death && 'afterMs' in death) strikeIn(member, death.afterMs);
    child.once('message', () => {
      member.ready = true;
      for (const see of watchers) see();
      if (death && !('afterMs' in death)) strikeAfter(member, 'afterTraffic' in death ? death.afterTraffic : mostTraffic);
    });
    child.once('exit', (code, by) => {
      members.delete(member);
      if (closing) return;
      bury(member, by ?? String(code));
      fill();
    });
  }

  /** Those who die while they migrate come alone: another one would have migrated before them. */
  function fill(): void {
    const wanted = total(killed) < Math.min(early, kills) ? 1 : size;
    while (members.size < wanted) hire();
  }

  function ready(count: number): Promise<void> {
    return new Promise((resolve) => {
      const see = () => {
        if ([...members].filter((member) => member.ready).length < count) return;
        watchers.delete(see);
        resolve();
      };
      watchers.add(see);
      see();
    });
  }

  /** Shared by all who are at work; where nothing happens it ends too. */
  function strikeAfter(member: Member, entries: number): void {
    const from = traffic();
    const since = Date.now();
    const timer = setInterval(() => {
      if (traffic() - from < entries * size && Date.now() - since < mostLifeMs) return;
      clearInterval(timer);
      strikeIn(member, 0);
    }, 20);
    member.child.once('exit', () => clearInterval(timer));
  }

  function nextDeath(): Death | null {
    const due = died < (armed ? kills : Math.min(early, kills));
    return postponed.shift() ?? (due ? deathOf(seed, died++) : null);
  }

  function bury(member: Member, how: string): void {
    if (how !== 'SIGKILL' && member.death) postponed.push(member.death);
    if (!member.ready && how !== 'SIGKILL' && isAway.test(lastWords(member))) {
      failedStarts += 1;
      return;
    }
    if (how !== 'SIGKILL' || !member.death) {
      fallen.push(`${member.name} ended by itself (${how}):\n${lastWords(member)}`);
      return;
    }
    const at = member.struck ? 'random' : member.death.at;
    killed.set(at, (killed.get(at) ?? 0) + 1);
    if (total(killed) >= kills) finished.give();
  }

  fill();
  return {
    killed,
    fallen,
    failedStarts: () => failedStarts,
    ready,
    arm() {
      armed = true;
      for (const member of members) {
        if (member.death) continue;
        member.death = nextDeath();
        if (member.death) strikeIn(member, mostSurpriseMs);
      }
      if (total(killed) >= kills) finished.give();
      return finished.given;
    },
    moveClock(offsetMs) {
      for (const member of members) tell(member, { tell: 'clock', offsetMs });
    },
    async stop() {
      closing = true;
      for (const { child } of spares.splice(0)) child.kill();
      const slow: string[] = [];
      await Promise.all([...members].map((member) => stop(member).then((stopped) => stopped || slow.push(member.name))));
      return slow;
    },
    resume() {
      closing = false;
      hire();
      return ready(1);
    },
  };
}

function signal(): { given: Promise<void>; give(): void } {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
}

export const total = (counts: Map<string, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0);
