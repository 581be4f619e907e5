import type { Finding } from '../health';
import type { Span } from '../plan';
import { overlaps, union, without } from '../spans';

/** A finding that leads were told of, as far as it was seen then. */
export interface ToldFinding {
  id: string;
  key: string;
  /** `null`: it is about no time. */
  span: Span | null;
  /** It went on beyond what was looked at: that more of it comes into sight is no news. */
  isOpenEnd: boolean;
}

export interface Compared {
  /** Not told yet, or grown since. */
  fresh: Finding[];
  /** Told, and not there any more: when it comes back it is told again. */
  gone: ToldFinding[];
  /** More of them has come into sight. */
  seen: { told: ToldFinding; span: Span; isOpenEnd: boolean }[];
}

/** What is news of what was found in a window, beside what was told before. */
export function compareFindings(found: readonly Finding[], told: readonly ToldFinding[], window: Span): Compared {
  const fresh = found.filter((finding) => !isTold(finding, told));
  const gone = told.filter((one) => isLookedAt(one, window) && !found.some((finding) => isAbout(one, finding)));
  const seen = told.flatMap((one) => {
    const span = one.isOpenEnd
      ? found.map((finding) => (isAbout(one, finding) ? spanOf(finding) : null)).find((grown) => grown !== null)
      : null;
    return span && one.span && span.end > one.span.end
      ? [{ told: one, span: { start: one.span.start, end: span.end }, isOpenEnd: span.end >= window.end }]
      : [];
  });
  return { fresh, gone, seen };
}

function isTold(finding: Finding, told: readonly ToldFinding[]): boolean {
  const same = told.filter(({ key }) => key === keyOf(finding));
  const span = spanOf(finding);
  if (!span) return same.length > 0;
  const known = same.flatMap((one) => (one.span ? [one.isOpenEnd ? { ...one.span, end: Number.POSITIVE_INFINITY } : one.span] : []));
  return without([{ ...span }], union(known)).length === 0;
}

const isAbout = ({ key, span }: ToldFinding, finding: Finding): boolean => {
  const own = spanOf(finding);
  return key === keyOf(finding) && (!span || (own !== null && overlaps(span, own)));
};

/** What is over, or lies in the window. */
const isLookedAt = ({ span }: ToldFinding, window: Span): boolean => !span || span.start < window.end;

/** What it is, and about whom. */
export function keyOf(finding: Finding): string {
  switch (finding.finding) {
    case 'gap':
    case 'short':
    case 'crowd':
      return `${finding.finding}:${finding.need}:${finding.have}`;
    case 'tired':
      return `tired:${finding.why}:${finding.member}`;
    case 'double':
    case 'unreachable':
    case 'starved':
      return `${finding.finding}:${finding.member}`;
    case 'small':
      return `small:${finding.members}`;
    case 'seam':
      return `seam:${finding.from}:${finding.zone}`;
    case 'idle':
      return `idle:${finding.change.id ?? finding.change.start}`;
  }
}

export const spanOf = (finding: Finding): Span | null => ('start' in finding ? { start: finding.start, end: finding.end } : null);

/** The same thing, looked at again: what is left of it. */
export const isSameFinding = (told: Finding, now: Finding): boolean => {
  const [before, after] = [spanOf(told), spanOf(now)];
  return keyOf(told) === keyOf(now) && (!before || !after || overlaps(before, after));
};
