import { json, type Transaction } from '../../../database';
import { difference } from '../../audit/rules';
import { record } from '../../audit/store';
import type { Reader } from '../../people/store';

export type Weekday = 'Mon' | 'Tue' | 'Wed' | 'Thu' | 'Fri' | 'Sat' | 'Sun';

/** What a workspace says for all its rotations. A version that says something of its own goes before. */
export interface RotationSettings {
  /** `22:00-07:00`. */
  night: string;
  weekend: Weekday[];
  /** Where it is on other days: by region. */
  weekends: Record<string, Weekday[]>;
  /** What a minute weighs more than 100. */
  weights: { night: number; weekend: number; holiday: number };
  /** Days: a longer absence is forgiven. */
  forgivenAfter: number;
  /** By region and date: what a region has here goes before what the package knows of it. */
  holidays: Record<string, Record<string, string>>;
}

export const usualRotationSettings: RotationSettings = {
  night: '22:00-07:00',
  weekend: ['Sat', 'Sun'],
  weekends: {},
  weights: { night: 50, weekend: 50, holiday: 100 },
  forgivenAfter: 21,
  holidays: {},
};

const section = 'rotation';

export async function rotationSettings(read: Reader, workspaceId: string): Promise<RotationSettings> {
  const row = await read.setting.findUnique({ where: { workspaceId_section: { workspaceId, section } } });
  return { ...usualRotationSettings, ...(row?.value as Partial<RotationSettings> | undefined) };
}

/** As `backline rota` reads them, where a rotation or its region says nothing else. */
export function scalesOf({ night, weekend, weekends, weights, forgivenAfter }: RotationSettings, region: string | null) {
  return { nightHours: night, weekend: (region && weekends[region]) || weekend, weights, forgivenAfter };
}

/** `null` goes back to the defaults. Answers whether anything changed. */
export async function setRotationSettings(
  tx: Transaction,
  workspaceId: string,
  wanted: RotationSettings | null,
  changedBy: string,
  changedAt: Date,
): Promise<boolean> {
  const before = await rotationSettings(tx, workspaceId);
  const changed = difference<RotationSettings>(before, wanted ?? usualRotationSettings);
  if (wanted === null) await tx.setting.deleteMany({ where: { workspaceId, section } });
  if (!changed) return false;

  const columns = { value: json(wanted), changedBy, changedAt };
  const where = { workspaceId_section: { workspaceId, section } };
  if (wanted !== null) await tx.setting.upsert({ where, create: { workspaceId, section, ...columns }, update: columns });
  await record(tx, { workspaceId, actor: changedBy, action: 'rotations.changed', subject: 'rotations', ...changed }, changedAt);
  return true;
}
