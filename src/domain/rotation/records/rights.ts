import { isFullMember } from '../../people/rules';
import { isAdmin, personOf, type Reader } from '../../people/store';
import { squadOf, squadsOf } from '../../squads/store';
import { leadsOf, type RotationRecord } from './rotation';

/** What a person may do with a rotation. */
export interface RotationRights {
  /** See now, next, preview and fairness; guests and people of others only in channels they are in. */
  see: boolean;
  /** Take over, swap, be away: who serves in it. */
  serve: boolean;
  /** Edit, change, approve, correct, act for others: leads and admins. */
  lead: boolean;
}

export async function rightsIn(read: Reader, rotation: RotationRecord, userId: string, now: Date): Promise<RotationRights> {
  const { workspaceId, id: rotationId } = rotation;
  const person = await personOf(read, workspaceId, userId);
  if (!person || person.isDeleted || person.isBot) return { see: false, serve: false, lead: false };
  const isFull = isFullMember(person);
  const [lead, memberships] = await Promise.all([
    isFull ? isLead(read, rotation, userId) : false,
    isFull ? read.rotationMember.count({ where: { rotationId, userId, OR: [{ until: null }, { until: { gt: now } }] } }) : 0,
  ]);
  return { see: memberships > 0 || lead || (await maySee(read, rotation, userId, isFull)), serve: memberships > 0, lead };
}

/** A lead of it, or an admin. */
export async function isLead(read: Reader, rotation: RotationRecord, userId: string): Promise<boolean> {
  return (await leadsOf(read, rotation)).includes(userId) || isAdmin(read, rotation.workspaceId, userId);
}

async function maySee(read: Reader, { workspaceId, channelId }: RotationRecord, userId: string, isFull: boolean): Promise<boolean> {
  const channel = await read.channel.findUnique({ where: { workspaceId_channelId: { workspaceId, channelId } } });
  if (isFull && !channel?.isPrivate) return true;
  return (await read.channelMember.count({ where: { workspaceId, channelId, userId } })) > 0;
}

/** Admins everywhere, PMs for their squads: the squads for which somebody may make a rotation; `any`: also for none. */
export async function mayCreateFor(read: Reader, workspaceId: string, userId: string): Promise<{ any: boolean; squadIds: string[] }> {
  const squads = await squadsOf(read, workspaceId);
  if (await isAdmin(read, workspaceId, userId)) return { any: true, squadIds: squads.map(({ id }) => id) };
  const person = await personOf(read, workspaceId, userId);
  if (!person || !isFullMember(person)) return { any: false, squadIds: [] };
  return { any: false, squadIds: squads.filter(({ pms }) => pms.includes(userId)).map(({ id }) => id) };
}

/** Of a channel: its squad's own first. */
export async function squadOfChannel(read: Reader, workspaceId: string, channelId: string) {
  const squads = await squadsOf(read, workspaceId);
  const found = squads.find((squad) => squad.channelId === channelId || squad.restrictedChannelId === channelId);
  return found ? squadOf(read, found.id) : null;
}
