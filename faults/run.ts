import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Manifest, type Sandbox, startSandbox } from '../sandbox';
import { connect, type Database } from '../src/database';
import { type Backlog, backlogOf, isEmpty, untilCalm } from './calm';
import { type Crew, hireCrew } from './crew';
import { gather } from './gather';
import { type Finding, judge } from './judge';
import { type Chronicle, newChronicle } from './people/chronicle';
import { live } from './people/living';
import { foundTown } from './people/town';
import { callMs } from './plan';
import { root } from './root';
import { nameSquads } from './settings';
import { postgresStore } from './stores/postgres';
import { sqliteStore } from './stores/sqlite';
import type { StoreName } from './stores/store';
import { brewStorm } from './storm';

export interface RunOptions {
  database: StoreName;
  kills: number;
  seed: number;
  /** Workers at the same time; an SQLite file has one. */
  workers: number;
  say(line: string): void;
}

export interface Outcome {
  findings: Finding[];
  kills: Map<string, number>;
  faults: Map<string, number>;
  failedStarts: number;
  chronicle: Chronicle;
  messages: number;
  escalations: number;
  /** Where the logs of the workers are; removed when all went well. */
  folder: string;
  seconds: number;
}

/** Tuesday 24 November 2026, 10:00 in Tallinn: everybody is at work. */
const start = new Date('2026-11-24T08:00:00Z');

/**
 * What delivery is given in a run: less patience than it has by itself, so that what died is taken over soon. `settleMs` is what it is in
 * real life, and has to be: a call that was given up may still be on its way, most of all on a busy machine.
 */
const delivery = { callMs, settleMs: 2_000, leaseMs: 8_000, redrawEveryMs: 0, lookEveryMs: 500 };

/** One run on one database: trouble until all kills have happened, calm, and a judgement. */
export async function run({ database, kills, seed, workers, say }: RunOptions): Promise<Outcome> {
  const startedAt = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'backline-faults-'));
  const manifest = parse(readFileSync(join(root, 'manifest.yml'), 'utf8')) as Manifest;
  const sandbox = await startSandbox({ manifest, seed, now: start, world: 'story', keepLog: 'all' });
  const store = database === 'sqlite' ? sqliteStore(folder) : await postgresStore();
  const size = database === 'sqlite' ? 1 : workers;
  say(`${database}: ${size === 1 ? '1 worker' : `${size} workers`}, ${kills} kills, seed ${seed}`);

  const slack = { botToken: sandbox.app.botToken, appToken: sandbox.app.appToken, apiUrl: sandbox.apiUrl };
  const orders = () => ({ databaseUrl: store.url, slack, clockOffsetMs: offsetOf(sandbox), delivery });
  const crew = hireCrew({ size, kills, seed, folder, orders, traffic: () => sandbox.log.length });
  await crew.ready(1);
  const db = await connect(store.url);
  await nameSquads(db, sandbox);
  say(`started; killed while it migrated: ${crew.killed.get('migration-begun') ?? 0} + ${crew.killed.get('migration-applied') ?? 0}`);

  const chronicle = newChronicle();
  const town = foundTown(sandbox, chronicle);
  const storm = brewStorm(sandbox, store, seed);
  const living = live(town, seed);
  await Promise.race([crew.arm(), living]);
  town.closing = true;
  await storm.end();
  await crew.ready(size);
  say(`all kills done after ${seconds(startedAt)} s: ${chronicle.acts.length} acts, ${chronicle.said.length} messages of people`);

  await living;
  const calmSince = sandbox.log.at(-1)?.n ?? 0;
  const { left, slow } = await workOff(sandbox, db, crew);
  say(`calm after ${seconds(startedAt)} s: ${isEmpty(left) ? 'nothing left to do' : JSON.stringify(left)}`);

  const evidence = await gather(sandbox, db, chronicle, calmSince);
  const findings = [...leftOver(left), ...judge(evidence), ...ofTheCrew(crew.fallen, slow)];
  await db.close();
  await sandbox.stop();
  await store.stop();
  if (findings.length === 0) rmSync(folder, { recursive: true });
  else keep(folder, { findings, evidence, traffic: sandbox.log });
  return {
    findings,
    kills: crew.killed,
    faults: storm.counts,
    failedStarts: crew.failedStarts(),
    chronicle,
    messages: evidence.posts.length,
    escalations: evidence.escalations.length,
    folder,
    seconds: seconds(startedAt),
  };
}

const mostRounds = 5;

/** Until nothing is left after all workers have stopped: between the last look and their end the clock may bring something up. */
async function workOff(sandbox: Sandbox, db: Database, crew: Crew): Promise<{ left: Backlog; slow: string[] }> {
  const slow: string[] = [];
  for (let round = 1; ; round += 1) {
    await untilCalm(sandbox, db, () => crew.moveClock(offsetOf(sandbox)));
    slow.push(...(await crew.stop()));
    const left = await backlogOf(sandbox, db);
    if (isEmpty(left) || round === mostRounds) return { left, slow };
    await crew.resume();
  }
}

/** For whoever looks for the cause. */
function keep(folder: string, files: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(files)) writeFileSync(join(folder, `${name}.json`), JSON.stringify(value, null, 1));
}

const offsetOf = (sandbox: Sandbox) => sandbox.clock.now().getTime() - Date.now();
const seconds = (since: number) => Math.round((Date.now() - since) / 1000);

const leftOver = (left: Backlog): Finding[] =>
  isEmpty(left) ? [] : [{ sort: 'lost', what: 'The backlog was not worked off when things were calm', evidence: left }];

const ofTheCrew = (fallen: string[], slow: string[]): Finding[] => [
  ...fallen.map((story) => ({ sort: 'unexpected' as const, what: story.split('\n')[0] as string, evidence: story })),
  ...slow.map((name) => ({ sort: 'unexpected' as const, what: `${name} did not stop when it was asked to`, evidence: name })),
];
