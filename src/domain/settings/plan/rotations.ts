import { isRegion } from '../../calendar/holidays';
import { parseSpans } from '../../calendar/parse';
import { dayOfDate } from '../../calendar/zone';
import type { Reader } from '../../people/store';
import { type RotationSettings, rotationSettings, setRotationSettings, usualRotationSettings } from '../../rotation/records/settings';
import { rotationsEntry } from '../entries';
import type { Mistake, Path } from '../mistakes';
import type { RotationsEntry } from '../schema';
import { changeStep, nothing, type Plan } from './step';

export async function planRotations(read: Reader, workspaceId: string, entry: RotationsEntry | null | undefined): Promise<Plan> {
  if (entry === undefined) return nothing;

  const before = await rotationSettings(read, workspaceId);
  const after = entry === null ? usualRotationSettings : rotationsAfter(before, entry);
  const mistakes = rotationsMistakes(after);
  if (mistakes.length > 0) return { mistakes, steps: [] };
  const apply: Plan['steps'][number]['apply'] = (tx, actor, now) => setRotationSettings(tx, workspaceId, entry && after, actor, now);
  return { mistakes, steps: changeStep('rotations', 'rotations', rotationsEntry(before), rotationsEntry(after), apply) };
}

/** A region that is not named stays; one that is `null` has nothing of its own again. */
export function rotationsAfter(before: RotationSettings, entry: RotationsEntry): RotationSettings {
  const usual = usualRotationSettings;
  const { extraAtNight, extraAtTheWeekend, extraOnHolidays } = entry;
  return {
    night: said(entry.night, before.night, usual.night),
    weekend: said(entry.weekend, before.weekend, usual.weekend),
    weekends: byRegion(before.weekends, entry.weekendsByRegion),
    weights: {
      night: said(extraAtNight, before.weights.night, usual.weights.night),
      weekend: said(extraAtTheWeekend, before.weights.weekend, usual.weights.weekend),
      holiday: said(extraOnHolidays, before.weights.holiday, usual.weights.holiday),
    },
    forgivenAfter: said(entry.forgivenAfter, before.forgivenAfter, usual.forgivenAfter),
    holidays: byRegion(before.holidays, entry.holidays),
  };
}

const said = <T>(wanted: T | null | undefined, before: T, usual: T): T => (wanted === undefined ? before : (wanted ?? usual));

function byRegion<T>(before: Record<string, T>, wanted: Record<string, T | null> | null | undefined): Record<string, T> {
  if (wanted === undefined) return before;
  const all = wanted === null ? {} : { ...before, ...wanted };
  return Object.fromEntries(
    Object.entries(all)
      .flatMap(([region, value]): [string, T][] => (value === null ? [] : [[region, value]]))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

export function rotationsMistakes({ night, weekends, holidays }: RotationSettings): Mistake[] {
  const spans = parseSpans(night);
  const isNight = spans.ok && spans.value.length === 1;
  const unknown = (field: string, regions: object) =>
    Object.keys(regions)
      .filter((region) => !isRegion(region))
      .map((region) => mistake([field, region], noRegion(region)));
  const dates = Object.entries(holidays).flatMap(([region, days]) =>
    Object.keys(days)
      .filter((date) => dayOfDate(date) === null)
      .map((date) => mistake(['holidays', region, date], `There is no date “${date}”. Say it like 2026-12-24.`)),
  );
  return [
    ...(isNight ? [] : [mistake(['night'], 'Say it like 22:00-07:00.')]),
    ...unknown('weekendsByRegion', weekends),
    ...unknown('holidays', holidays),
    ...dates,
  ];
}

const mistake = (path: Path, problem: string): Mistake => ({ path: ['rotations', ...path], problem });
const noRegion = (region: string): string => `“${region}” is no region. Say it like PT, or DE-BY for a state.`;
