import { dayMs } from '../calendar/zone';
import type { Reader } from '../people/store';
import { hostsOf } from './company/host';
import { companyNow } from './company/now';
import { onDutyIn } from './onDuty';
import { mayCreateFor } from './records/rights';
import { type RotationRecord, rotationsOf, versionAt } from './records/rotation';
import { stintsOf } from './stints';
import { visibleRotations } from './visible';

/** What App Home → Rotation shows somebody. */
export interface HomeRotation {
  stints: MyStint[];
  /** Of theirs that are not shown. */
  more: number;
  /** In units, over all rotations of turns: above 0 did more than their part. `null`: in none. */
  balance: number | null;
  rotations: RotationLine[];
  moreRotations: number;
  mayCreate: boolean;
}

export interface MyStint {
  /** Of the first of its shifts that is not over. */
  shiftId: string;
  start: Date;
  end: Date;
  rotation: { id: string; name: string; kind: RotationRecord['kind']; zone: string };
  /** Who hosts a sitting: on duty then in the rotation that hosts. */
  hosts: string[];
}

export interface RotationLine {
  id: string;
  name: string;
  zone: string;
  now: { is: 'turns'; on: string[]; until: Date | null } | { is: 'sittings'; seated: number; of: number };
}

const weeksShown = 8;
const mostStints = 12;
const mostRotations = 20;

export async function homeRotation(read: Reader, workspaceId: string, userId: string, now: Date): Promise<HomeRotation> {
  const all = await rotationsOf(read, workspaceId);
  const visible = await visibleRotations(read, workspaceId, userId, now);
  const stints = await stintsOfPerson(read, workspaceId, userId, now);
  const isMine = ({ id }: RotationRecord) => stints.some(({ rotation }) => rotation.id === id);
  const ordered = [...visible.filter(isMine), ...visible.filter((rotation) => !isMine(rotation))];
  const { any, squadIds } = await mayCreateFor(read, workspaceId, userId);
  return {
    stints: stints.slice(0, mostStints),
    more: Math.max(0, stints.length - mostStints),
    balance: await balanceOf(read, all, userId, now),
    rotations: await Promise.all(ordered.slice(0, mostRotations).map((rotation) => lineOf(read, rotation, now))),
    moreRotations: Math.max(0, ordered.length - mostRotations),
    mayCreate: any || squadIds.length > 0,
  };
}

/** What somebody serves in the next weeks, by start. */
export async function stintsOfPerson(read: Reader, workspaceId: string, userId: string, now: Date): Promise<MyStint[]> {
  const until = new Date(now.getTime() + weeksShown * 7 * dayMs);
  const live = { workspaceId, end: { gt: now }, start: { lt: until }, state: { in: ['planned', 'on'] as ('planned' | 'on')[] } };
  const own = await read.shift.findMany({ where: { ...live, userId }, distinct: ['rotationId'], select: { rotationId: true } });
  const rotationIds = own.map(({ rotationId }) => rotationId);
  const [rotations, shifts] = await Promise.all([
    rotationsOf(read, workspaceId),
    read.shift.findMany({ where: { ...live, rotationId: { in: rotationIds } }, orderBy: { start: 'asc' } }),
  ]);
  const stints = rotations
    .filter(({ id }) => rotationIds.includes(id))
    .flatMap((rotation) => {
      const theirs = stintsOf(shifts.filter(({ rotationId }) => rotationId === rotation.id)).filter((stint) => stint.userId === userId);
      return theirs.map((stint) => ({ rotation, stint }));
    })
    .sort((a, b) => a.stint.start.getTime() - b.stint.start.getTime());
  return Promise.all(
    stints.map(async ({ rotation, stint: { start, end, shifts: parts } }) => {
      const { id, name, kind } = rotation;
      const hosts = kind === 'sittings' ? await hostsOf(read, rotation, start) : [];
      return { shiftId: parts[0]?.id ?? '', start, end, rotation: { id, name, kind, zone: zoneOf(rotation, now) }, hosts };
    }),
  );
}

export const zoneOf = (rotation: RotationRecord, at: Date): string => String(versionAt(rotation, at)?.definition.zone ?? 'UTC');

async function balanceOf(read: Reader, rotations: RotationRecord[], userId: string, now: Date): Promise<number | null> {
  const ids = rotations.filter(({ kind }) => kind === 'turns').map(({ id }) => id);
  const rows = await read.rotationMember.findMany({
    where: { userId, rotationId: { in: ids }, OR: [{ until: null }, { until: { gt: now } }] },
    select: { balance: true },
  });
  return rows.length === 0 ? null : rows.reduce((sum, { balance }) => sum + balance, 0);
}

async function lineOf(read: Reader, rotation: RotationRecord, now: Date): Promise<RotationLine> {
  const { id, name, kind } = rotation;
  const line = { id, name, zone: zoneOf(rotation, now) };
  if (kind === 'sittings') return { ...line, now: await nextWeekOf(read, rotation, now) };
  const { on } = await onDutyIn(read, rotation, now);
  return { ...line, now: { is: 'turns', on: on.map(({ user }) => user), until: on[0]?.until ?? null } };
}

async function nextWeekOf(read: Reader, rotation: RotationRecord, now: Date): Promise<RotationLine['now']> {
  const { seated, due } = (await companyNow(read, rotation, now)).next;
  return { is: 'sittings', seated, of: due };
}
