import { type Database, type Transaction, writeTx } from '../../../database';
import { owe } from '../../../delivery/owe';
import type { Delivery } from '../../../generated/sqlite/client';
import { takeSlot } from '../../../slots';
import { wallTime } from '../../calendar/zone';
import { zoneOf } from '../home';
import { lockRotation } from '../records/lock';
import { findRotation, leadsOf, type RotationRecord } from '../records/rotation';
import { onDutyAt, turnLengthsOf } from './around';
import { announcementDebts } from './debts';
import { announces } from './rules';

const job = 'announce-on-duty';
const saturday = 5;

/** `rota_announce:ROT:2026-03-09`, when it is due; `null`: not today, or not yet. */
export function dailySlot(rotation: RotationRecord, now: Date): string | null {
  if (announces(rotation.options, turnLengthsOf(rotation, now)) !== 'weekdays_at_nine') return null;
  const { date, time, weekday } = wallTime(now, zoneOf(rotation, now));
  return weekday < saturday && time >= '09:00' ? `rota_announce:${rotation.id}:${date}` : null;
}

/** On weekdays at nine of the rotation's clock, where turns are too short for each to be said; when nobody is on yet, once somebody is. */
export async function announceDaily(db: Database, rotation: RotationRecord, now: Date): Promise<void> {
  const slot = dailySlot(rotation, now);
  if (!slot || (await db.read.jobSlot.count({ where: { key: slot } })) > 0) return;
  if ((await onDutyAt(db.read, rotation, now)).length === 0) return;
  await writeTx(db, async (tx) => {
    const locked = await lockRotation(tx, rotation.workspaceId, rotation.id);
    const people = locked ? await onDutyAt(tx, locked, now) : [];
    if (!locked || people.length === 0 || !(await takeSlot(tx, job, slot, now))) return;
    await owe(tx, await announcementDebts(tx, locked, people, slot), now);
  });
}

/** What the channel did not take the leads hear by direct message; the schedule goes on. For the delivery engine, as it gives up. */
export async function announcementsDied(tx: Transaction, dead: readonly Delivery[], now: Date): Promise<void> {
  for (const { kind, workspaceId, subject, lane, key, data } of dead) {
    if (kind !== 'rota.announced') continue;
    // The channel may have been another one when it was owed.
    const rotation = isPerson(lane) ? null : await findRotation(tx, workspaceId, subject);
    if (!rotation) continue;
    const debts = (await leadsOf(tx, rotation)).map((lead) => {
      return {
        workspaceId,
        key: `${key}:${lead}`,
        kind: 'rota.announced' as const,
        subject,
        data: data as Record<string, unknown>,
        lane: lead,
      };
    });
    await owe(tx, debts, now);
  }
}

/** Of the lanes of messages, those of people begin so. */
const isPerson = (lane: string): boolean => /^[UW]/.test(lane);
