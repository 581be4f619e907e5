import type { GroupLink, Person } from '../../../generated/sqlite/client';
import { peopleOf, type Reader } from '../../people/store';
import { type GroupPlan, groupPlan, type Standing } from '../group';
import { leadsOf, type RotationRecord, rotationsOf } from './rotation';

/** A user group, who has to be in it, and what is known of it. */
export interface GroupState {
  workspaceId: string;
  groupId: string;
  plan: GroupPlan;
  link: GroupLink | null;
  /** Those that feed it, by name. */
  rotations: RotationRecord[];
}

/** `null`: no rotation feeds it (any more); it stays as it is. */
export async function groupState(read: Reader, workspaceId: string, groupId: string, now: Date): Promise<GroupState | null> {
  const all = await groupStates(read, workspaceId, now, groupId);
  return all[0] ?? null;
}

/** Of all groups of a workspace that rotations feed. */
export async function groupStates(read: Reader, workspaceId: string, now: Date, only?: string): Promise<GroupState[]> {
  const rotations = (await rotationsOf(read, workspaceId)).filter(({ options: { group } }) => group && (!only || group === only));
  const ids = [...new Set(rotations.flatMap(({ options: { group } }) => group ?? []))].sort();
  return Promise.all(
    ids.map(async (groupId) => {
      const feeding = rotations.filter(({ options }) => options.group === groupId);
      const link = await read.groupLink.findUnique({ where: { workspaceId_groupId: { workspaceId, groupId } } });
      return { workspaceId, groupId, link, rotations: feeding, plan: await planOf(read, feeding, link, now) };
    }),
  );
}

async function planOf(read: Reader, rotations: RotationRecord[], link: GroupLink | null, now: Date): Promise<GroupPlan> {
  const running = await read.shift.findMany({
    where: {
      rotationId: { in: rotations.map(({ id }) => id) },
      start: { lte: now },
      end: { gt: now },
      state: { in: ['planned', 'on', 'served'] },
    },
  });
  const standingOf = await standingsOf(
    read,
    rotations,
    running.map(({ userId }) => userId),
  );
  const isCovered = running.some(({ userId }) => standingOf(userId) === 'member');
  const feeding = await Promise.all(
    rotations.map(async (rotation) => ({
      shifts: running
        .filter(({ rotationId }) => rotationId === rotation.id)
        .map(({ userId, start, end }) => ({ member: userId, start: start.getTime(), end: end.getTime() })),
      whenNobody: isCovered ? [] : rotation.options.whenNobody,
      // Asked each minute, and hardly ever needed.
      leads: isCovered ? [] : await leadsOf(read, rotation),
    })),
  );
  const others = await standingsOf(
    read,
    rotations,
    feeding.flatMap(({ whenNobody, leads }) => [...whenNobody, ...leads]),
  );
  const standing = (user: string): Standing => {
    const own = standingOf(user);
    return own === 'unknown' ? others(user) : own;
  };
  const inGroup = link?.lastAt || link?.driftAt ? (link.lastSet as string[]) : null;
  return groupPlan(feeding, now.getTime(), { standing, inGroup });
}

async function standingsOf(read: Reader, rotations: RotationRecord[], users: string[]): Promise<(user: string) => Standing> {
  const people = await peopleOf(read, rotations[0]?.workspaceId ?? '', [...new Set(users)]);
  const standings = new Map(people.map((person) => [person.userId, standingFor(person)]));
  return (user) => standings.get(user) ?? 'unknown';
}

function standingFor({ isDeleted, isBot, isExternal, isGuest }: Person): Standing {
  if (isDeleted) return 'deactivated';
  if (isBot) return 'bot';
  if (isExternal) return 'stranger';
  return isGuest ? 'guest' : 'member';
}
