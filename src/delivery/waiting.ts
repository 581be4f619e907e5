/** When something may be tried: pure, so that it can be read as a table. */

/**
 * No wait of ours is longer. One that reaches further into the future was written before the clock was set back, and is void: nothing
 * may hang for a week because a clock was wrong for a minute.
 */
export const longestWaitMs = 10 * 60_000;

export function isWaiting(until: Date | null, now: Date): boolean {
  if (until === null) return false;
  const left = until.getTime() - now.getTime();
  return left > 0 && left <= longestWaitMs;
}

/** 1, 2, 4, … seconds, up to five minutes. */
export function backoffMs(attempts: number): number {
  return Math.min(1_000 * 2 ** Math.max(0, attempts - 1), 5 * 60_000);
}

export const after = (now: Date, ms: number): Date => new Date(now.getTime() + Math.min(ms, longestWaitMs));

export interface Pace {
  paceMs: number;
  burst: number;
}

/**
 * A token bucket in one instant: `freeAt` is when the lane would be fully rested, and it lies ahead of now by one pace for every post
 * that is not paid for yet. A rested lane may say `burst` at once, then one each `paceMs`.
 */
export function allowance(freeAt: Date | null, now: Date, pace: Pace): number {
  if (pace.paceMs <= 0) return Number.POSITIVE_INFINITY;
  return Math.max(0, Math.floor((slackMs(pace) - debtMs(freeAt, now, pace)) / pace.paceMs) + 1);
}

/** `freeAt` after `posts` more. */
export function spend(freeAt: Date | null, now: Date, posts: number, pace: Pace): Date {
  return new Date(now.getTime() + debtMs(freeAt, now, pace) + posts * pace.paceMs);
}

/** From when the lane may say one more. */
export function pacedUntil(freeAt: Date | null, now: Date, pace: Pace): Date {
  return new Date(now.getTime() + Math.max(0, debtMs(freeAt, now, pace) - slackMs(pace)));
}

const slackMs = ({ paceMs, burst }: Pace) => (burst - 1) * paceMs;

function debtMs(freeAt: Date | null, now: Date, { paceMs, burst }: Pace): number {
  const debt = (freeAt?.getTime() ?? 0) - now.getTime();
  // More than any burst can owe: the clock was set back.
  return debt <= 0 || debt > 2 * burst * paceMs ? 0 : debt;
}
