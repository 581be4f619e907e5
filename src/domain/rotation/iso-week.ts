import { dateOfDay, dayOfDate, weekdayOf } from '../calendar/zone';

/** Days since 1970 of the Monday of a week like `2026-W25`; `null` when the calendar has no such week. */
export function mondayOf(week: string): number | null {
  const [, year, number] = /^(\d{4})-W(\d{2})$/.exec(week) ?? [];
  const inFirst = dayOfDate(`${year}-01-04`);
  if (inFirst === null) return null;
  const monday = inFirst - weekdayOf(inFirst) + (Number(number) - 1) * 7;
  return dateOfDay(monday + 3).startsWith(`${year}-`) ? monday : null;
}

/** `2026-W25`, of any day of that week. */
export function weekOf(day: number): string {
  const monday = day - weekdayOf(day);
  const year = dateOfDay(monday + 3).slice(0, 4);
  const first = mondayOf(`${year}-W01`) as number;
  return `${year}-W${String((monday - first) / 7 + 1).padStart(2, '0')}`;
}
