import { writeTx } from '../../database';
import type { Deps } from '../../deps';
import { goneMembers, leaveIfGone } from '../../domain/rotation/away/leaving';

/** Members who were deactivated or made guests while nobody listened: found by the daily look at people. */
export async function seeLeaversOff({ db }: Pick<Deps, 'db'>, now: Date): Promise<void> {
  for (const { workspaceId, userId } of await goneMembers(db.read)) await writeTx(db, (tx) => leaveIfGone(tx, workspaceId, userId, now));
}
