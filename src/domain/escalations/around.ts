import type { Calendar } from '../calendar/rules';
import { mayEscalate } from '../people/rules';
import { adminsOf, isAdmin, peopleOf, personOf, type Reader, rightsOf } from '../people/store';
import { onDuty } from '../rotation/onDuty';
import { workingCalendar } from '../settings/hours';
import { mayActForSquad } from '../squads/rights';
import type { Squad } from '../squads/rules';
import { squadOf } from '../squads/store';
import { backline } from './happenings';
import type { Candidate } from './paging';
import type { EscalationRecord } from './record';
import { type Actor, theClock } from './rules';

// What the rules want to know of the squad, its people and its hours, brought together from where it is kept.

/** What a person may do with this escalation. */
export async function actorOf(read: Reader, record: EscalationRecord | null, userId: string): Promise<Actor> {
  if (userId === backline) return theClock;
  const squad = record && (await squadOf(read, record.squadId));
  if (!record || !squad) return { id: userId, mayRaise: false, mayAct: false, manages: false };

  const { workspaceId } = record;
  const mayAct = (await mayActForSquad(read, squad, userId)) && (!record.restricted || (await isInChannel(read, record, userId)));
  const manages = squad.manager === userId || (await isAdmin(read, workspaceId, userId));
  return { id: userId, mayRaise: mayEscalate(await personOf(read, workspaceId, userId)), mayAct, manages };
}

async function isInChannel(
  read: Reader,
  { workspaceId, channelId }: { workspaceId: string; channelId: string },
  userId: string,
): Promise<boolean> {
  return (await read.channelMember.count({ where: { workspaceId, channelId, userId } })) > 0;
}

/** The squad's business hours and holidays. */
export async function calendarFor(
  read: Reader,
  { workspaceId, squadId }: Pick<EscalationRecord, 'workspaceId' | 'squadId'>,
): Promise<Calendar> {
  return workingCalendar(read, workspaceId, await squadOf(read, squadId));
}

/** Whom to ask, in order: who is on, who goes while their handoff waits, the backup, the squad's other named people; without any, the fallback. */
export async function candidatesFor(read: Reader, record: EscalationRecord, now: Date): Promise<Candidate[]> {
  const { workspaceId, squadId, channelId } = record;
  const { on, outgoing, backup, fallback } = await onDuty(read, squadId, now);
  const duty = [...on.map(({ user }) => user), ...outgoing, ...backup.map(({ user }) => user)];
  const named = (await squadOf(read, squadId))?.members ?? [];
  const users = [...new Set(duty.length > 0 ? [...duty, ...named] : fallback)];

  const people = new Map((await peopleOf(read, workspaceId, users)).map((person) => [person.userId, person]));
  const inside = await insidersOf(read, workspaceId, channelId);
  return users.map((user) => ({ user, person: people.get(user) ?? null, canSee: !inside || inside.has(user) }));
}

/** Who can read a private channel; `null`: everybody can, or its members were never read. */
async function insidersOf(read: Reader, workspaceId: string, channelId: string): Promise<Set<string> | null> {
  const channel = await read.channel.findUnique({ where: { workspaceId_channelId: { workspaceId, channelId } } });
  if (!channel?.isPrivate || !channel.membersAt) return null;
  const members = await read.channelMember.findMany({ where: { workspaceId, channelId }, select: { userId: true } });
  return new Set(members.map(({ userId }) => userId));
}

/** Whom to tell what the squad does not mend by itself: its manager, and the admins who were named, else one of Slack's. */
export async function managersOf(read: Reader, { workspaceId, squadId }: EscalationRecord): Promise<string[]> {
  const squad = await squadOf(read, squadId);
  const { admins } = await rightsOf(read, workspaceId);
  const active = (await adminsOf(read, workspaceId)).map(({ userId }) => userId);
  const named = active.filter((user) => admins.includes(user));
  const told = [...(squad?.manager ? [squad.manager] : []), ...(named.length > 0 ? named : active.slice(0, 1))];
  return [...new Set(told)];
}

/** Where its card stands: a restricted one is seen by that channel alone. */
export const channelOf = (squad: Squad, restricted: boolean): string =>
  restricted && squad.restrictedChannelId ? squad.restrictedChannelId : squad.channelId;

/**
 * Whether a person may see an escalation: every full member where the squad's channel is public; else, and for restricted ones, who
 * is in that channel, and the agents.
 */
export async function maySee(read: Reader, record: EscalationRecord, userId: string): Promise<boolean> {
  if (record.threads.some(({ agent }) => agent === userId)) return true;
  return maySeeChannel(read, record, userId);
}

/** The same for all that stands in one channel. */
export async function maySeeChannel(read: Reader, where: { workspaceId: string; channelId: string }, userId: string): Promise<boolean> {
  const { workspaceId, channelId } = where;
  const person = await personOf(read, workspaceId, userId);
  if (!mayEscalate(person)) return false;
  const channel = await read.channel.findUnique({ where: { workspaceId_channelId: { workspaceId, channelId } } });
  return channel?.isPrivate === false || isInChannel(read, where, userId);
}
