import type { Deps } from '../../../deps';
import { isLead } from '../../../domain/rotation/records/rights';
import { findRotation } from '../../../domain/rotation/records/rotation';
import { givableIn } from '../../../domain/rotation/swaps/give';

/** A lead asks for others too, where it is about one rotation: with whom they begin, themselves if they serve in it; `null`: they may not. */
export async function firstWhose(
  { db }: Deps,
  { workspaceId, person }: { workspaceId: string; person: string },
  rotationId: string | undefined,
  now: Date,
): Promise<string | null> {
  const rotation = rotationId ? await findRotation(db.read, workspaceId, rotationId) : null;
  if (!rotation || !(await isLead(db.read, rotation, person))) return null;
  const all = await givableIn(db.read, rotation, now);
  return (all.find(({ userId }) => userId === person) ?? all[0])?.userId ?? person;
}
