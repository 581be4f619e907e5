import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Manifest, type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox';
import { type Person, person } from '../../sandbox/person';
import { type Backline, startBackline } from '../../src/app';
import { socketReceivers } from '../../src/listeners/receivers';
import { createLog } from '../../src/log';
import { createMetrics } from '../../src/metrics';
import { type FreshDatabase, freshDatabase } from './database';
import { applySeededSettings } from './settings';
import { settle } from './settle';

export const root = join(__dirname, '../..');
export const manifest = parse(readFileSync(join(root, 'manifest.yml'), 'utf8')) as Manifest;

/** A Slack, a database and the whole of Backline between them; nothing happens by itself: `settled` brings everything to rest. */
export interface Team {
  sandbox: Sandbox;
  backline: Backline;
  database: FreshDatabase;
  /** Somebody of the seeded world, by key (`ana`, `bo`), who acts by what is visible to them. */
  as(key: string): Person;
  /** Everything handled, every due job run, everything due delivered, at the sandbox's now. */
  settled(): Promise<void>;
  /** Opens App Home as this person, and answers what it says once it is drawn. */
  homeOf(key: string): Promise<string>;
  /** Moves the world's clock, and brings everything to rest. */
  advance(ms: number): Promise<void>;
  /** Backline stops and starts again on the same database; what was not done yet is done by the new one. `meanwhile`: nobody is there. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

export interface TeamOptions extends Partial<Omit<SandboxOptions, 'manifest'>> {
  /** Names squads as the seeded settings do; without it the workspace is new. Default: true in the story. */
  settings?: boolean;
  /** Where calendars can subscribe; without it they cannot. */
  publicUrl?: string;
}

/** Tuesday 24 November 2026, 10:00 in Tallinn: everybody is at work. */
const start = new Date('2026-11-24T08:00:00Z');

export async function startTeam({ settings, publicUrl, ...options }: TeamOptions = {}): Promise<Team> {
  const world = options.world ?? 'story';
  const sandbox = await startSandbox({ manifest, now: start, seed: 1, world, ...options });
  const database = await freshDatabase();
  let backline = await startOn(sandbox, database, publicUrl);
  if (settings ?? world === 'story') await applySeededSettings(backline);

  /** An acknowledgement is not the end of what a gesture does. */
  const handled = async () => {
    await sandbox.quiet();
    await backline.idle();
    await sandbox.quiet();
  };
  const team: Team = {
    sandbox,
    database,
    get backline() {
      return backline;
    },
    as: (key) => person(sandbox, sandbox.people[key] ?? missing(key), handled),
    settled: () => settle(sandbox, backline),
    async homeOf(key) {
      const somebody = team.as(key);
      await sandbox.act(somebody.id, { do: 'open_home' });
      await team.settled();
      return somebody.text(await somebody.home());
    },
    async advance(ms) {
      await sandbox.clock.advance(ms);
      await team.settled();
    },
    async restart(meanwhile) {
      await backline.stop();
      await meanwhile?.();
      backline = await startOn(sandbox, database, publicUrl);
    },
    async stop() {
      await backline.stop();
      await sandbox.stop();
      await database.drop();
    },
  };
  await team.settled();
  return team;
}

function startOn(sandbox: Sandbox, { db }: FreshDatabase, publicUrl?: string): Promise<Backline> {
  const log = createLog({ level: process.env.TEST_LOG ?? 'silent', format: 'json' });
  const { botToken, appToken } = sandbox.app;
  return startBackline({
    db,
    log,
    clock: sandbox.clock,
    metrics: createMetrics(),
    botToken,
    apiUrl: sandbox.apiUrl,
    baseUrl: sandbox.url,
    publicUrl,
    receivers: socketReceivers(appToken, sandbox.apiUrl, log),
    selfDriven: false,
    paceMs: 0,
  });
}

function missing(key: string): never {
  throw new Error(`Nobody in this world is called ${key}`);
}
