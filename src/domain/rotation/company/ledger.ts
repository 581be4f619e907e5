import { type Database, type Transaction, writeTx } from '../../../database';
import type { Shift } from '../../../generated/sqlite/client';
import { takeSlot } from '../../../slots';
import { isLong } from '../../calendar/absences';
import { lockRotation } from '../records/lock';
import type { RotationRecord } from '../records/rotation';
import { rotationSettings } from '../records/settings';
import { isMemberIn, isTheirWeek, slotsOf, type Week } from '../sittings';
import { hullOf } from '../spans';
import { companyAt } from './definition';
import { type WeekDefinition, weekDefinition } from './facts';
import { rulesOf, slotOfWeek } from './plan';
import { type CompanyWeek, weekAt, weekFrom } from './weeks';

/** A minute weighs 100 by day; a share is one sitting by day. */
const unitsAMinute = 100;
/** After a longer absence of Backline's own nothing is dealt. */
const weeksBack = 4;

/** Of each week that is over, everybody whose week it was has one sitting as their share. What they served their shifts have told. */
export async function shareWeeks(db: Database, rotation: RotationRecord, now: Date): Promise<void> {
  const { zone } = companyAt(rotation, now);
  const { monday } = weekAt(now, zone);
  for (let back = weeksBack; back > 0; back--) {
    const week = weekFrom(monday - back * 7, zone);
    if (await isOpen(db, rotation, week)) await writeTx(db, (tx) => shareWeek(tx, rotation, week, now));
  }
}

const slotOfShare = ({ id }: RotationRecord, { name }: CompanyWeek): string => `rota_share:${id}:${name}`;

async function isOpen(db: Database, rotation: RotationRecord, week: CompanyWeek): Promise<boolean> {
  const keys = [slotOfWeek(rotation, week), slotOfShare(rotation, week)];
  const taken = await db.read.jobSlot.findMany({ where: { key: { in: keys } }, select: { key: true } });
  return taken.length === 1 && taken[0]?.key === keys[0];
}

async function shareWeek(tx: Transaction, { workspaceId, id }: RotationRecord, week: CompanyWeek, now: Date): Promise<void> {
  const rotation = await lockRotation(tx, workspaceId, id);
  if (!rotation || !(await takeSlot(tx, 'rota_share', slotOfShare(rotation, week), now))) return;
  const definition = await weekDefinition(tx, rotation, week);
  const rules = rulesOf(definition);
  const { forgivenAfter } = await rotationSettings(tx, workspaceId);
  const userIds = sharers(rules, definition, forgivenAfter);
  const units = rules.length * unitsAMinute;
  await tx.ledgerEntry.createMany({
    data: userIds.map((userId) => ({
      ...{ workspaceId, rotationId: id, userId, units, kind: 'share' as const, at: week.end },
      shiftId: `${id}:${week.name}`,
    })),
  });
  for (const { id: userId, from } of definition.members.filter((member) => userIds.includes(member.id)))
    await tx.rotationMember.update({
      where: { rotationId_userId_from: { rotationId: id, userId, from: new Date(from) } },
      data: { balance: { decrement: units } },
    });
}

/** Whose week it was. Who was away for all of it has a share all the same, unless that is forgiven. */
function sharers(rules: Week, { absences }: WeekDefinition, forgivenAfter: number): string[] {
  const zones = new Map(rules.members.map(({ id, zone }) => [id, zone]));
  const hull = hullOf(slotsOf(rules));
  if (!hull) return [];
  const isForgiven = (id: string) =>
    absences.some(({ member, from, to, forgiven }) => {
      const [start, end] = [new Date(from), new Date(to)];
      const isFree = forgiven || isLong({ start, end }, zones.get(id) ?? rules.zone, forgivenAfter);
      return member === id && isFree && start.getTime() <= hull.start && hull.end <= end.getTime();
    });
  return rules.members
    .filter((member) => !member.inactive && isMemberIn(member, hull) && isTheirWeek(rules, member) && !isForgiven(member.id))
    .map(({ id }) => id);
}

/** Who missed a sitting makes up for it: in the next week that is not theirs anyway. */
export async function sittingMissed(tx: Transaction, { rotationId, userId }: Pick<Shift, 'rotationId' | 'userId'>): Promise<void> {
  const newest = await tx.rotationMember.findFirst({ where: { rotationId, userId }, orderBy: { from: 'desc' }, select: { from: true } });
  if (!newest) return;
  await tx.rotationMember.update({ where: { rotationId_userId_from: { rotationId, userId, from: newest.from } }, data: { owed: true } });
}
