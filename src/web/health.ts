import type { Clock } from '../clock';
import { type Database, writeTx } from '../database';
import { backlog } from '../delivery/backlog';
import type { Observed } from '../metrics';
import { pendingMigrations } from '../migration-state';

/** What can be asked once Backline is up. */
export interface Serving {
  db: Database;
  connected(): boolean;
  /** It takes no more work: the load balancer sends it elsewhere. */
  leaving?(): boolean;
}

/** Each `ok`, or what is wrong. */
export interface Readiness {
  database: string;
  migrations: string;
  slack: string;
}

/** A probe waits no longer: a database that takes no write for so long takes no work either. */
const patienceMs = 2_000;

export async function readiness({ db, connected }: Serving, root: string): Promise<Readiness> {
  const [database, migrations] = await Promise.all([
    within(patienceMs, canWrite(db)).catch(said),
    within(patienceMs, areCurrent(db, root)).catch(said),
  ]);
  return { database, migrations, slack: connected() ? 'ok' : 'not connected' };
}

/** Takes the write lock and changes nothing: fails on a read-only file, a standby, a lost server. */
async function canWrite(db: Database): Promise<string> {
  await writeTx(db, (tx) => tx.$executeRawUnsafe('UPDATE "Lane" SET "lastPosition" = "lastPosition" WHERE 1 = 0'));
  return 'ok';
}

async function areCurrent(db: Database, root: string): Promise<string> {
  const pending = await pendingMigrations(db, root);
  return pending.length === 0 ? 'ok' : `${pending.length} to apply`;
}

function within(ms: number, work: Promise<string>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${ms / 1000} s`), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Only the kind of error: its text may hold an address. */
const said = (error: Error & { code?: string }) => `failed (${error.code ?? error.name})`;

export interface Health extends Readiness {
  version: string;
  node: string;
  provider: Database['provider'];
  backlog: Observed['delivery'] & { oldestSeconds: number };
  inbox: Observed['inbox'];
  jobs: { job: string; startedAt: Date; finishedAt: Date | null; failed: boolean }[];
}

/** For people: the same, and how far behind Backline is. */
export async function health(serving: Serving, { root, version, clock }: { root: string; version: string; clock: Clock }): Promise<Health> {
  const [ready, { delivery, oldestSeconds, inbox }, runs] = await Promise.all([
    readiness(serving, root),
    observed(serving, clock),
    serving.db.read.jobRun.findMany({ orderBy: { job: 'asc' } }),
  ]);
  return {
    version,
    node: process.versions.node,
    provider: serving.db.provider,
    ...ready,
    backlog: { ...delivery, oldestSeconds },
    inbox,
    jobs: runs.map(({ job, startedAt, finishedAt, error }) => ({ job, startedAt, finishedAt, failed: error !== null })),
  };
}

export async function observed({ db, connected }: Serving, clock: Clock): Promise<Observed> {
  const now = clock.now();
  const [delivery, waiting, dead] = await Promise.all([
    backlog(db.read, now),
    db.read.inboxEvent.count({ where: { state: 'waiting' } }),
    db.read.inboxEvent.count({ where: { state: 'dead' } }),
  ]);
  const oldestSeconds = delivery.oldest ? Math.max(0, Math.round((now.getTime() - delivery.oldest.getTime()) / 1000)) : 0;
  return { delivery, oldestSeconds, inbox: { waiting, dead }, connected: connected() };
}
