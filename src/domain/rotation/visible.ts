import { isFullMember } from '../people/rules';
import { isAdmin, personOf, type Reader } from '../people/store';
import { rightsIn, squadOfChannel } from './records/rights';
import { type RotationRecord, rotationByName, rotationsOf, rotationsOfSquad } from './records/rotation';

/** Which rotation a person speaks of. */
export type Meant =
  | { is: 'this'; rotation: RotationRecord }
  /** Of several: those that they may see, by name. */
  | { is: 'which'; rotations: RotationRecord[] }
  | { is: 'none' }
  | { is: 'unknown'; name: string; rotations: RotationRecord[] };

export interface Asking {
  workspaceId: string;
  userId: string;
  channelId: string | null;
  name: string | null;
}

/** The one that is named; else the channel's squad's, else the only one of one's own. */
export async function rotationMeant(read: Reader, asking: Asking, now: Date): Promise<Meant> {
  const { workspaceId, userId, name } = asking;
  const found = name === null ? await usualOne(read, asking, now) : await rotationByName(read, workspaceId, name);
  if (found) return { is: 'this', rotation: found };
  const rotations = await visibleRotations(read, workspaceId, userId, now);
  if (name !== null) return { is: 'unknown', name, rotations };
  return rotations.length === 0 ? { is: 'none' } : { is: 'which', rotations };
}

async function usualOne(read: Reader, { workspaceId, userId, channelId }: Asking, now: Date): Promise<RotationRecord | null> {
  const squad = channelId ? await squadOfChannel(read, workspaceId, channelId) : null;
  const [own] = squad ? await rotationsOfSquad(read, squad.id) : [];
  if (own) return own;
  const memberships = await read.rotationMember.findMany({
    where: { userId, OR: [{ until: null }, { until: { gt: now } }], rotation: { workspaceId, removedAt: null } },
    distinct: ['rotationId'],
    select: { rotation: { select: { key: true } } },
    take: 2,
  });
  const [only, another] = memberships;
  return only && !another ? rotationByName(read, workspaceId, only.rotation.key) : null;
}

/** Those of whom a person may see who is on, by name. */
export async function visibleRotations(read: Reader, workspaceId: string, userId: string, now: Date): Promise<RotationRecord[]> {
  const person = await personOf(read, workspaceId, userId);
  if (!person || person.isBot || person.isDeleted) return [];
  const [all, hidden] = await Promise.all([rotationsOf(read, workspaceId), privateChannels(read, workspaceId)]);
  const isFull = isFullMember(person);
  if (isFull && (await isAdmin(read, workspaceId, userId))) return all;
  const doubtful = (rotation: RotationRecord) => !isFull || hidden.has(rotation.channelId);
  const seen = await Promise.all(all.map(async (rotation) => !doubtful(rotation) || (await rightsIn(read, rotation, userId, now)).see));
  return all.filter((_, index) => seen[index]);
}

async function privateChannels(read: Reader, workspaceId: string): Promise<Set<string>> {
  const channels = await read.channel.findMany({ where: { workspaceId, isPrivate: true }, select: { channelId: true } });
  return new Set(channels.map(({ channelId }) => channelId));
}
