import type { Delivery } from '../generated/sqlite/client';
import type { Slack } from '../slack';
import type { Answer, Args, Method } from '../slack/methods';
import type { Outcome } from '../slack/outcome';
import type { DeliveryDeps } from './deps';
import type { DeliveryKind } from './kinds';
import { type ReadBack, readBack } from './readback';
import { everything, type Hold } from './settled';
import type { Tuning } from './tuning';
import { after, isWaiting } from './waiting';
import type { Drawn } from './words';

/** What the rows of one lane are worked on with. */
export interface Desk {
  deps: DeliveryDeps;
  tuning: Tuning;
  slack: Slack;
  /** Looks for what may have been said already. */
  reader: ReadBack;
  now(): Date;
  /** Whether a call begun now, and what of it may still be on its way, ends before another process may take these rows for abandoned. */
  hasTime(): boolean;
  /** One call for a lane. While the method rests there, Slack is not asked: the answer is what it would be. */
  call<M extends Method>(method: M, lane: string, args: Args<M>): Promise<Outcome<Answer<M>>>;
  draw(row: Delivery): Promise<Drawn>;
}

/** What all desks share. */
export interface House {
  deps: DeliveryDeps;
  tuning: Tuning;
  /** Drawing begins in step, see `inStep`. */
  step(): Promise<void>;
}

/** `holds`: what rests, as known when the rows were claimed (`claimedAt`, by `performance.now`). Throws when we are not connected to the workspace. */
export function openDesk({ deps, tuning, step }: House, rows: Delivery[], holds: Hold[], claimedAt: number): Desk {
  const { workspaceId, lane: ownLane } = rows[0] as Delivery;
  const slack = deps.slack(workspaceId);
  const resting = [...holds];
  const now = () => deps.clock.now();

  const hasTime = () => performance.now() - claimedAt < tuning.leaseMs - tuning.callMs - tuning.settleMs;

  async function call<M extends Method>(method: M, lane: string, args: Args<M>): Promise<Outcome<Answer<M>>> {
    const hold = resting.find(
      (one) => isWaiting(one.until, now()) && (one.method === everything || (one.method === method && one.lane === lane)),
    );
    if (hold) return { is: 'limited', retryAfterMs: hold.until.getTime() - now().getTime() };
    if (!hasTime()) return { is: 'unreached', error: 'lease_running_out' };
    const outcome = await slack.delivery.call(method, args);
    if (outcome.is === 'limited') resting.push({ method, lane, until: after(now(), outcome.retryAfterMs) });
    return outcome;
  }

  return {
    deps,
    tuning,
    slack,
    reader: readBack({ botId: slack.botId, call: (method, args) => call(method, ownLane, args) }, oldestAttempt(rows)),
    now,
    hasTime,
    call,
    async draw(row) {
      await step();
      return deps.words[row.kind as DeliveryKind](row, { read: deps.db.read, now: now() });
    },
  };
}

const oldestAttempt = (rows: Delivery[]): Date =>
  new Date(Math.min(...rows.map(({ firstAttemptAt, createdAt }) => (firstAttemptAt ?? createdAt).getTime())));
