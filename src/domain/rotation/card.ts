import { dayMs } from '../calendar/zone';
import type { Reader } from '../people/store';
import { companyNow, type WeekOverview } from './company/now';
import type { Finding } from './health';
import { zoneOf } from './home';
import { lookAt } from './look';
import { onDutyIn } from './onDuty';
import { type RotationRights, rightsIn } from './records/rights';
import { fallbackOf, type RotationRecord } from './records/rotation';
import { scheduleOf } from './records/schedule';

/** What `/rota` says of a rotation now. */
export interface RotationCard {
  rotation: RotationRecord;
  zone: string;
  rights: RotationRights;
  on: { user: string; layer: string; until: Date | null }[];
  /** Who joins them: on in the layers under the top one. */
  under: { user: string; layer: string; until: Date | null }[];
  next: { start: Date; on: string[] } | null;
  /** Whom to ask while nobody is on. */
  fallback: string[];
  findings: Finding[];
  layers: number;
  /** Of sittings, this week and the next. */
  weeks: { current: WeekOverview; next: WeekOverview } | null;
}

const lookWeeks = 4;

export async function rotationCard(read: Reader, rotation: RotationRecord, userId: string, now: Date): Promise<RotationCard> {
  const rights = await rightsIn(read, rotation, userId, now);
  const base = {
    rotation,
    zone: zoneOf(rotation, now),
    rights,
    on: [],
    under: [],
    next: null,
    fallback: [],
    findings: [],
    layers: 1,
    weeks: null,
  };
  if (!rights.see) return base;
  if (rotation.kind === 'sittings') return { ...base, weeks: await companyNow(read, rotation, now) };
  const until = now.getTime() + lookWeeks * 7 * dayMs;
  const rota = (await scheduleOf(read, rotation, now, new Date(until))).rotaAt(now.getTime());
  const { on, backup, next } = await onDutyIn(read, rotation, now);
  return {
    ...base,
    on,
    under: backup.filter((duty) => duty.until !== null),
    next,
    fallback: on.length === 0 ? await fallbackOf(read, rotation) : [],
    findings: lookAt(rota, { start: now.getTime(), end: until }).findings,
    layers: rota.plan.layers.length,
  };
}
