import { weekdays } from '../../calendar/windows';
import { mondayOf, weekOf } from '../iso-week';
import type { Read } from '../mistakes';
import type { RotationRecord } from '../records/rotation';
import { versionAt } from '../records/rotation';
import type { Week } from '../sittings';
import { readWeek } from '../week-definition';
import { weekAt } from './weeks';

/** What is kept of a rotation of sittings with each version: `backline rota week` without its week and people. */
export interface CompanyDefinition {
  zone: string;
  /** `2026-W25`: counting begins there, and before it nothing is planned. */
  firstWeek: string;
  /** In weeks. */
  every?: number;
  /** Minutes. */
  length?: 30 | 45 | 60;
  hours?: string[];
  /** People per slot: at least, and at most. */
  need?: number;
  max?: number;
}

const keys = ['zone', 'firstWeek', 'every', 'length', 'hours', 'need', 'max'] as const satisfies (keyof CompanyDefinition)[];

/** In force at an instant. */
export function companyAt(rotation: RotationRecord, at: Date): CompanyDefinition {
  const { definition = {} } = versionAt(rotation, at) ?? {};
  const zone = String(definition.zone ?? 'UTC');
  const firstWeek = weekOf(weekAt(rotation.createdAt, zone).monday);
  return { firstWeek, ...Object.fromEntries(keys.flatMap((key) => (definition[key] == null ? [] : [[key, definition[key]]]))), zone };
}

export const firstMondayOf = ({ firstWeek }: Pick<CompanyDefinition, 'firstWeek'>): number =>
  mondayOf(firstWeek) ?? Number.NEGATIVE_INFINITY;

/** Reads what somebody typed; the first mistake is named with its place and the mend. */
export function readCompany(definition: unknown, members: readonly string[] = []): Read<Week> {
  const given = typeof definition === 'object' && definition !== null ? (definition as Partial<CompanyDefinition>) : {};
  return readWeek({ ...given, week: given.firstWeek, members: members.map((id, joinOrder) => ({ id, joinOrder })) });
}

/** `Tue 10:00`. */
export const seatTime = (weekday: number, time: string): string => `${weekdays[weekday]} ${time}`;
