import { type Database, writeTx } from '../../../database';
import { lockRotation } from '../records/lock';
import type { RotationRecord } from '../records/rotation';
import { companyAt, firstMondayOf } from './definition';
import { shareWeeks } from './ledger';
import { planCompanyWeek, slotOfWeek } from './plan';
import { reseatRotation } from './reseat';
import { weeksToPlan } from './weeks';

/** What the clock does for a rotation of sittings: weeks that are due are planned, lost seats are looked for, weeks that ended are dealt. */
export async function tendCompanyRota(db: Database, rotation: RotationRecord, now: Date): Promise<void> {
  const { workspaceId, id } = rotation;
  await reseatRotation(db, workspaceId, id, now);
  await planWeeks(db, rotation, now);
  await shareWeeks(db, rotation, now);
}

async function planWeeks(db: Database, rotation: RotationRecord, now: Date): Promise<void> {
  const { workspaceId, id } = rotation;
  const company = companyAt(rotation, now);
  for (const week of weeksToPlan(now, company.zone, firstMondayOf(company))) {
    if ((await db.read.jobSlot.count({ where: { key: slotOfWeek(rotation, week) } })) > 0) continue;
    await writeTx(db, async (tx) => {
      const locked = await lockRotation(tx, workspaceId, id);
      if (locked) await planCompanyWeek(tx, locked, week, now);
    });
  }
}
