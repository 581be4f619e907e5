import { writeTx } from '../../database';
import type { Deps } from '../../deps';
import { goneMembers, leaveIfGone } from '../../domain/rotation/away/leaving';

/** Members who were deactivated or made guests while nobody listened: found by the daily look at people. */
export async function seeLeaversOff({ db, log }: Pick<Deps, 'db' | 'log'>, now: Date): Promise<void> {
  for (const { workspaceId, userId } of await goneMembers(db.read, now)) {
    try {
      await writeTx(db, (tx) => leaveIfGone(tx, workspaceId, userId, now));
    } catch (error) {
      log.error({ err: error }, 'somebody who left could not be taken out of their rotations, which is tried again');
    }
  }
}
