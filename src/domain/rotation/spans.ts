import type { Instant } from '../calendar/zone';
import type { Shift, Span } from './plan';

/** What two spans share; `null` when that is nothing. */
export function common(a: Span, b: Span): Span | null {
  const start = Math.max(a.start, b.start);
  const end = Math.min(a.end, b.end);
  return start < end ? { start, end } : null;
}

export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;
export const near = <T extends Span>(spans: readonly T[], { start, end }: Span): T[] =>
  spans.filter((one) => one.start < end && start < one.end);
export const holds = ({ start, end }: Span, at: number): boolean => start <= at && at < end;

/** In order, with what touches or overlaps joined. */
export function union(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const { start, end } of inOrder(spans)) {
    const last = joined.at(-1);
    if (start >= end) continue;
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

/** What is like a whole, but from another start to another end. */
type Part<T> = (whole: T, start: Instant, end: Instant) => T;

const partOf = <T extends Span>(whole: T, start: Instant, end: Instant): T => ({ ...whole, start, end });

/**
 * Spelled out, so that V8 gives a part the hidden class of a whole. Copies of copies made by `...` get one each, which makes stacking
 * layers twice as slow, and counting stretches half as slow again.
 */
export function partOfShift({ member, layer, turn, seat, because, added }: Shift, start: Instant, end: Instant): Shift {
  const part: Shift = { start, end, member, layer, turn, seat, because };
  if (added) part.added = added;
  return part;
}

/** `spans` without what `taken` covers. `taken` is in order and joined. */
export function without<T extends Span>(spans: readonly T[], taken: readonly Span[], part: Part<T> = partOf): T[] {
  if (taken.length === 0) return [...spans];
  const left: T[] = [];
  let first = 0;
  for (const span of spans) {
    first = firstEndingAfter(taken, span.start, first);
    const cut = taken[first];
    if (!cut || cut.start >= span.end) left.push(span);
    else pushLeft(left, span, taken, first, part);
  }
  return left;
}

function pushLeft<T extends Span>(left: T[], span: T, taken: readonly Span[], first: number, part: Part<T>): void {
  let { start } = span;
  for (let index = first; index < taken.length; index++) {
    const cut = taken[index] as Span;
    if (cut.start >= span.end) break;
    if (cut.start > start) left.push(part(span, start, cut.start));
    start = Math.max(start, cut.end);
  }
  if (start < span.end) left.push(part(span, start, span.end));
}

/** Those of `spans` that share something with `others`, which are in order and joined. */
export function touching<T extends Span>(spans: readonly T[], others: readonly Span[]): T[] {
  let first = 0;
  return spans.filter((span) => {
    first = firstEndingAfter(others, span.start, first);
    const next = others[first];
    return next !== undefined && next.start < span.end;
  });
}

/** The parts of `spans` that lie in `within`, which is in order and joined. */
export function parts<T extends Span>(spans: readonly T[], within: readonly Span[], part: Part<T> = partOf): T[] {
  const found: T[] = [];
  for (const span of spans) {
    for (let index = firstEndingAfter(within, span.start); index < within.length; index++) {
      const { start, end } = within[index] as Span;
      if (start >= span.end) break;
      const isWhole = start <= span.start && span.end <= end;
      found.push(isWhole ? span : part(span, Math.max(start, span.start), Math.min(end, span.end)));
    }
  }
  return found;
}

export const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, { start, end }) => sum + end - start, 0);

/** How many of ordered numbers are below a limit. */
export function countBelow(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the first of ordered, disjoint spans that ends after an instant. Who asks in order begins at the `last` answer: a fifth of the time of `without`. */
export function firstEndingAfter(spans: readonly Span[], at: number, last = 0): number {
  let low = last > 0 && (spans[last - 1] as Span).end <= at ? last : 0;
  if (low === last && (low === spans.length || (spans[low] as Span).end > at)) return low;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as Span).end > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

export function inOrder<T extends Span>(spans: readonly T[]): T[] {
  const isInOrder = spans.every((span, index) => index === 0 || byTime(spans[index - 1] as Span, span) <= 0);
  return isInOrder ? [...spans] : spans.toSorted(byTime);
}

const byTime = (a: Span, b: Span): number => a.start - b.start || a.end - b.end;

/** From the first start to the last end of ordered spans. */
export function hullOf(spans: readonly Span[]): Span | null {
  const [first] = spans;
  return first ? { start: first.start, end: (spans.at(-1) as Span).end } : null;
}
