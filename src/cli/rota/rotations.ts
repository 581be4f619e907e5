import type { Reader } from '../../domain/people/store';
import { type RotationRecord, rotationByName, rotationsOf } from '../../domain/rotation/records/rotation';
import { badRota } from './read';

/** The rotation that is called so. */
export async function rotationNamed(read: Reader, workspaceId: string, name: string): Promise<RotationRecord> {
  const rotation = await rotationByName(read, workspaceId, name);
  if (rotation) return rotation;
  const all = (await rotationsOf(read, workspaceId)).map((one) => `“${one.name}”`);
  throw badRota('name', `There is no rotation “${name}”. ${all.length > 0 ? `There are: ${all.join(', ')}.` : 'There is none yet.'}`);
}
