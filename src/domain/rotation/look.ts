import { dayMs } from '../calendar/zone';
import { coverIn, crowdsOf, shortagesOf, stretchesOf } from './coverage';
import { type Fairness, fairnessOf, rounded, starvedBefore } from './fairness';
import { type Finding, findingsOf, shortagesIn } from './health';
import type { Span } from './plan';
import type { Rota } from './rules';
import { type Seam, seamsOf } from './seams';
import { lengthOf, union } from './spans';

export interface Look {
  findings: Finding[];
  fairness: Fairness;
  /** Of the minutes that are to be covered, in whole percent. */
  coverage: number;
  score: number;
}

/** What a lead should know of a window: what is to be mended, and whether it is fair. */
export function lookAt(rota: Rota, window: Span): Look {
  const { plan } = rota;
  const shifts = rota.shiftsIn(window);
  const cover = coverIn(rota, window);
  const gaps = shortagesOf(plan, stretchesOf(shifts, window), cover);
  const fairness = { ...fairnessOf(plan, shifts, window), starved: starvedBefore(rota, window.end) };
  const seen = { window, shifts, gaps, crowds: crowdsOf(rota, shifts, window), fairness };
  const seams = seamsOf(plan, window).filter((seam) => isOpen(rota, seam, window.start));
  const findings = findingsOf(rota, { ...seen, ignored: rota.ignoredIn(window), seams });
  const toCover = lengthOf(cover);
  const coverage = toCover === 0 ? 100 : (100 * (toCover - lengthOf(union(gaps)))) / toCover;
  return { findings, fairness, coverage: rounded(coverage), score: rounded((coverage * fairness.evenness) / 100) };
}

/** Seams are seen in the hours of layers: where a later version has mended them, somebody is on by now. */
function isOpen(rota: Rota, { gap, days }: Seam, from: number): boolean {
  if (gap.length === 0) return true;
  const spans = gap.flatMap(({ start, end }) =>
    Array.from({ length: days }, (_, day) => ({ start: start + day * dayMs, end: end + day * dayMs })),
  );
  return spans.some((span) => span.start >= from && shortagesIn(rota, span).length > 0);
}
