import type { Because } from '../plan';

interface Row {
  from: string | null;
  to: string | null;
  start: Date;
  end: Date;
  layer: string | null;
  because: unknown;
}

/**
 * Changes of absences, in the order in which they were settled, in groups that are undone together: both sides of an exchange, and what
 * was covered of what somebody has come by in it. One side alone would have somebody serve twice.
 */
export function together<R extends Row>(rows: readonly R[]): R[][] {
  const groups: R[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last && (isOtherSide(last, row) || follows(last, row))) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

function isOtherSide([first, ...more]: Row[], row: Row): boolean {
  return more.length === 0 && first !== undefined && isExchange(first) && isExchange(row) && first.from === row.to && first.to === row.from;
}

/** It takes from somebody what an exchange has just given them. */
const follows = (group: Row[], row: Row): boolean =>
  group.some((one) => isExchange(one) && one.to === row.from && one.layer === row.layer && one.start < row.end && row.start < one.end);

const isExchange = ({ because }: Row): boolean => (because as Because | null)?.why === 'exchanged';
