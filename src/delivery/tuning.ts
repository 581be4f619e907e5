/** Figures of the engine. The defaults suit Slack; tests and benchmarks set the pace to 0. */
export interface Tuning {
  /** Time between two posts in one lane; 0: as fast as it goes. */
  paceMs: number;
  /** Posts that a rested lane may say at once: Slack tolerates short bursts. */
  burst: number;
  /** Least time between two drawings of one card: quick changes become one. */
  redrawEveryMs: number;
  /** How long a process may keep what it has claimed. */
  leaseMs: number;
  /** How long one call may take (the time-out of the delivery client): none is begun that might outlast the lease. */
  callMs: number;
  /** How long after a lost answer Slack is asked whether the message is there: it may still be on its way. */
  settleMs: number;
  /** Lanes that are served at the same time, and as many more for pages and direct messages alone. */
  lanes: number;
  urgentLanes: number;
  /** Rows of one lane that are claimed at once. */
  batch: number;
  /** How often a self-driven engine looks for what it was not woken for: another process may have died. */
  lookEveryMs: number;
}

export const defaults: Tuning = {
  paceMs: 1_000,
  burst: 3,
  redrawEveryMs: 2_000,
  leaseMs: 30_000,
  callMs: 10_000,
  settleMs: 2_000,
  lanes: 24,
  urgentLanes: 8,
  batch: 16,
  lookEveryMs: 2_000,
};

/** What follows from the pace is as unhurried as it: who posts without a pause also redraws and looks again without one. */
export function tune(given: Partial<Tuning>): Tuning {
  const stated = Object.fromEntries(Object.entries(given).filter(([name, value]) => name in defaults && value !== undefined));
  const tuning: Tuning = { ...defaults, ...stated };
  const unhurriedMs = Math.min(defaults.settleMs, 2 * tuning.paceMs);
  const settleMs = given.settleMs ?? unhurriedMs;
  return {
    ...tuning,
    redrawEveryMs: given.redrawEveryMs ?? unhurriedMs,
    settleMs,
    leaseMs: Math.max(tuning.leaseMs, 2 * tuning.callMs + settleMs),
  };
}
