import type { Reader } from '../../people/store';
import { onDutyIn } from '../onDuty';
import { findRotation, type RotationRecord } from '../records/rotation';

/** Who hosts a sitting: on duty then in the rotation that hosts; of what is not published yet nobody is known. */
export async function hostsOf(read: Reader, { workspaceId, options }: RotationRecord, at: Date): Promise<string[]> {
  const host = options.hostedBy ? await findRotation(read, workspaceId, options.hostedBy) : null;
  if (!host || host.removedAt) return [];
  return (await onDutyIn(read, host, at)).on.map(({ user }) => user);
}
