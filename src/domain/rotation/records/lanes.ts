import type { Reader } from '../../people/store';
import { leadsOf, type RotationRecord } from './rotation';

/** Where something is said to everybody of a rotation: in its channel; where nobody can speak there, to its leads. */
export async function announcementLanes(read: Reader, rotation: RotationRecord): Promise<string[]> {
  const { workspaceId, channelId } = rotation;
  const channel = await read.channel.findUnique({ where: { workspaceId_channelId: { workspaceId, channelId } } });
  const isClosed = channel !== null && (channel.isArchived || !channel.isMember);
  return isClosed ? leadsOf(read, rotation) : [channelId];
}
