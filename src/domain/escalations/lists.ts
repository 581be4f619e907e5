import type { EscalationState, Severity } from '../../generated/sqlite/enums';
import type { Reader } from '../people/store';
import { maySeeChannel } from './around';
import type { EscalationRecord } from './record';

export const pageSize = 10;
/** Counting ends here: beyond it, a list says "1,000+". */
export const mostCounted = 1_000;

/** What a queue shows. Pages go on from a key, so that a list that moves skips and repeats nothing. */
export interface QueueChoices {
  squadId: string;
  state: EscalationState | 'all';
  severity: Severity | 'all';
  sort: 'newest' | 'oldest';
  page: PageKey;
}

export interface PageKey {
  /** Number of the last one before the page, or with `back` of the first one after it; `null`: the beginning. */
  from: number | null;
  back: boolean;
  /** How many stand before the page. */
  at: number;
}

export const firstPage: PageKey = { from: null, back: false, at: 0 };

export interface ListPage {
  rows: EscalationRecord[];
  /** At most `mostCounted` + 1. */
  count: number;
  previous: PageKey | null;
  next: PageKey | null;
  at: number;
}

const withThreads = { threads: { orderBy: { position: 'asc' } } } as const;

/** A page of a squad's queue, of what this person may see. `null`: nothing of it. */
export async function squadQueue(read: Reader, workspaceId: string, person: string, choices: QueueChoices): Promise<ListPage | null> {
  const { squadId, state, severity, sort, page } = choices;
  const squad = await read.squad.findFirst({ where: { id: squadId, workspaceId } });
  if (!squad || !(await maySeeChannel(read, squad, person))) return null;

  const { restrictedChannelId } = squad;
  const seesAll = restrictedChannelId && (await maySeeChannel(read, { workspaceId, channelId: restrictedChannelId }, person));
  const where = {
    workspaceId,
    squadId,
    ...(state !== 'all' && { state }),
    ...(severity !== 'all' && { severity }),
    ...(!seesAll && { restricted: false }),
  };
  // Backwards the list is read the other way round, and turned.
  const up = (sort === 'oldest') !== page.back;
  const after = page.from === null ? {} : { number: up ? { gt: page.from } : { lt: page.from } };
  const [found, count] = await Promise.all([
    read.escalation.findMany({
      where: { ...where, ...after },
      orderBy: { number: up ? 'asc' : 'desc' },
      take: pageSize + 1,
      include: withThreads,
    }),
    read.escalation.count({ where, take: mostCounted + 1 }),
  ]);
  return pageOf(found, count, page);
}

function pageOf(found: EscalationRecord[], count: number, { from, back, at }: PageKey): ListPage {
  const hasMore = found.length > pageSize;
  const rows = found.slice(0, pageSize);
  if (back) rows.reverse();
  const first = rows[0]?.number ?? null;
  const last = rows.at(-1)?.number ?? null;
  const before = back ? hasMore : from !== null;
  const behind = back ? true : hasMore;
  return {
    rows,
    count,
    at,
    previous: before && first !== null ? { from: first, back: true, at: Math.max(0, at - pageSize) } : null,
    next: behind && last !== null ? { from: last, back: false, at: at + rows.length } : null,
  };
}

const openStates: EscalationState[] = ['open', 'claimed', 'waiting', 'resolved'];
/** More of their own than that nobody has open. */
const mostMine = 200;

/** What this person raised or has, and is not closed: the newest first. */
export async function myEscalations(read: Reader, workspaceId: string, person: string, page: PageKey): Promise<ListPage> {
  const of = (whose: { raisedBy: string } | { owner: string }) =>
    read.escalation.findMany({
      where: { workspaceId, ...whose, state: { in: openStates } },
      select: { id: true, number: true },
      orderBy: { number: 'desc' },
      take: mostMine,
    });
  const both = [...(await of({ raisedBy: person })), ...(await of({ owner: person }))];
  const all = [...new Map(both.map((one) => [one.id, one])).values()].sort((a, b) => b.number - a.number);

  const { from, back } = page;
  const rest = from === null ? all : all.filter(({ number }) => (back ? number > from : number < from));
  const wanted = (back ? rest.reverse() : rest).slice(0, pageSize + 1).map(({ id }) => id);
  const rows = await read.escalation.findMany({ where: { id: { in: wanted } }, include: withThreads });
  return pageOf(
    rows.sort((a, b) => wanted.indexOf(a.id) - wanted.indexOf(b.id)),
    all.length,
    page,
  );
}

const mostNeeds = 6;

export interface NeedsYou {
  /** Asked of this agent. */
  questions: EscalationRecord[];
  /** Answered, and not said yet whether that solves it. */
  answers: EscalationRecord[];
  /** Asked to claim. */
  pages: EscalationRecord[];
}

/** What waits for this person. One more than is shown tells that there are more. */
export async function needsYou(read: Reader, workspaceId: string, person: string): Promise<NeedsYou> {
  const take = mostNeeds;
  const mine = { workspaceId, raisedBy: person };
  const [questions, answers, pages] = await Promise.all([
    read.escalation.findMany({
      where: { ...mine, state: 'waiting', turn: 'agent' },
      orderBy: { askedAt: 'asc' },
      take,
      include: withThreads,
    }),
    read.escalation.findMany({
      where: { ...mine, state: 'resolved' },
      orderBy: { resolvedAt: 'asc' },
      take: mostMine,
      include: withThreads,
    }),
    read.page.findMany({
      where: { workspaceId, person, outcome: 'asked', escalation: { state: 'open' } },
      orderBy: { askedAt: 'asc' },
      take,
      include: { escalation: { include: withThreads } },
    }),
  ]);
  const unsaid = answers.filter(({ threads }) => threads.some(({ agent, outcome }) => agent === person && outcome === 'answered'));
  return {
    questions,
    answers: unsaid.slice(0, take),
    pages: pages.filter(({ round, escalation }) => round === escalation.round).map(({ escalation }) => escalation),
  };
}

/** The squads whose work this person does: named in them, or in their channels. */
export async function squadsOfPerson(read: Reader, workspaceId: string, person: string): Promise<{ id: string; name: string }[]> {
  const [named, inside] = await Promise.all([
    read.squadPerson.findMany({ where: { userId: person }, select: { squadId: true } }),
    read.channelMember.findMany({ where: { workspaceId, userId: person }, select: { channelId: true } }),
  ]);
  const id = { in: named.map(({ squadId }) => squadId) };
  const channelId = { in: inside.map((one) => one.channelId) };
  return read.squad.findMany({
    where: { workspaceId, removedAt: null, OR: [{ id }, { channelId }, { manager: person }] },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  });
}
