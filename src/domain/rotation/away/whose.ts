import { isLong } from '../../calendar/absences';
import { isFullMember } from '../../people/rules';
import { isAdmin, personOf, type Reader } from '../../people/store';
import { squadsOf } from '../../squads/store';
import { leadsOf, type RotationRecord, rotationsOf } from '../records/rotation';
import { rotationSettings } from '../records/settings';
import type { AwaySpan } from './plan';

/** Rotations in which somebody serves, or has anything ahead; of an absence also those that it has changed. */
export async function rotationIdsOf(read: Reader, workspaceId: string, userId: string, now: Date, absenceId?: string): Promise<string[]> {
  const rotation = { workspaceId, removedAt: null };
  const [members, shifts, changes] = await Promise.all([
    read.rotationMember.findMany({
      where: { userId, OR: [{ until: null }, { until: { gt: now } }], rotation },
      select: { rotationId: true },
    }),
    read.shift.findMany({
      where: { workspaceId, userId, end: { gt: now }, state: { in: ['planned', 'on'] }, rotation },
      distinct: ['rotationId'],
      select: { rotationId: true },
    }),
    absenceId ? read.rotationChange.findMany({ where: { absenceId }, distinct: ['rotationId'], select: { rotationId: true } }) : [],
  ]);
  return [...new Set([...members, ...shifts, ...changes].map(({ rotationId }) => rotationId))].sort();
}

/** Said so, or so long that nobody has to make up for it. */
export async function isForgiven(read: Reader, { workspaceId, userId, ...away }: AwaySpan & { workspaceId: string }): Promise<boolean> {
  if (away.forgiven) return true;
  const { forgivenAfter } = await rotationSettings(read, workspaceId);
  return isLong(away, await zoneOfPerson(read, workspaceId, userId), forgivenAfter);
}

export async function zoneOfPerson(read: Reader, workspaceId: string, userId: string): Promise<string> {
  return (await personOf(read, workspaceId, userId))?.zone ?? 'UTC';
}

/** Rotations that somebody leads; admins do not by that alone. */
export async function rotationsLedBy(read: Reader, workspaceId: string, userId: string): Promise<RotationRecord[]> {
  const [all, squads] = await Promise.all([rotationsOf(read, workspaceId), squadsOf(read, workspaceId)]);
  const isPm = new Set(squads.filter(({ pms }) => pms.includes(userId)).map(({ id }) => id));
  const likely = all.filter(
    ({ options, squadId, createdBy }) => options.leads.includes(userId) || (squadId && isPm.has(squadId)) || createdBy === userId,
  );
  const led = await Promise.all(likely.map(async (rotation) => (await leadsOf(read, rotation)).includes(userId)));
  return likely.filter((_, index) => led[index]);
}

/** Says for somebody else that they are away: leads for those who serve with them, admins for everybody. */
export async function mayChooseWho(read: Reader, workspaceId: string, userId: string): Promise<boolean> {
  return (await isAdmin(read, workspaceId, userId)) || (await rotationsLedBy(read, workspaceId, userId)).length > 0;
}

export async function maySayFor(read: Reader, workspaceId: string, actor: string, userId: string, now: Date): Promise<boolean> {
  const person = await personOf(read, workspaceId, userId);
  if (!person || !isFullMember(person)) return false;
  if (actor === userId || (await isAdmin(read, workspaceId, actor))) return true;
  const ids = await rotationIdsOf(read, workspaceId, userId, now);
  return (await rotationsLedBy(read, workspaceId, actor)).some(({ id }) => ids.includes(id));
}
