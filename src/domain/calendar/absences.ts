import type { Transaction } from '../../database';
import type { Absence } from '../../generated/sqlite/client';
import type { Reader } from '../people/store';
import { dateOfDay, dayMs, dayOfDate, startOfDay, toInstant, wallClockAt } from './zone';

export interface AbsenceDraft {
  workspaceId: string;
  userId: string;
  start: Date;
  end: Date;
  /** Nothing is to be made up. */
  forgiven: boolean;
  /** The person, or a lead for them. */
  by: string;
}

export type AbsenceMistake = 'ends_before' | 'over' | 'too_long';
export type Recorded = { is: 'saved'; absence: Absence } | { is: 'away_already' };

const mostYears = 3;

/** As people say it: days, both of them in it, and times where it begins or ends in the midst of one. */
export interface AwayDays {
  /** `2026-03-09`. */
  first: string;
  last: string;
  /** `09:00`; `null`: from the beginning of the first day, to the end of the last. */
  from: string | null;
  until: string | null;
}

export function spanOfDays({ first, last, from, until }: AwayDays, zone: string): { start: Date; end: Date } {
  const start = from === null ? startOfDay(first, zone) : toInstant(`${first}T${from}`, zone, 'start');
  const dayAfter = dateOfDay((dayOfDate(last) ?? 0) + 1);
  return { start, end: until === null ? startOfDay(dayAfter, zone) : toInstant(`${last}T${until}`, zone, 'end') };
}

/** What is wrong with a span in which somebody says to be away; `null`: nothing. */
export function absenceMistake({ start, end }: { start: Date; end: Date }, now: Date): AbsenceMistake | null {
  if (end <= start) return 'ends_before';
  if (end <= now) return 'over';
  return end.getTime() - start.getTime() > mostYears * 366 * dayMs ? 'too_long' : null;
}

/** On the wall clock: three weeks over a clock change are three weeks. Nobody has to make up for more. */
export const isLong = ({ start, end }: { start: Date; end: Date }, zone: string, days: number): boolean =>
  wallClockAt(end.getTime(), zone) - wallClockAt(start.getTime(), zone) > days * dayMs;

/** One person's absences are recorded one after the other: it holds until COMMIT. */
export async function lockAbsences(tx: Transaction, workspaceId: string, userId: string): Promise<void> {
  await tx.person.updateMany({ where: { workspaceId, userId }, data: { userId } });
}

/** Under `lockAbsences`. What is said already, all of it, is not said again. */
export async function recordAbsence(tx: Transaction, draft: AbsenceDraft, now: Date): Promise<Recorded> {
  const { workspaceId, userId, start, end } = draft;
  const whole = await tx.absence.count({ where: { workspaceId, userId, withdrawnAt: null, start: { lte: start }, end: { gte: end } } });
  if (whole > 0) return { is: 'away_already' };
  return { is: 'saved', absence: await tx.absence.create({ data: { ...draft, recordedAt: now } }) };
}

/**
 * Takes back what has not begun, and ends now what has: `null` when it was over, or taken back, before.
 * The record is what it was until then.
 */
export async function withdrawAbsence(tx: Transaction, workspaceId: string, id: string, now: Date): Promise<Absence | null> {
  const live = { id, workspaceId, withdrawnAt: null };
  const ahead = await tx.absence.updateMany({ where: { ...live, start: { gte: now } }, data: { withdrawnAt: now } });
  const begun =
    ahead.count === 0 && (await tx.absence.updateMany({ where: { ...live, start: { lt: now }, end: { gt: now } }, data: { end: now } }));
  if (begun && begun.count === 0) return null;
  return tx.absence.findUniqueOrThrow({ where: { id } });
}

/** A person's absences that touch a span, by start. Why, nobody has asked. */
export function absencesOf(
  read: Reader,
  workspaceId: string,
  userId: string,
  { start, end }: { start: Date; end?: Date },
): Promise<Absence[]> {
  const touching = { ...(end && { start: { lt: end } }), end: { gt: start } };
  return read.absence.findMany({
    where: { workspaceId, userId, withdrawnAt: null, ...touching },
    orderBy: [{ start: 'asc' }, { id: 'asc' }],
  });
}
