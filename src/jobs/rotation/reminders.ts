import type { Deps } from '../../deps';
import { rotationsOf } from '../../domain/rotation/records/rotation';
import { remindOfShifts, stintsAhead } from '../../domain/rotation/reminders/due';
import { tellFindings } from '../../domain/rotation/reminders/findings';
import { reachPeople } from '../../domain/rotation/reminders/reach';

/** Reminds who is on soon, and looks whether they can be reached. One workspace holds no other up. */
export async function remindOfRotations({ db, slack, log }: Deps, now: Date): Promise<void> {
  for (const { id } of await db.read.workspace.findMany({ select: { id: true } })) {
    try {
      const stints = await stintsAhead(db.read, id, now);
      await remindOfShifts(db, id, stints, now);
      await reachPeople(db, slack(id), stints, now);
    } catch (err) {
      log.error({ err, workspace: id }, 'nobody could be reminded of a shift, which is tried again');
    }
  }
}

/** Tells leads what to mend. A rotation that cannot be looked at holds no other up. */
export async function lookAtRotations({ db, log }: Deps, now: Date): Promise<void> {
  for (const { id } of await db.read.workspace.findMany({ select: { id: true } }))
    for (const rotation of await rotationsOf(db.read, id)) {
      if (rotation.kind !== 'turns') continue;
      await tellFindings(db, rotation, now).catch((err: unknown) =>
        log.error({ err, rotation: rotation.id }, 'a rotation could not be looked at, and is looked at again'),
      );
    }
}
