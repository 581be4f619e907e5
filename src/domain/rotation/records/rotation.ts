import type { Prisma } from '../../../generated/sqlite/client';
import type { RotationKind } from '../../../generated/sqlite/enums';
import { byTitle, isFullMember } from '../../people/rules';
import { adminsOf, peopleOf, type Reader } from '../../people/store';
import { squadKey } from '../../squads/rules';
import { squadOf } from '../../squads/store';
import { Options } from './options';

/** A rotation as it is kept. */
export interface RotationRecord {
  id: string;
  workspaceId: string;
  squadId: string | null;
  key: string;
  name: string;
  kind: RotationKind;
  channelId: string;
  options: Options;
  revision: number;
  publishedUntil: Date | null;
  given: Given;
  createdBy: string;
  createdAt: Date;
  removedAt: Date | null;
  /** By number: one after the other. */
  versions: Version[];
}

export interface Version {
  number: number;
  appliesFrom: Date;
  /** What `backline rota` reads. */
  definition: Record<string, unknown>;
}

/** Turns that were given out by balance: of which version, by layer, by turn. */
export interface Given {
  version: number;
  layers: Record<string, Record<string, string[]>>;
}

/** `null` when there is none of that id in the workspace. Removed ones too: their past is still shown. */
export async function findRotation(read: Reader, workspaceId: string, id: string): Promise<RotationRecord | null> {
  const row = await read.rotation.findUnique({ where: { id }, include: withVersions });
  return row?.workspaceId === workspaceId ? recordOf(row) : null;
}

/** By name. */
export async function rotationsOf(read: Reader, workspaceId: string): Promise<RotationRecord[]> {
  const rows = await read.rotation.findMany({ where: { workspaceId, removedAt: null }, include: withVersions });
  return rows.map(recordOf).sort(byTitle);
}

/** The oldest first: the first of turns is the squad's own. */
export async function rotationsOfSquad(read: Reader, squadId: string): Promise<RotationRecord[]> {
  const rows = await read.rotation.findMany({
    where: { squadId, removedAt: null },
    include: withVersions,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(recordOf);
}

/** As typed after `/rota next` or on the command line. */
export async function rotationByName(read: Reader, workspaceId: string, written: string): Promise<RotationRecord | null> {
  const row = await read.rotation.findUnique({
    where: { workspaceId_key: { workspaceId, key: squadKey(written) } },
    include: withVersions,
  });
  return row && row.removedAt === null ? recordOf(row) : null;
}

/** Who looks after a rotation: who was named, else the squad's PMs, else who made it; those who left are left out. */
export async function leadsOf(read: Reader, rotation: RotationRecord): Promise<string[]> {
  const { workspaceId, squadId, options, createdBy } = rotation;
  const pms = squadId ? ((await squadOf(read, squadId))?.pms ?? []) : [];
  for (const named of [options.leads, pms, [createdBy]]) {
    const active = await activeOf(read, workspaceId, named);
    if (active.length > 0) return active;
  }
  return (await adminsOf(read, workspaceId)).map(({ userId }) => userId);
}

/** Whom to ask when nobody is on: who was named for it, else the leads. */
export async function fallbackOf(read: Reader, rotation: RotationRecord): Promise<string[]> {
  const named = await activeOf(read, rotation.workspaceId, rotation.options.whenNobody);
  return named.length > 0 ? named : leadsOf(read, rotation);
}

async function activeOf(read: Reader, workspaceId: string, users: string[]): Promise<string[]> {
  const people = await peopleOf(read, workspaceId, users);
  const active = new Set(people.filter(isFullMember).map(({ userId }) => userId));
  return users.filter((user) => active.has(user));
}

/** In force at an instant; the first one before it began, and of one without versions none. */
export function versionAt({ versions }: Pick<RotationRecord, 'versions'>, at: Date): Version | undefined {
  return versions.findLast(({ appliesFrom }) => appliesFrom <= at) ?? versions[0];
}

const withVersions = { versions: { orderBy: { number: 'asc' } } } as const satisfies Prisma.RotationInclude;

type Row = Prisma.RotationGetPayload<{ include: typeof withVersions }>;

/** A later version may apply from earlier on: what it replaces never was. */
function recordOf({ options, given, versions, ...row }: Row): RotationRecord {
  const inForce = versions.filter(({ appliesFrom }, index) => versions.slice(index + 1).every((later) => later.appliesFrom > appliesFrom));
  return {
    ...row,
    options: Options.parse(options),
    given: given as unknown as Given,
    versions: inForce.map(({ number, appliesFrom, definition }) => ({
      number,
      appliesFrom,
      definition: definition as Version['definition'],
    })),
  };
}
