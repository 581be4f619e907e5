import type { Delivery } from '../generated/sqlite/client';
import type { Failure } from '../slack/outcome';
import { refusalOf } from './refusals';
import { everything, parentDead, postedAnew, type Settled } from './settled';
import type { Tuning } from './tuning';
import { after, backoffMs } from './waiting';

/** The call that failed. `repeatable`: doing it twice changes nothing (an update, a reaction, looking something up). */
export interface FailedCall {
  method: string;
  repeatable: boolean;
}

const mostRefusals = 12;
const workspaceRestMs = 5 * 60_000;

/** What an answer other than `ok` means for the row. */
export function afterFailure(
  row: Delivery,
  failure: Failure,
  { method, repeatable }: FailedCall,
  now: Date,
  { settleMs }: Tuning,
): Settled {
  switch (failure.is) {
    case 'limited': {
      const until = after(now, failure.retryAfterMs);
      return { row, what: 'limited', change: { retryAt: until, lastError: 'ratelimited' }, hold: { method, lane: row.lane, until } };
    }
    case 'unreached':
      return again(row, failure.error, now);
    case 'unknown': {
      const { change } = again(row, failure.error, now, repeatable ? 0 : settleMs);
      // What stands there may be the old or the new: whatever it is to say next, it is drawn.
      if (repeatable) return { row, what: 'unknown', change: { ...change, renderedHash: null } };
      return { row, what: 'unknown', change: { ...change, inDoubt: true } };
    }
    case 'refused':
      return afterRefusal(row, failure.error, now);
  }
}

function afterRefusal(row: Delivery, error: string, now: Date): Settled {
  const refusal = refusalOf(error);
  if (refusal === 'workspace') {
    const until = after(now, workspaceRestMs);
    return { row, what: 'retried', change: { retryAt: until, lastError: error }, hold: { method: everything, lane: everything, until } };
  }
  return refusal === 'later' && row.attempts < mostRefusals ? again(row, error, now) : dead(row, error);
}

/** Tried again later; what stands behind it in the lane waits with it. */
export function again(row: Delivery, error: string, now: Date, leastMs = 0): Settled {
  const attempts = row.attempts + 1;
  const wait = Math.max(backoffMs(attempts), leastMs);
  return { row, what: 'retried', change: { attempts, retryAt: after(now, wait), lastError: error } };
}

/** Will not be said unless somebody resends it. What it looked like in Slack, if it stands there, stays. */
export function dead(row: Delivery, error: string): Settled {
  const change = { state: 'dead', dirty: false, retryAt: null, attempts: row.attempts + 1, lastError: error } as const;
  return { row, what: 'dead', change, trouble: error };
}

/** It may or may not have been said, and Slack does not let us look: an admin decides. */
export function held(row: Delivery, error: string): Settled {
  const { change } = dead(row, `unreadable:${error}`);
  return { row, what: 'dead', change: { ...change, inDoubt: true }, trouble: `unreadable:${error}` };
}

export const withdrawn = (row: Delivery, why: string | null = null): Settled => ({
  row,
  what: 'withdrawn',
  change: { state: 'withdrawn', dirty: false, inDoubt: false, retryAt: null, ts: null, lastError: why },
});

/** Not repeated by itself: whoever keeps its record owes it again. */
export const refused = (row: Delivery, error: string): Settled => ({
  row,
  what: 'refused',
  change: { state: 'sent', dirty: false, retryAt: null, renderedHash: null, lastError: error },
});

export const orphaned = (row: Delivery): Settled => withdrawn(row, parentDead);

export const released = (row: Delivery): Settled => ({ row, what: 'released', change: {} });

/** Stands in Slack now. */
export function sent(
  row: Delivery,
  where: { channel: string | null; ts: string | null; hash: string | null },
  now: Date,
  { redrawEveryMs }: Tuning,
): Settled {
  return {
    row,
    what: 'sent',
    change: {
      state: 'sent',
      dirty: false,
      inDoubt: false,
      sentAt: now,
      sentChannel: where.channel,
      ts: where.ts,
      renderedHash: where.hash,
      retryAt: spaced(row, now, redrawEveryMs),
      lastError: row.lastError === postedAnew ? postedAnew : null,
    },
  };
}

/** Found where it was said: what it says there may be older than the record, so a card is drawn again. */
export function foundAgain(row: Delivery, { channel, ts }: { channel: string; ts: string }, tuning: Tuning): Settled {
  const saidAt = new Date(Number(ts) * 1000);
  const { change } = sent(row, { channel, ts, hash: null }, saidAt, tuning);
  return { row, what: 'read_back', change: { ...change, dirty: row.sort === 'card' } };
}

export const redrawn = (row: Delivery, hash: string | null, now: Date, { redrawEveryMs }: Tuning): Settled => ({
  row,
  what: 'redrawn',
  change: {
    state: 'sent',
    dirty: false,
    renderedHash: hash,
    retryAt: spaced(row, now, redrawEveryMs),
    lastError: row.lastError === postedAnew ? postedAnew : null,
  },
});

/** The card was taken away in Slack: the record is the truth, so it is posted anew, once. */
export function gone(row: Delivery): Settled {
  if (row.lastError === postedAnew) return dead(row, postedAnew);
  return {
    row,
    what: 'retried',
    change: {
      state: 'pending',
      ts: null,
      sentChannel: null,
      firstAttemptAt: null,
      inDoubt: false,
      retryAt: null,
      renderedHash: null,
      lastError: postedAnew,
    },
  };
}

const spaced = ({ sort }: Delivery, now: Date, everyMs: number): Date | null =>
  sort === 'card' && everyMs > 0 ? after(now, everyMs) : null;
