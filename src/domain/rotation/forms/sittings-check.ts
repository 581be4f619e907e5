import type { Transaction } from '../../../database';
import type { Reader } from '../../people/store';
import { companyPreview, type Sitting, type WeekOverview } from '../company/now';
import type { RotationRecord } from '../records/rotation';
import { overlaps } from '../spans';
import { type Check, hashOf, mostShifts, voidedWhere } from './check';
import { type PlannedShift, whoMoves } from './who-moves';

const weeksAhead = 5;

/** Who would sit when, in the first weeks that have any. */
export async function sitting(read: Reader, rotation: RotationRecord, now: Date): Promise<WeekOverview[]> {
  return (await companyPreview(read, rotation, now, weeksAhead)).filter(({ due }) => due > 0);
}

/** Of a new rotation who sits first; of an edit only who moves, and whose requests are void. */
export async function sittingsCheck(
  tx: Transaction,
  rotation: RotationRecord,
  before: readonly WeekOverview[] | null,
  now: Date,
): Promise<Check> {
  const weeks = await sitting(tx, rotation, now);
  const shifts = plannedIn(weeks, now);
  const isSeated = (asker: string, span: { start: number; end: number }) =>
    shifts.some(({ userId, start, end }) => userId === asker && overlaps({ start: start.getTime(), end: end.getTime() }, span));
  const found = {
    shifts: before ? [] : shifts.slice(0, mostShifts),
    moves: before ? whoMoves(plannedIn(before, now), shifts) : [],
    voided: before ? await voidedWhere(tx, rotation, now, isSeated) : [],
  };
  const zone = String(rotation.versions.at(-1)?.definition.zone);
  const seen = [rotation.versions.at(-1)?.number, shifts.map(({ userId, end }) => [userId, end]), found.moves, found.voided];
  const rest = { name: rotation.name, zone, isNew: before === null, appliesFrom: now, look: null, emptied: [] };
  return { ...rest, ...found, weeks, fingerprint: hashOf(seen) };
}

/** Each sitting stands alone, wherever it is written down. */
function plannedIn(weeks: readonly WeekOverview[], now: Date): PlannedShift[] {
  const ahead = weeks.flatMap(({ sittings }): Sitting[] => sittings).filter(({ end }) => end > now);
  return ahead.map(({ userId, start, end }) => ({ userId, slot: `${userId} ${start.toISOString()}`, start, end }));
}
