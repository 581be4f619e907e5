import { json, type Transaction } from '../../../database';
import type { Shift } from '../../../generated/sqlite/client';
import { takeSlot } from '../../../slots';
import type { Instant } from '../../calendar/zone';
import { touchHomesOf } from '../records/homes';
import { type RotationRecord, versionAt } from '../records/rotation';
import { isTheirWeek, planWeek, type Week, type WeekPlan } from '../sittings';
import { readWeek } from '../week-definition';
import { type WeekDefinition, weekDefinition } from './facts';
import { freeSlot, type SeatReason, slotPrefix } from './seat';
import { oweWeek } from './told';
import type { CompanyWeek } from './weeks';

export const slotOfWeek = ({ id }: Pick<RotationRecord, 'id'>, { name }: CompanyWeek): string => `rota_week:${id}:${name}`;

export function plannedBy(definition: WeekDefinition, kept: readonly Instant[] = []): { rules: Week; plan: WeekPlan } {
  const rules = rulesOf(definition);
  return { rules, plan: planWeek(rules, kept) };
}

/** Throws when a definition cannot be read: what is kept was checked. */
export function rulesOf(definition: WeekDefinition): Week {
  const read = readWeek(definition);
  if (!read.ok) throw new Error(`${definition.week} of ${definition.name} cannot be read: ${read.path}: ${read.problem}`);
  return read.value;
}

/** Writes a week down, under the lock of its rotation, and tells everybody whom it concerns; `false`: it was planned before. */
export async function planCompanyWeek(tx: Transaction, rotation: RotationRecord, week: CompanyWeek, now: Date): Promise<boolean> {
  if (!(await takeSlot(tx, 'rota_week', slotOfWeek(rotation, week), now))) return false;
  const { rules, plan } = plannedBy(await weekDefinition(tx, rotation, week));
  const shifts = await writeSeats(tx, rotation, week, rules.zone, plan, now);
  await makeUp(tx, rotation, rules, plan);
  await oweWeek(tx, rotation, week, { shifts, plan, rules }, now);
  const users = shifts.map(({ userId }) => userId);
  await touchHomesOf(tx, rotation.workspaceId, users, rotation.squadId);
  return true;
}

async function writeSeats(
  tx: Transaction,
  rotation: RotationRecord,
  week: CompanyWeek,
  zone: string,
  { seats }: WeekPlan,
  now: Date,
): Promise<Shift[]> {
  const { id: rotationId, workspaceId } = rotation;
  const taken = new Set<string>();
  const data = seats.map(({ member, start, end, cost }) => {
    const slot = freeSlot(slotPrefix(week, new Date(start), zone), taken);
    taken.add(slot);
    const reasons: SeatReason[] = [{ why: 'holder', member, cost }];
    return {
      ...{ workspaceId, rotationId, slot, userId: member, modifiedAt: now, reasons: json(reasons) },
      version: versionAt(rotation, week.start)?.number ?? 1,
      start: new Date(start),
      end: new Date(end),
    };
  });
  return data.length === 0 ? [] : tx.shift.createManyAndReturn({ data });
}

/** Who sits although it is not their week has made up for one that they missed. */
async function makeUp(tx: Transaction, { id: rotationId }: RotationRecord, rules: Week, { seats }: WeekPlan): Promise<void> {
  const seated = new Set(seats.map(({ member }) => member));
  const extra = rules.members.filter((member) => member.owed && seated.has(member.id) && !isTheirWeek(rules, member));
  if (extra.length === 0) return;
  await tx.rotationMember.updateMany({ where: { rotationId, userId: { in: extra.map(({ id }) => id) } }, data: { owed: false } });
}
