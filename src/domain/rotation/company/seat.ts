import type { Shift } from '../../../generated/sqlite/client';
import { dayMinutes } from '../../calendar/windows';
import { dayOfDate, wallTime } from '../../calendar/zone';
import type { Because } from '../plan';
import type { CompanyWeek } from './weeks';

/** Why somebody sits then: it is their week, and that is what the seat cost. */
export type SeatReason = Extract<Because, { why: 'holder' }> & { cost: number };

const ratherNotCost = 8;

/** For whom a sitting was planned, whoever sits there now. */
export function plannedFor({ reasons, userId }: Pick<Shift, 'reasons' | 'userId'>): string {
  return reasonOf(reasons)?.member ?? userId;
}

/** At a time that they would rather not have. What somebody took from another they chose themselves. */
export function wasDisliked({ reasons, userId }: Pick<Shift, 'reasons' | 'userId'>): boolean {
  const reason = reasonOf(reasons);
  return reason?.member === userId && (reason.cost ?? 0) >= ratherNotCost;
}

function reasonOf(reasons: unknown): Partial<SeatReason> | undefined {
  return Array.isArray(reasons) ? (reasons as Partial<SeatReason>[]).find(({ why }) => why === 'holder') : undefined;
}

/** `2026-W25:1970:`, of a sitting that begins at that minute of the week on the rotation's wall clock. */
export function slotPrefix({ name, monday }: CompanyWeek, start: Date, zone: string): string {
  const { date, time } = wallTime(start, zone);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const minuteOfWeek = ((dayOfDate(date) as number) - monday) * dayMinutes + hour * 60 + minute;
  return `${name}:${minuteOfWeek}:`;
}

/** The first number that no sitting of that time has had. */
export function freeSlot(prefix: string, taken: ReadonlySet<string>): string {
  let number = 1;
  while (taken.has(`${prefix}${number}`)) number++;
  return `${prefix}${number}`;
}
