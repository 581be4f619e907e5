import type { Database } from '../database';
import { draftToContinue } from '../domain/escalations/forms';
import type { DrawnHome, Home } from '../domain/escalations/homes';
import { firstPage, type ListPage, myEscalations, needsYou, squadQueue, squadsOfPerson } from '../domain/escalations/lists';
import type { EscalationRecord } from '../domain/escalations/record';
import { mayEscalate } from '../domain/people/rules';
import { isAdmin, personOf } from '../domain/people/store';
import { type HomeRotation, homeRotation } from '../domain/rotation/home';
import { type RotationNeed, rotationNeeds } from '../domain/rotation/needs';
import { onDuty } from '../domain/rotation/onDuty';
import { mayActForSquad } from '../domain/squads/rights';
import { squadOf } from '../domain/squads/store';
import { addressIn, namesOf } from './escalations/facts';
import { type HomeFacts, homePage } from './home/page';
import type { RowFacts } from './home/rows';

type Read = Database['read'];

/** Reads what somebody's App Home shows now, and draws it. */
export async function drawHome(read: Read, home: Home, now: Date): Promise<DrawnHome> {
  const facts = await homeFacts(read, home, now);
  return { view: homePage(facts), squadId: facts.queue?.squad.id ?? null };
}

async function homeFacts(read: Read, { workspaceId, userId, choices }: Home, now: Date): Promise<HomeFacts> {
  const person = await personOf(read, workspaceId, userId);
  const base = { choices, isKnown: person !== null, isMember: mayEscalate(person), isAdmin: await isAdmin(read, workspaceId, userId), now };
  if (!base.isMember) return { ...base, ...nothing, rows: await rowFacts(read, workspaceId, [], []) };

  const squads = await squadsOfPerson(read, workspaceId, userId);
  const [draft, needs, mine, duty, queue, rotation, waiting] = await Promise.all([
    draftToContinue(read, workspaceId, userId, now),
    needsYou(read, workspaceId, userId),
    myEscalations(read, workspaceId, userId, choices.mine),
    dutyOf(read, workspaceId, squads, now),
    queueOf(read, { workspaceId, userId, choices }, squads[0]?.id ?? null),
    choices.part === 'rotation' ? homeRotation(read, workspaceId, userId, now) : null,
    rotationNeeds(read, workspaceId, userId),
  ]);
  const shown = [...needs.pages, ...needs.questions, ...needs.answers, ...mine.rows, ...(queue?.page?.rows ?? [])];
  const rows = await rowFacts(read, workspaceId, shown, [...(rotation ? peopleIn(rotation) : []), ...waiting.flatMap(peopleAsking)]);
  return { ...base, draft: draft && { id: draft.id }, needs: { ...needs, rotation: waiting }, mine, onDuty: duty, queue, rotation, rows };
}

const noRows: ListPage = { rows: [], count: 0, at: 0, previous: null, next: null };
const nothing = {
  draft: null,
  needs: { questions: [], answers: [], pages: [], rotation: [] },
  onDuty: [],
  mine: noRows,
  queue: null,
  rotation: null,
};

/** The first page of the first squad, where nothing was chosen. */
async function queueOf(read: Read, { workspaceId, userId, choices }: Home, own: string | null): Promise<HomeFacts['queue']> {
  const first = { workspaceId, removedAt: null };
  const chosen = choices.squadId ?? own;
  const found =
    (chosen && (await read.squad.findFirst({ where: { id: chosen, ...first } }))) ||
    (await read.squad.findFirst({ where: first, orderBy: { name: 'asc' } }));
  const squad = found && (await squadOf(read, found.id));
  if (!squad) return null;

  const { state, severity, sort, queue } = choices;
  const page = squad.id === chosen ? queue : firstPage;
  return {
    squad: { id: squad.id, name: squad.name, hasRotation: await hasRotation(read, squad.id) },
    page: await squadQueue(read, workspaceId, userId, { squadId: squad.id, state, severity, sort, page }),
    mayAct: await mayActForSquad(read, squad, userId),
  };
}

/** Of a person's own squads; who belongs to none sees the first by name. */
const mostSquads = 5;

async function dutyOf(read: Read, workspaceId: string, own: { id: string; name: string }[], now: Date): Promise<HomeFacts['onDuty']> {
  const first = { where: { workspaceId, removedAt: null }, orderBy: { name: 'asc' }, take: mostSquads } as const;
  const squads = own.length > 0 ? own.slice(0, mostSquads) : await read.squad.findMany(first);
  return Promise.all(
    squads.map(async ({ id, name }) => {
      const { on, next } = await onDuty(read, id, now);
      const users = on.map(({ user }) => user);
      const nameOf = await namesOf(read, workspaceId, [...users, ...(next?.on ?? [])]);
      const then = next && { start: next.start, people: next.on.map(nameOf) };
      return { squad: name, people: users.map(nameOf), next: then };
    }),
  );
}

const hasRotation = async (read: Read, squadId: string): Promise<boolean> =>
  (await read.rotation.count({ where: { squadId, kind: 'turns', removedAt: null } })) > 0;

const peopleAsking = (need: RotationNeed): string[] => (need.is === 'handoff' ? need.from : [need.by]);

const peopleIn = ({ stints, rotations }: HomeRotation): string[] => [
  ...stints.flatMap(({ hosts }) => hosts),
  ...rotations.flatMap(({ now }) => (now.is === 'turns' ? now.on : [])),
];

async function rowFacts(read: Read, workspaceId: string, records: EscalationRecord[], others: string[]): Promise<RowFacts> {
  const ids = <T>(values: (T | null)[]) => [...new Set(values.filter((value) => value !== null))] as T[];
  const [squads, customers, nameOf, address] = await Promise.all([
    read.squad.findMany({ where: { id: { in: ids(records.map(({ squadId }) => squadId)) } }, select: { id: true, name: true } }),
    read.customer.findMany({ where: { id: { in: ids(records.map(({ customerId }) => customerId)) } }, select: { id: true, name: true } }),
    namesOf(read, workspaceId, [...records.flatMap(({ owner, askedBy }) => [owner, askedBy]), ...others]),
    addressIn(read, workspaceId),
  ]);
  const squadNames = new Map(squads.map(({ id, name }) => [id, name]));
  const customerNames = new Map(customers.map(({ id, name }) => [id, name]));
  return {
    nameOf,
    address,
    squadName: (id) => squadNames.get(id) ?? '',
    customerName: (id) => (id ? (customerNames.get(id) ?? null) : null),
  };
}
