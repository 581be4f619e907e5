import type { Instant } from '../calendar/zone';
import { isMember } from './holders';
import { type Scales, weigh } from './ledger';
import type { Absence, Candidate, Member, MemberSpan, Span } from './plan';
import { overlaps } from './spans';

/** What is known when somebody is chosen. */
export interface Choosing extends Scales {
  /** In the order of the layer. */
  candidates: readonly Member[];
  absences: readonly Absence[];
  /** On another rotation. */
  busy: readonly MemberSpan[];
  /** On here, around that time. */
  on: readonly MemberSpan[];
  restMs: number;
  /** Units of the heaviest turn. */
  heaviest: number;
  balanceOf(member: Member): number;
  /** End of what they served last before; `null`: never. */
  lastEndOf(member: Member): Instant | null;
}

export interface Choice {
  chosen: string[];
  /** Every candidate, the best first, those that cannot at the end. */
  candidates: Candidate[];
}

interface Scored {
  candidate: Candidate;
  before: number;
  lastEnd: number;
  place: number;
}

/**
 * Who serves a span: of those who can, who is rested, then who has done the least, then who served longest ago, then the order. Nobody
 * rested is taken who would be ahead of a tired one by more than the heaviest turn.
 */
export function choose(how: Choosing, span: Span, worked: readonly Span[], seats = 1): Choice {
  const scored = how.candidates.map((member, place) => scoreOf(how, span, worked, member, place)).sort(inRank);
  const able = scored.filter(({ candidate }) => !candidate.excluded);
  const chosen: string[] = [];
  for (let seat = 0; seat < seats; seat++) {
    const best = bestOf(
      able.filter(({ candidate }) => !chosen.includes(candidate.member)),
      how.heaviest,
    );
    if (best) chosen.push(best.candidate.member);
  }
  const rest = scored.filter(({ candidate }) => candidate.excluded);
  return { chosen, candidates: [...able, ...rest].map(({ candidate }) => candidate) };
}

function bestOf(able: Scored[], heaviest: number): Scored | undefined {
  const rested = able.find(({ candidate }) => !candidate.tired);
  const tired = able.find(({ candidate }) => candidate.tired);
  if (!rested || !tired) return rested ?? tired;
  return rested.candidate.balance - tired.before > heaviest ? tired : rested;
}

function scoreOf(how: Choosing, span: Span, worked: readonly Span[], member: Member, place: number): Scored {
  const before = how.balanceOf(member);
  const balance = before + weigh(how, worked, member).units;
  const excluded = whyNot(how, span, member);
  const tired = !excluded && !rests(how, span, member.id);
  const candidate: Candidate = { member: member.id, balance, ...(excluded && { excluded }), ...(tired && { tired }) };
  return { candidate, before, lastEnd: how.lastEndOf(member) ?? Number.NEGATIVE_INFINITY, place };
}

const inRank = (a: Scored, b: Scored) => a.candidate.balance - b.candidate.balance || compare(a.lastEnd, b.lastEnd) || a.place - b.place;

const compare = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0);

function whyNot(how: Choosing, span: Span, member: Member): Candidate['excluded'] | undefined {
  if (member.outside || !isMember(member, span.start) || (member.until !== null && member.until < span.end)) return 'not_a_member';
  if (member.inactive) return 'inactive';
  if (how.absences.some((absence) => absence.member === member.id && overlaps(absence, span))) return 'away';
  if (how.on.some((shift) => shift.member === member.id && overlaps(shift, span))) return 'on_already';
  if (how.busy.some((shift) => shift.member === member.id && overlaps(shift, span))) return 'busy';
  return undefined;
}

/** Nothing else to serve for the length of a rest before and after. */
function rests({ on, busy, restMs }: Choosing, span: Span, id: string): boolean {
  const around = { start: span.start - restMs, end: span.end + restMs };
  return ![...on, ...busy].some((shift) => shift.member === id && overlaps(shift, around));
}
