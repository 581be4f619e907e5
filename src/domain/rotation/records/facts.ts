import { dateOfDay, dayMs, dayOf } from '../../calendar/zone';
import { isFullMember } from '../../people/rules';
import { peopleOf, type Reader } from '../../people/store';
import { holidaysIn, laterToo } from './holidays';
import type { RotationRecord, Version } from './rotation';
import { type RotationSettings, rotationSettings, scalesOf } from './settings';

/** How long what was is looked back at: that far the health of a rotation reaches. */
const lookBackMs = 13 * 7 * dayMs;

/** What is known beside the definition, as `backline rota` reads it. */
export interface Facts {
  members: object[];
  absences: object[];
  changes: object[];
  holidays: Record<string, string[]>;
  /** What really was, before `now`. */
  history: object[];
  busy: object[];
  swaps: object[];
  /** What the workspace says for all rotations. */
  settings: RotationSettings;
}

/** Everything that bears on the shifts from `now` until then. */
export async function factsOf(read: Reader, rotation: RotationRecord, now: Date, until: Date): Promise<Facts> {
  const since = new Date(now.getTime() - lookBackMs);
  const members = await membersOf(read, rotation);
  const ids = members.map(({ id }) => id);
  const regions = [...new Set([...members.flatMap(({ region }) => region ?? []), ...ownRegions(rotation)])];
  const span = { start: { lt: until }, end: { gt: since } };
  const [absences, changes, holidays, shifts, busy, swaps, settings] = await Promise.all([
    read.absence.findMany({
      where: { workspaceId: rotation.workspaceId, withdrawnAt: null, userId: { in: ids }, ...span },
      orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
    }),
    read.rotationChange.findMany({
      where: { rotationId: rotation.id, withdrawnAt: null, ...span },
      orderBy: [{ acceptedAt: 'asc' }, { id: 'asc' }],
    }),
    holidaysIn(read, rotation.workspaceId, regions, datesBetween(since, until)),
    read.shift.findMany({
      where: { rotationId: rotation.id, start: { lt: now }, end: { gt: since }, state: { in: ['planned', 'on', 'served'] } },
      orderBy: { start: 'asc' },
    }),
    read.shift.findMany({
      where: {
        workspaceId: rotation.workspaceId,
        rotationId: { not: rotation.id },
        userId: { in: ids },
        start: { lt: until },
        end: { gt: now },
        state: { in: ['planned', 'on'] },
      },
      orderBy: { start: 'asc' },
    }),
    read.swapRequest.findMany({
      where: { rotationId: rotation.id, state: { in: ['open', 'offered', 'agreed'] }, end: { gt: now } },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    }),
    rotationSettings(read, rotation.workspaceId),
  ]);
  return {
    members,
    absences: absences.map(({ id, userId, start, end, forgiven }) => ({ id, member: userId, from: iso(start), to: iso(end), forgiven })),
    changes: changes.map(({ id, kind, from, to, start, end, layer, source, because }) => ({
      ...{ id, kind, from, to, start: iso(start), end: iso(end), layer, source, because },
    })),
    holidays,
    settings,
    history: shifts.map(({ userId, start, end }) => ({ member: userId, start: iso(start), end: end > now ? null : iso(end) })),
    busy: busy.map(({ userId, start, end }) => ({ member: userId, start: iso(start), end: iso(end) })),
    swaps: swaps.map(({ id, asker, start, end, inReturn }) => ({
      ...{ id, member: asker, give: { start: iso(start), end: iso(end) }, accepts: inReturn === 'ask' ? 'any' : inReturn },
    })),
  };
}

export interface DefinitionAt {
  now: Date | null;
  settledUntil: Date | null;
}

/** The JSON of one version with all that is known: what `readPlan` and `backline rota` understand. */
export function definitionOf(rotation: RotationRecord, version: Version, facts: Facts, { now, settledUntil }: DefinitionAt): object {
  const { holidays, settings, ...more } = facts;
  const definition = version.definition as { region?: string | null; layers?: { name: string }[]; holidays?: Record<string, string[]> };
  const given = rotation.given.version === version.number ? rotation.given.layers : {};
  return {
    ...scalesOf(settings, definition.region ?? null),
    ...definition,
    ...more,
    holidays: laterToo(definition.holidays ?? {}, holidays),
    layers: (definition.layers ?? []).map((layer) => ({ ...layer, chosen: given[layer.name] ?? {} })),
    history: now ? facts.history : [],
    now: now && iso(now),
    settledUntil: settledUntil && iso(settledUntil),
  };
}

async function membersOf(read: Reader, { id: rotationId, workspaceId }: RotationRecord) {
  const rows = await read.rotationMember.findMany({ where: { rotationId }, orderBy: { from: 'asc' } });
  const sums = new Map(rows.map(({ userId, balance, lastEnd }) => [userId, { balance, lastEnd }]));
  // Who left before they had joined, or only served, was never a member.
  const real = rows.filter(({ from, until }) => until === null || from < until);
  const newest = [...new Map(real.map((row) => [row.userId, { ...row, ...sums.get(row.userId) }])).values()];
  const ids = newest.map(({ userId }) => userId);
  const people = new Map((await peopleOf(read, workspaceId, ids)).map((person) => [person.userId, person]));
  const times = await read.supportTimes.findMany({ where: { workspaceId, userId: { in: ids } }, select: { userId: true, region: true } });
  const regions = new Map(times.map(({ userId, region }) => [userId, region]));
  return newest.map(({ userId, from, until, region, balance, lastEnd }) => {
    const person = people.get(userId);
    return {
      id: userId,
      ...(person && { zone: person.zone, inactive: !isFullMember(person) }),
      region: region ?? regions.get(userId) ?? null,
      from: iso(from),
      until: until && iso(until),
      balance,
      lastEnd: lastEnd && iso(lastEnd),
    };
  });
}

function ownRegions({ versions }: RotationRecord): string[] {
  return versions.flatMap(({ definition: { region } }) => (typeof region === 'string' ? [region] : []));
}

function datesBetween(since: Date, until: Date) {
  const date = (at: Date, days: number) => dateOfDay(dayOf(at.getTime()) + days);
  return { from: date(since, -1), to: date(until, 1) };
}

export const iso = (at: Date): string => at.toISOString();
