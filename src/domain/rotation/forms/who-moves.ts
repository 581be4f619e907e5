import { type Stint, stintsOf } from '../stints';

export interface PlannedShift {
  userId: string;
  slot: string;
  start: Date;
  end: Date;
}

/** A stint that somebody has no more, and the one they have instead. */
export interface Move {
  userId: string;
  from: { start: Date; end: Date } | null;
  to: { start: Date; end: Date } | null;
}

/**
 * Whom another plan moves, of the stints that both cover: in order of time. Who stays where they are is not named. `later`: what the other
 * plan has beyond them, for a stint that has moved that far.
 */
export function whoMoves(before: readonly PlannedShift[], after: readonly PlannedShift[], later: readonly PlannedShift[] = []): Move[] {
  const had = stintsOf(before);
  const has = stintsOf(after);
  const lost = without(had, has);
  const won = without(has, had);
  const users = [...new Set([...lost, ...won].map(({ userId }) => userId))];
  const beyond = stintsOf(later);
  return users
    .flatMap((userId) => paired(userId, of(lost, userId), of(won, userId), of(beyond, userId)))
    .sort((a, b) => timeOf(a) - timeOf(b) || (a.userId < b.userId ? -1 : 1));
}

function paired(userId: string, lost: Stint<PlannedShift>[], won: Stint<PlannedShift>[], beyond: Stint<PlannedShift>[]): Move[] {
  const has = [...won, ...beyond];
  return Array.from({ length: Math.max(lost.length, won.length) }, (_, index) => ({
    userId,
    from: spanOf(lost[index]),
    to: spanOf(has[index]),
  }));
}

const without = (stints: Stint<PlannedShift>[], others: Stint<PlannedShift>[]): Stint<PlannedShift>[] => {
  const known = new Set(others.map(keyOf));
  return stints.filter((stint) => !known.has(keyOf(stint)));
};

const keyOf = ({ userId, start, end }: Stint<PlannedShift>): string => `${userId} ${start.getTime()} ${end.getTime()}`;
const of = (stints: Stint<PlannedShift>[], userId: string) => stints.filter((stint) => stint.userId === userId);
const spanOf = (stint: Stint<PlannedShift> | undefined) => (stint ? { start: stint.start, end: stint.end } : null);
const timeOf = ({ from, to }: Move): number =>
  Math.min(from?.start.getTime() ?? Number.POSITIVE_INFINITY, to?.start.getTime() ?? Number.POSITIVE_INFINITY);
