import { writeTx } from '../database';
import type { Deps } from '../deps';
import { catchUp, type LiveThread, liveThreads } from '../domain/escalations/threads';
import { type Failure, failureName } from '../slack/outcome';
import { SlackUnavailable } from '../slack/unavailable';
import type { Job } from './timetable';

export interface CatchingUp {
  job: Job;
  /** Slack may have told us something that we did not hear: every thread is read once more. */
  missed(): void;
}

interface Round {
  startedAt: Date;
  left: { thread: LiveThread; since: Date; tries: number }[];
}

/** Slack allows about 50 calls a minute, and people wait for some of them. */
const threadsPerLook = 30;
const mostTries = 5;
/** Slack tells of an event again after one minute and after five more, then never again: what it gave up on was said before. */
const retriesMs = 10 * 60_000;
/** How far the record of what was heard may lag behind: it is written once in so long. */
const noteEveryMs = 30_000;

/**
 * Slack gives an event up after its third retry. So after each start, and after each time that nobody of this process was connected, the
 * threads of open escalations are read as they stand, and what is not known yet is heard after all. Twice is as good as once. Not after a
 * restore from backup (`restored`): what was said since then has its copies already, and the database does not know of them.
 */
export function catchingUp(deps: Deps, isConnected: () => boolean, restored: boolean): CatchingUp {
  const { db } = deps;
  let mayHaveMissed = !restored;
  let round: Round | null = null;

  async function look(now: Date): Promise<void> {
    if (!isConnected()) return;
    if (mayHaveMissed && !round) {
      mayHaveMissed = false; // what is missed from here on is for another round
      round = await begin(now);
    }
    if (round) await readOn(deps, round, now);
    if (round && round.left.length > 0) return;

    const heardUntil = round?.startedAt ?? now;
    round = null;
    const lagging = new Date(heardUntil.getTime() - noteEveryMs);
    const where = { OR: [{ heardUntil: null }, { heardUntil: { lt: lagging } }] };
    if ((await db.read.workspace.count({ where })) === 0) return;
    await writeTx(db, (tx) => tx.workspace.updateMany({ where, data: { heardUntil } }));
  }

  async function begin(startedAt: Date): Promise<Round> {
    const workspaces = await db.read.workspace.findMany({ select: { id: true, heardUntil: true, connectedAt: true } });
    const left: Round['left'] = [];
    for (const { id, heardUntil, connectedAt } of workspaces) {
      const since = new Date((heardUntil ?? connectedAt).getTime() - retriesMs);
      for (const thread of await liveThreads(db.read, id)) left.push({ thread, since, tries: 0 });
    }
    return { startedAt, left };
  }

  return {
    job: { name: 'catch-up', schedule: '25 * * * * *', run: look },
    missed() {
      mayHaveMissed = true;
    },
  };
}

/** One whose thread cannot be read now goes to the end of the line. While Slack would have us wait, all do. */
async function readOn({ db, slack, log }: Deps, { left }: Round, now: Date): Promise<void> {
  const all = left.length;
  for (let n = 0; n < Math.min(all, threadsPerLook); n += 1) {
    const next = left[0] as Round['left'][0];
    const { thread, since } = next;
    const failure = await catchUp(db, slack(thread.workspaceId), thread, since, now).catch(failureIn);
    if (failure?.is === 'limited') return;
    left.shift();
    next.tries += 1;
    if (!failure) continue;

    const again = failure.is !== 'refused' && next.tries < mostTries;
    if (again) left.push(next);
    else
      log.warn({ escalation: thread.escalationId, failure: failureName(failure) }, 'a thread could not be read for what was missed in it');
  }
}

function failureIn(error: unknown): Failure {
  if (error instanceof SlackUnavailable) return error.failure;
  throw error;
}
