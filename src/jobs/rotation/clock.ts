import type { Deps } from '../../deps';
import { announceDaily } from '../../domain/rotation/clock/announce';
import { bringUpTo, dueRotations } from '../../domain/rotation/clock/steps';
import { rotationsOf } from '../../domain/rotation/records/rotation';

/** Shifts that begin and end, handoffs, and what nobody accepts: in the order in which it came to pass. One that fails holds no other up. */
export async function turnRotations({ db, log }: Deps, now: Date): Promise<void> {
  for (const rotation of await dueRotations(db, now)) {
    try {
      await bringUpTo(db, rotation, now);
    } catch (error) {
      log.error({ err: error, rotation: rotation.id }, 'a rotation could not be brought up to now, and is looked at again');
    }
  }
}

/** Who is on, said once a day where turns are too short for each to be said. */
export async function announceOnDuty({ db, log }: Deps, now: Date): Promise<void> {
  for (const { id } of await db.read.workspace.findMany({ select: { id: true } })) {
    for (const rotation of await rotationsOf(db.read, id)) {
      if (rotation.kind !== 'turns') continue;
      await announceDaily(db, rotation, now).catch((err: unknown) =>
        log.error({ err, rotation: rotation.id }, 'who is on could not be announced, which is tried again'),
      );
    }
  }
}
