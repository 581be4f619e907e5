import { type Choice, choose } from './choose';
import type { Finding } from './health';
import type { Span } from './plan';
import type { Rota } from './rules';
import { overlaps } from './spans';

/** A finding and whom its mend is about: who could serve instead, or who is one too many. */
export type Proposed = Finding & { proposal?: string };

/** What a lead may press beside a finding, where that needs a person. */
export function withProposals(rota: Rota, findings: readonly Finding[]): Proposed[] {
  return findings.map((finding): Proposed => {
    const proposal = proposalFor(rota, finding);
    return proposal === undefined ? finding : { ...finding, proposal };
  });
}

function proposalFor(rota: Rota, finding: Finding): string | undefined {
  switch (finding.finding) {
    case 'gap':
    case 'short':
      return finding.mend;
    case 'crowd':
      return oneTooMany(rota, finding);
    case 'unreachable':
      return insteadOf(rota, finding.member, finding);
    case 'double':
    case 'tired':
      return restedInsteadOf(rota, finding.member, finding);
    default:
      return undefined;
  }
}

/** Whoever has done most of those who are on by plan. */
function oneTooMany({ plan, shiftsIn }: Rota, span: Span): string | undefined {
  const joining = new Set(plan.layers.filter(({ mode }) => mode === 'with').map(({ name }) => name));
  const on = shiftsIn(span).filter(({ turn, layer }) => turn !== null && !joining.has(layer ?? ''));
  const ids = new Set(on.map(({ member }) => member));
  const candidates = plan.members.filter(({ id }) => ids.has(id)).sort((a, b) => b.balance - a.balance || (a.id < b.id ? 1 : -1));
  return candidates[0]?.id;
}

/** The best of those who could serve instead of somebody. */
export const insteadOf = (rota: Rota, member: string, span: Span): string | undefined => choiceWithout(rota, member, span).chosen[0];

/** The same, unless only somebody is left who is tired as well. */
function restedInsteadOf(rota: Rota, member: string, span: Span): string | undefined {
  const { chosen, candidates } = choiceWithout(rota, member, span);
  return candidates.find((one) => one.member === chosen[0] && !one.tired)?.member;
}

function choiceWithout({ plan, shiftsIn }: Rota, member: string, span: Span): Choice {
  const around = { start: span.start - plan.restMs, end: span.end + plan.restMs };
  const on = shiftsIn(around).filter((shift) => shift.member !== member || overlaps(shift, span));
  return choose(
    {
      ...plan,
      candidates: plan.members.filter(({ id, outside }) => !outside && id !== member),
      on,
      heaviest: Number.POSITIVE_INFINITY,
      balanceOf: ({ balance }) => balance,
      lastEndOf: ({ lastEnd }) => lastEnd,
    },
    span,
    [span],
  );
}
