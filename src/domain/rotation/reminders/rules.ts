import { dayMs, dayOf, hourMs, instantAt, minuteMs, wallClockAt } from '../../calendar/zone';

export const remindings = ['week', 'evening', 'minutes'] as const;
export type Reminding = (typeof remindings)[number];

/** How somebody likes to be reminded. */
export interface Reminders {
  /** Of the person. */
  zone: string;
  week: boolean;
  evening: boolean;
  minutes: boolean;
}

export interface ToRemind {
  start: Date;
  /** When it became theirs, or its times were changed last: none is due for what was assigned after its hour. */
  assignedAt: Date;
}

/** `09:00` seven days before, `18:00` the evening before, 15 minutes before: on the person's clock. */
export function hourOf(what: Reminding, start: Date, zone: string): Date {
  if (what === 'minutes') return new Date(start.getTime() - 15 * minuteMs);
  const day = dayOf(wallClockAt(start.getTime(), zone));
  const [daysBefore, hour] = what === 'week' ? [7, 9] : [1, 18];
  return new Date(instantAt((day - daysBefore) * dayMs + hour * hourMs, zone, 'start'));
}

const tooLateMs: Record<Reminding, number> = { week: 2 * dayMs, evening: 3 * hourMs, minutes: 15 * minuteMs };

/** A reminder that comes too late says nothing. */
export const isTooLate = (what: Reminding, start: Date, zone: string, now: Date): boolean =>
  now >= start || now.getTime() - hourOf(what, start, zone).getTime() > tooLateMs[what];

/** What is due for a stint; of several that are due at once only the last. */
export function remindersDue({ start, assignedAt }: ToRemind, wishes: Reminders, now: Date): Reminding[] {
  const due = remindings.filter((what) => {
    const hour = hourOf(what, start, wishes.zone);
    return wishes[what] && hour <= now && assignedAt <= hour && !isTooLate(what, start, wishes.zone, now);
  });
  return due.slice(-1);
}
