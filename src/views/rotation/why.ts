import type { Because, Candidate } from '../../domain/rotation/plan';
import type { NameOf } from '../escalations/facts';
import { typed } from '../escalations/parts';
import { listed } from './times';

export interface WhyFacts {
  /** Whose shift it is. */
  user: string;
  /** Who asks: they are said "you" to. */
  asker: string;
  /** Of the turn; `null`: it is in none. */
  turn: number | null;
  reasons: readonly Because[];
  /** Whom the holder of the turn comes after. */
  after: (holder: string) => readonly string[];
  /** `12 March`: the last day of an absence that is on record for that time; `null`: there is none any more. */
  awayUntil: (user: string) => string | null;
  nameOf: NameOf;
}

/** Why somebody is on, one sentence after the other: "Turn 37 is yours: you come after Ben." Of who is away nobody reads why. */
export function whyText(facts: WhyFacts): string {
  const { reasons, user } = facts;
  if (reasons.length === 0) return `${person(facts, user, 'start')} ${is(facts, user)} on.`;
  return reasons.map((reason) => sentence(reason, facts)).join(' ');
}

function sentence(reason: Because, facts: WhyFacts): string {
  const { user } = facts;
  const who = person(facts, user, 'start');
  switch (reason.why) {
    case 'holder':
      return holderSentence(reason.member, facts);
    case 'balance':
      return `${who} ${has(facts, user)} done least so far.${others(reason.candidates, facts, '')}`;
    case 'exchanged':
      return `It was exchanged with turn ${reason.with}, for somebody is away: both keep their count.`;
    case 'covering':
      return `${who} ${facts.user === facts.asker ? 'cover' : 'covers'} for ${person(facts, reason.for)}.${others(withoutOne(reason.candidates, reason.for), facts, ' for cover')}`;
    case 'swapped':
      return `${who} took it from ${person(facts, reason.from)} in a swap.`;
    case 'tookOver':
      return `${who} took over from ${person(facts, reason.from)}.`;
    case 'changed':
      return reason.from === null
        ? `A lead put ${person(facts, user)} on as well.`
        : `A lead put ${person(facts, user)} on instead of ${person(facts, reason.from)}.`;
    case 'history':
      return `${who} ${was(facts, user)} on then.`;
  }
}

function holderSentence(holder: string, facts: WhyFacts): string {
  const { asker, turn, after, nameOf } = facts;
  const isYours = holder === asker;
  const before = after(holder).filter((user) => user !== holder);
  const comes =
    before.length > 0
      ? `: ${isYours ? 'you come' : `${typed(nameOf(holder))} comes`} after ${listed(before.map((user) => person(facts, user)))}`
      : '';
  const whose = isYours ? 'yours' : `${typed(nameOf(holder))}’s`;
  return `${turn === null ? 'It' : `Turn ${turn}`} is ${whose}${comes}.`;
}

/** Who would have been chosen before, and why they were not: "Ana was next for cover but is away until 12 March." */
function others(candidates: readonly Candidate[], facts: WhyFacts, what: string): string {
  const own = candidates.find(({ member }) => member === facts.user);
  const passed = candidates
    .filter(({ member, balance }) => member !== facts.user && (own === undefined || balance <= own.balance))
    .sort((a, b) => a.balance - b.balance || Number(b.excluded !== undefined) - Number(a.excluded !== undefined))
    .flatMap(({ member, excluded, tired }) => {
      const why = excluded ? exclusion(excluded, member, facts) : tired ? 'would have too little rest' : null;
      return why ? [{ member, why: member === facts.asker ? why.replace(/^is /, 'are ') : why }] : [];
    });
  const [first, ...rest] = passed;
  if (!first) return '';
  const next = `${person(facts, first.member, 'start')} ${was(facts, first.member)} next${what} but ${first.why}.`;
  const more = rest.slice(0, 7).map(({ member, why }) => `${person(facts, member)} ${why}`);
  return more.length > 0 ? ` ${next} Passed over as well: ${listed(more)}.` : ` ${next}`;
}

const withoutOne = (candidates: readonly Candidate[], user: string): Candidate[] => candidates.filter(({ member }) => member !== user);

function exclusion(excluded: NonNullable<Candidate['excluded']>, member: string, { awayUntil }: WhyFacts): string {
  const until = excluded === 'away' ? awayUntil(member) : null;
  return until ? `is away until ${until}` : exclusions[excluded];
}

const exclusions: Record<NonNullable<Candidate['excluded']>, string> = {
  not_a_member: 'is no member then',
  inactive: 'is not here any more',
  away: 'is away',
  busy: 'is on another rotation',
  on_already: 'is on already',
};

function person({ asker, nameOf }: WhyFacts, user: string | null, where?: 'start'): string {
  if (user === asker) return where ? 'You' : 'you';
  return typed(nameOf(user));
}

const is = ({ asker }: WhyFacts, user: string): string => (user === asker ? 'are' : 'is');
const has = ({ asker }: WhyFacts, user: string): string => (user === asker ? 'have' : 'has');
const was = ({ asker }: WhyFacts, user: string): string => (user === asker ? 'were' : 'was');
