import { type ScheduledTask, schedule } from 'node-cron';
import { type Database, writeTx } from '../database';
import type { Log } from '../log';
import { errorLine } from '../plain-error';

export interface Job {
  name: string;
  /** When to look: five fields, or six with seconds first. It only wakes; the job asks the database what is due. */
  schedule: string;
  run(now: Date): Promise<unknown>;
}

export interface Timetable {
  /** Every job looks once, now: after a start, a moved clock, a long sleep. */
  runAll(): Promise<void>;
  stop(): Promise<void>;
}

export interface TimetableOptions {
  db: Database;
  log: Log;
  now(): Date;
  /** Called after each run: what it owes can be delivered now. */
  afterwards(): void;
  /** Without it nothing wakes by itself: tests call `runAll`. */
  ticking: boolean;
}

/** node-cron drops a tick that is late and forgets across restarts: that costs a delay here, never a run. */
export function startTimetable(jobs: Job[], options: TimetableOptions): Timetable {
  const running = new Map<string, Promise<void>>();

  /** A job that is still at work is not started a second time: it has asked, or will ask, the same database. */
  function wake(job: Job): Promise<void> {
    const underWay = running.get(job.name);
    if (underWay) return underWay;
    const run = runJob(job, options).finally(() => running.delete(job.name));
    running.set(job.name, run);
    return run;
  }

  const tasks: ScheduledTask[] = options.ticking ? jobs.map((job) => schedule(job.schedule, () => wake(job))) : [];
  return {
    async runAll() {
      await Promise.all(jobs.map(wake));
    },
    async stop() {
      await Promise.all(tasks.map((task) => task.destroy()));
      await Promise.all(running.values());
    },
  };
}

async function runJob({ name, run }: Job, { db, log, now, afterwards }: TimetableOptions): Promise<void> {
  const startedAt = now();
  const error = await run(startedAt).then(
    () => null,
    (reason: unknown) => reason ?? 'unknown',
  );
  if (error) log.error({ err: error, job: name }, 'a job failed and will run again at its next time');
  const outcome = { startedAt, finishedAt: now(), error: error ? errorLine(error) : null };
  await writeTx(db, (tx) => tx.jobRun.upsert({ where: { job: name }, create: { job: name, ...outcome }, update: outcome })).catch(
    (reason: unknown) => log.error({ err: reason, job: name }, 'the run of a job could not be noted'),
  );
  afterwards();
}
