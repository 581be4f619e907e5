import type { Person } from '../../generated/sqlite/client';
import { byName, isFullMember } from '../people/rules';
import { isAdmin, isSupportEngineer, personOf, type Reader } from '../people/store';
import type { Squad } from './rules';

/**
 * Whether a person may press the squad's buttons: the members named, else the full members of its channel; its manager, who is paged in
 * the end; support engineers and admins everywhere. Who they are is read from what is known of people and channels: the door has asked
 * Slack for the person (`people.get`) and for the channel's members (`channels.members`) where they were not known.
 */
export async function mayActForSquad(read: Reader, squad: Squad, userId: string): Promise<boolean> {
  const person = await personOf(read, squad.workspaceId, userId);
  if (!person || !isFullMember(person)) return false;
  if (squad.manager === userId || (await isNamedOrInChannel(read, squad, userId))) return true;
  return (await isSupportEngineer(read, squad.workspaceId, userId)) || isAdmin(read, squad.workspaceId, userId);
}

/** The squad's people who can be asked: the members in the order they were named, else the channel's full members by name. */
export async function squadPeople(read: Reader, squad: Squad): Promise<Person[]> {
  const { workspaceId, channelId, members } = squad;
  if (members.length === 0) return channelPeople(read, workspaceId, channelId);

  const known = await read.person.findMany({ where: { workspaceId, userId: { in: members } } });
  const byId = new Map(known.map((person) => [person.userId, person]));
  return members.flatMap((userId) => byId.get(userId) ?? []).filter(isFullMember);
}

async function channelPeople(read: Reader, workspaceId: string, channelId: string): Promise<Person[]> {
  const members = await read.channelMember.findMany({ where: { workspaceId, channelId }, select: { userId: true } });
  const people = await read.person.findMany({
    where: { workspaceId, userId: { in: members.map(({ userId }) => userId) } },
  });
  return people.filter(isFullMember).sort(byName);
}

async function isNamedOrInChannel(read: Reader, { workspaceId, channelId, members }: Squad, userId: string): Promise<boolean> {
  if (members.length > 0) return members.includes(userId);
  return (await read.channelMember.count({ where: { workspaceId, channelId, userId } })) > 0;
}
