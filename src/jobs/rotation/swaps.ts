import type { Deps } from '../../deps';
import { dueSwaps, endRings, proposeRingsOf, rotationsWithRings, tendSwap } from '../../domain/rotation/swaps/clock';

/** What the clock does about requests for a swap; one that fails holds no other up. */
export async function tendSwaps({ db, log }: Deps, now: Date): Promise<void> {
  await endRings(db, now);
  for (const due of await dueSwaps(db.read, now)) {
    try {
      await tendSwap(db, due, now);
    } catch (error) {
      log.error({ err: error, swap: due.id }, 'a request for a swap could not be looked at, and is looked at again');
    }
  }
}

/** Requests that free each other, as far as they were not found when they were made. */
export async function seekRings({ db, log }: Deps, now: Date): Promise<void> {
  for (const rotation of await rotationsWithRings(db.read, now)) {
    try {
      await proposeRingsOf(db, rotation, now);
    } catch (error) {
      log.error({ err: error }, 'rings of swaps could not be looked for, which is tried again');
    }
  }
}
