import type { Instant } from '../calendar/zone';
import { isMember } from './holders';
import type { Member, MemberSpan, Plan, Span, SwapRequest } from './plan';
import { hullOf, inOrder, overlaps, union, without } from './spans';

/** Why somebody may not take what is asked for: the first that is true. */
export type Refused = 'own' | 'not_open' | 'started' | 'not_a_member' | 'inactive' | 'away' | 'on_already' | 'busy';

export type Allowed = { may: true; tired: boolean } | { may: false; why: Refused };

/** What is looked at: a `Rota`, or rows that tell the same. */
export interface Looked {
  plan: Pick<Plan, 'now' | 'busy' | 'absences' | 'restMs'>;
  compiled: { members: ReadonlyMap<string, Member> };
  shiftsIn(span: Span): MemberSpan[];
}

/** `null`: nobody gives it away, it is open. */
export type Asked = Pick<SwapRequest, 'give'> & { member: string | null };

/**
 * May this person serve a span that somebody gives away? `giving`: what they hand over in return, and so are not on in then. Short
 * rest is allowed, and asked about once more.
 */
export function mayTake(rota: Looked, request: Asked, person: string, giving: readonly Span[] = []): Allowed {
  const { plan } = rota;
  const { give } = request;
  const member = rota.compiled.members.get(person);
  const on = without(servedBy(rota, person, give), union(giving));
  const busy = plan.busy.filter((span) => span.member === person);
  const refused: [Refused, boolean][] = [
    ['own', person === request.member],
    ['not_open', !isOnThen(rota, request)],
    ['started', plan.now !== null && plan.now >= give.start],
    ['not_a_member', !isMember(member, give.start) || (member?.until ?? Number.POSITIVE_INFINITY) < give.end],
    ['inactive', member?.inactive ?? false],
    ['away', plan.absences.some((absence) => absence.member === person && overlaps(absence, give))],
    ['on_already', on.some((span) => overlaps(span, give))],
    ['busy', busy.some((span) => overlaps(span, give))],
  ];
  const why = refused.find(([, isSo]) => isSo)?.[0];
  if (why) return { may: false, why };
  const around = { start: give.start - plan.restMs, end: give.end + plan.restMs };
  return { may: true, tired: [...on, ...busy].some((span) => overlaps(span, around)) };
}

/** A request is open while its asker is on in all of it that is in anybody's hours. */
function isOnThen(rota: Pick<Looked, 'shiftsIn'>, { member, give }: Asked): boolean {
  if (member === null) return true;
  return rota.shiftsIn(give).some((shift) => shift.member === member && overlaps(shift, give));
}

function servedBy({ plan, shiftsIn }: Looked, person: string, { start, end }: Span): Span[] {
  return shiftsIn({ start: start - plan.restMs, end: end + plan.restMs }).filter(({ member }) => member === person);
}

export interface Move extends Span {
  from: string;
  to: string;
}

export interface Ring {
  /** Each takes what the next one gives; the last what the first gives. */
  swaps: string[];
  moves: Move[];
}

const mostSeats = 4;

/**
 * Requests that free each other: shortest rings first, then those with the oldest request. A request is in one ring at a time.
 * `requests`: the oldest first. `isOut`: such a ring is passed over.
 */
export function findRings(rota: Looked, requests: readonly SwapRequest[], isOut: (swaps: string[]) => boolean = () => false): Ring[] {
  const known = lookedOnce(rota, requests);
  const open = requests.filter(({ accepts, give }) => accepts !== null && !isPast(rota.plan, give.start));
  const takes = open.map((taker) =>
    open.flatMap((giver, index) =>
      giver.member !== taker.member && isWanted(taker, giver) && isAllowed(known, taker, giver) ? [index] : [],
    ),
  );
  const used = new Set<number>();
  const rings: Ring[] = [];
  const isNews = (path: number[]) => !isOut(path.map((index) => (open[index] as SwapRequest).id));
  for (let seats = 2; seats <= mostSeats; seats++)
    for (const first of open.keys()) {
      const ring = used.has(first) ? null : ringFrom({ open, takes, used, isNews }, [first], seats);
      if (!ring) continue;
      for (const index of ring) used.add(index);
      rings.push(written(ring.map((index) => open[index] as SwapRequest)));
    }
  return rings;
}

/** Every pair is asked about the same few weeks. */
function lookedOnce({ plan, compiled, shiftsIn }: Looked, requests: readonly SwapRequest[]): Looked {
  const around = hullOf(inOrder(requests.map(({ give }) => give)));
  if (!around) return { plan, compiled, shiftsIn };
  const end = Math.max(...requests.map(({ give }) => give.end));
  const all = shiftsIn({ start: around.start - plan.restMs, end: end + plan.restMs });
  return { plan, compiled, shiftsIn: (span) => all.filter((shift) => overlaps(shift, span)) };
}

const isPast = ({ now }: Pick<Plan, 'now'>, start: Instant): boolean => now !== null && start <= now;

/** `null` and spans: in return for nothing, anything, or something within these. */
function isWanted({ accepts }: SwapRequest, { give }: SwapRequest): boolean {
  if (accepts === 'any') return true;
  return !!accepts?.some(({ start, end }) => start <= give.start && give.end <= end);
}

const isAllowed = (rota: Looked, taker: SwapRequest, giver: SwapRequest): boolean => mayTake(rota, giver, taker.member, [taker.give]).may;

interface Search {
  open: readonly SwapRequest[];
  /** By index: whose spans each may take, and wants to. */
  takes: number[][];
  used: ReadonlySet<number>;
  isNews(path: number[]): boolean;
}

/** Everybody of it a different person; it begins with its oldest request. */
function ringFrom(search: Search, path: number[], seats: number): number[] | null {
  const { open, takes, used, isNews } = search;
  const [first = 0] = path;
  const next = takes[path.at(-1) as number] ?? [];
  if (path.length === seats) return next.includes(first) && isNews(path) ? path : null;
  for (const index of next) {
    const isNew = index > first && !used.has(index) && !path.some((one) => open[one]?.member === open[index]?.member);
    const ring = isNew ? ringFrom(search, [...path, index], seats) : null;
    if (ring) return ring;
  }
  return null;
}

function written(ring: SwapRequest[]): Ring {
  const moves = ring.map(({ member }, index): Move => {
    const next = ring[(index + 1) % ring.length] as SwapRequest;
    return { start: next.give.start, end: next.give.end, from: next.member, to: member };
  });
  moves.sort((a, b) => a.start - b.start || (a.from < b.from ? -1 : 1));
  return { swaps: ring.map(({ id }) => id), moves };
}
