import { writeTx } from '../database';
import type { Deps } from '../deps';
import { catchUp, openEscalations } from '../domain/escalations/threads';
import type { Channel } from '../generated/sqlite/client';
import { type Failure, failureName } from '../slack/outcome';
import { SlackUnavailable } from '../slack/unavailable';
import type { Job } from './timetable';

export interface CatchingUp {
  job: Job;
  /** Slack may have told us something that we did not hear: every thread is read once more. */
  missed(): void;
}

export interface CatchingUpOptions {
  isConnected(): boolean;
  /** Nothing more is begun. */
  leaving(): boolean;
  /** The database comes from a backup: what was said since then has its copies already, and the database does not know of them. */
  restored: boolean;
}

interface Round {
  startedAt: Date;
  left: { workspaceId: string; escalationId: string; since: Date; tries: number }[];
  channels: Map<string, Promise<Channel | null>>;
}

/** About three calls each: Slack allows 50 a minute, and people wait for some of them. */
const escalationsPerLook = 12;
/** A mistake of ours with one escalation holds no other up for long. */
const mostTries = 5;
/** Slack tells of an event again after one minute and after five more, then never again: what it gave up on was said before. */
const retriesMs = 10 * 60_000;
/** How far the record of what was heard may lag behind: it is written once in so long. */
const noteEveryMs = 30_000;
const aheadMs = 60_000;

/**
 * Slack gives an event up after its third retry. So after each start, each time that nobody of this process was connected or an event
 * could not be stored, and after a long sleep, the threads of open escalations are read as they stand, and what is not known yet is
 * heard after all. Twice is as good as once.
 */
export function catchingUp(deps: Deps, { isConnected, leaving, restored }: CatchingUpOptions): CatchingUp {
  const { db, clock, log } = deps;
  let missedSince: Date | null = clock.now();
  let round: Round | null = null;
  let isRestoreNoted = !restored;

  async function look(now: Date): Promise<void> {
    if (!isRestoreNoted) await noteRestore(now);
    if (!isConnected() || leaving()) return;
    if (!round && (missedSince || (await sleptLong(now)))) round = await begin(now);
    if (round) await readOn(round, now);
    if (round && round.left.length > 0) return;

    await noteHeard(round?.startedAt ?? now, now);
    round = null;
  }

  async function noteRestore(now: Date): Promise<void> {
    await writeTx(db, (tx) => tx.workspace.updateMany({ data: { restoredAt: now, heardUntil: now } }));
    isRestoreNoted = true;
    missedSince = null;
  }

  const sleptLong = async (now: Date) =>
    (await db.read.workspace.count({ where: { heardUntil: { lt: new Date(now.getTime() - retriesMs) } } })) > 0;

  async function begin(now: Date): Promise<Round> {
    const began: Round = { startedAt: now, left: [], channels: new Map() };
    const mayHaveMissed = missedSince ?? now;
    for (const { id: workspaceId, heardUntil, connectedAt, restoredAt } of await db.read.workspace.findMany()) {
      const heard = Math.min(mayHaveMissed.getTime(), now.getTime(), (heardUntil ?? connectedAt).getTime());
      const since = new Date(Math.max(heard - retriesMs, restoredAt?.getTime() ?? 0));
      for (const escalationId of await openEscalations(db.read, workspaceId))
        began.left.push({ workspaceId, escalationId, since, tries: 0 });
    }
    // What is missed from here on is for another round.
    if (missedSince === mayHaveMissed) missedSince = null;
    return began;
  }

  /** Whoever cannot be done now goes to the end of the line. While Slack does not answer, nobody is asked. */
  async function readOn({ left, channels }: Round, now: Date): Promise<void> {
    for (let n = Math.min(left.length, escalationsPerLook); n > 0 && !leaving(); n -= 1) {
      const next = left.shift() as Round['left'][0];
      const failure = await readOne(next, channels, now);
      if (!failure) continue;
      left.push(next);
      log.info({ escalation: next.escalationId, failure: failureName(failure) }, 'the threads of an escalation are read later');
      return;
    }
  }

  async function readOne(next: Round['left'][0], channels: Round['channels'], now: Date): Promise<Failure | null> {
    const { workspaceId, escalationId, since } = next;
    const slack = deps.slack(workspaceId);
    const channel = (channelId: string) => {
      const asked = channels.get(channelId) ?? slack.channels.refresh(channelId);
      channels.set(channelId, asked);
      asked.catch(() => channels.delete(channelId));
      return asked;
    };
    try {
      return await catchUp({ db, slack, channel }, escalationId, since, now);
    } catch (error) {
      if (error instanceof SlackUnavailable) return error.failure;
      next.tries += 1;
      log.error({ err: error, escalation: escalationId, tries: next.tries }, 'the threads of an escalation could not be read up');
      return next.tries < mostTries ? { is: 'unknown', error: 'broke_off' } : null;
    }
  }

  async function noteHeard(heardUntil: Date, now: Date): Promise<void> {
    const lagging = { lt: new Date(heardUntil.getTime() - noteEveryMs) };
    const ahead = { gt: new Date(now.getTime() + aheadMs) }; // the clock was set back
    const where = { OR: [{ heardUntil: null }, { heardUntil: lagging }, { heardUntil: ahead }] };
    if ((await db.read.workspace.count({ where })) === 0) return;
    await writeTx(db, (tx) => tx.workspace.updateMany({ where, data: { heardUntil } }));
  }

  return {
    job: { name: 'catch-up', schedule: '25 * * * * *', run: look },
    missed() {
      missedSince ??= clock.now();
    },
  };
}
