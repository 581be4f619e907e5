import type { Span } from '../plan';
import { inOrder, union, without } from '../spans';
import type { Projection } from './projection';

/** What a planning has taken from somebody, and what it has given them. */
export interface Moved {
  userId: string;
  lost: Span[];
  won: Span[];
}

/** Whom a planning moves, of what was written down before `until`: what is published for the first time is news to nobody. By id. */
export function movedBy({ create, update, cancel, end }: Projection, now: number, until: number): Moved[] {
  const before = [...update.map(({ row }) => row), ...cancel, ...end].filter(({ state }) => state !== 'cancelled');
  const after = [...update.map(({ to }) => to), ...create].filter(({ start }) => start < until);
  const users = [...new Set([...before, ...after].map(({ userId }) => userId))].sort();
  return users.flatMap((userId) => {
    const own = (all: readonly (Span & { userId: string })[]) =>
      union(
        inOrder(
          ahead(
            all.filter((one) => one.userId === userId),
            now,
          ),
        ),
      );
    const [had, has] = [own(before), own([...after, ...end.map((row) => ({ ...row, end: now }))])];
    const [lost, won] = [without(had, has), without(has, had)];
    return lost.length + won.length > 0 ? [{ userId, lost, won }] : [];
  });
}

const ahead = (spans: readonly Span[], now: number): Span[] =>
  spans.flatMap(({ start, end }) => (end > now ? [{ start: Math.max(start, now), end }] : []));
