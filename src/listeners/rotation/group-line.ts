import type { Reader } from '../../domain/people/store';
import { groupState } from '../../domain/rotation/records/group';
import type { RotationRecord } from '../../domain/rotation/records/rotation';
import { groupLine as lineOf } from '../../views/rotation/group';

/** How the user group of a rotation is, and since when, or why it is not; `null`: none is linked. */
export async function groupLine(read: Reader, { workspaceId, options }: RotationRecord, now: Date): Promise<string | null> {
  return options.group ? lineOf(await groupState(read, workspaceId, options.group, now), now) : null;
}
