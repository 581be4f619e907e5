import { setTimeout as pause } from 'node:timers/promises';

/** Slack waits 3 seconds for the answer to a form; what is asked of Slack meanwhile shares this. */
const patienceMs = 1_800;

/** One for everything that a gesture waits for: two waits one after the other do not add up. */
export interface Deadline {
  /** What comes in time, else what is known without it. */
  orElse<T>(coming: Promise<T>, known: T): Promise<T>;
}

export function startDeadline(ms: number = patienceMs): Deadline {
  const over = pause(ms, undefined, { ref: false });
  return { orElse: (coming, known) => Promise.race([coming, over.then(() => known)]) };
}
