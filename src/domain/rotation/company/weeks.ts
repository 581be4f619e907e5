import { dayMs, dayOf, hourMs, instantAt, wallClockAt, weekdayOf } from '../../calendar/zone';
import { weekOf } from '../iso-week';

/** A week of a rotation of sittings, on its own calendar. */
export interface CompanyWeek {
  /** `2026-W25`. */
  name: string;
  /** Days since 1970. */
  monday: number;
  start: Date;
  end: Date;
}

const plannedDaysBefore = 10;
const plannedAtHour = 10;

export function weekFrom(monday: number, zone: string): CompanyWeek {
  const midnight = (day: number) => new Date(instantAt(day * dayMs, zone, 'start'));
  return { name: weekOf(monday), monday, start: midnight(monday), end: midnight(monday + 7) };
}

/** The week that an instant lies in. */
export function weekAt(at: Date, zone: string): CompanyWeek {
  const today = dayOf(wallClockAt(at.getTime(), zone));
  return weekFrom(today - weekdayOf(today), zone);
}

export const weekAfter = ({ monday }: CompanyWeek, zone: string): CompanyWeek => weekFrom(monday + 7, zone);

/** Ten days before its Monday, at 10:00. */
export const planningOf = ({ monday }: Pick<CompanyWeek, 'monday'>, zone: string): Date =>
  new Date(instantAt((monday - plannedDaysBefore) * dayMs + plannedAtHour * hourMs, zone, 'start'));

/** Weeks whose planning is due and that have not begun. What had begun before anybody looked is nobody's any more. */
export function weeksToPlan(now: Date, zone: string, firstMonday: number): CompanyWeek[] {
  const weeks: CompanyWeek[] = [];
  for (let week = weekAfter(weekAt(now, zone), zone); planningOf(week, zone) <= now; week = weekAfter(week, zone))
    if (week.monday >= firstMonday) weeks.push(week);
  return weeks;
}
