import type { Transaction } from '../../database';
import { json } from '../../database';
import type { Prisma } from '../../generated/sqlite/client';
import { difference } from '../audit/rules';
import { record } from '../audit/store';
import { byTitle } from '../people/rules';
import type { Reader } from '../people/store';
import { type Squad, type SquadDraft, squadKey } from './rules';

/** By name. */
export async function squadsOf(read: Reader, workspaceId: string): Promise<Squad[]> {
  const rows = await read.squad.findMany({ where: { workspaceId, removedAt: null }, include: withPeople });
  return rows.map(squadOfRow).sort(byTitle);
}

/** Removed ones too: their past is still shown. */
export async function squadOf(read: Reader, id: string): Promise<Squad | null> {
  const row = await read.squad.findUnique({ where: { id }, include: withPeople });
  return row && squadOfRow(row);
}

/** By key or by name, as typed after `/escalate`. */
export async function squadByKey(read: Reader, workspaceId: string, written: string): Promise<Squad | null> {
  const row = await read.squad.findFirst({ where: { workspaceId, key: squadKey(written), removedAt: null }, include: withPeople });
  return row && squadOfRow(row);
}

/** For a select: names that begin with the words come first, then names and keywords that contain them. */
export async function searchSquads(read: Reader, workspaceId: string, words: string, limit = 100): Promise<Squad[]> {
  const wanted = words.trim().toLowerCase();
  const rank = ({ name, key, keywords }: Squad) => {
    if (name.toLowerCase().startsWith(wanted)) return 0;
    if (name.toLowerCase().includes(wanted) || key.includes(wanted)) return 1;
    return keywords.some((word) => word.includes(wanted)) ? 2 : 3;
  };
  const ranked = (await squadsOf(read, workspaceId)).map((squad) => ({ squad, rank: rank(squad) })).filter(({ rank }) => rank < 3);
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ squad }) => squad);
}

/** A squad that was removed and is named again is the same squad, with its past. */
export async function addSquad(tx: Transaction, workspaceId: string, draft: SquadDraft, actor: string, now: Date): Promise<Squad> {
  const key = squadKey(draft.name);
  const columns = columnsOf(draft);
  const { id } = await tx.squad.upsert({
    where: { workspaceId_key: { workspaceId, key } },
    create: { workspaceId, key, createdAt: now, ...columns },
    update: { ...columns, removedAt: null, revision: { increment: 1 } },
  });
  await setPeople(tx, id, draft);
  await record(tx, { workspaceId, actor, action: 'squad.added', subject: draft.name, after: draft }, now);
  return { ...draft, id, workspaceId, key };
}

/** Answers whether anything changed. */
export async function changeSquad(tx: Transaction, squad: Squad, draft: SquadDraft, actor: string, now: Date): Promise<boolean> {
  const changed = difference<SquadDraft>(draftOf(squad), draft);
  if (!changed) return false;

  const key = squadKey(draft.name);
  await freeKey(tx, squad, key);
  await tx.squad.update({ where: { id: squad.id }, data: { ...columnsOf(draft), key, revision: { increment: 1 } } });
  await setPeople(tx, squad.id, draft);
  await record(tx, { workspaceId: squad.workspaceId, actor, action: 'squad.changed', subject: squad.name, ...changed }, now);
  return true;
}

/** A squad may take the name of one that was removed. */
async function freeKey(tx: Transaction, { id, workspaceId }: Squad, key: string): Promise<void> {
  const held = await tx.squad.findFirst({ where: { workspaceId, key, removedAt: { not: null }, id: { not: id } }, select: { id: true } });
  if (held) await tx.squad.update({ where: { id: held.id }, data: { key: `${key}~${held.id}` } });
}

/** Refused while escalations are open: answers how many. 0: it is removed. */
export async function removeSquad(tx: Transaction, squad: Squad, actor: string, now: Date): Promise<number> {
  const { count } = await tx.squad.updateMany({ where: { id: squad.id, removedAt: null }, data: { revision: { increment: 1 } } });
  if (count === 0) return 0;
  const open = await openEscalations(tx, squad.id);
  if (open > 0) return open;

  await tx.squad.update({ where: { id: squad.id }, data: { removedAt: now } });
  await record(tx, { workspaceId: squad.workspaceId, actor, action: 'squad.removed', subject: squad.name, before: draftOf(squad) }, now);
  return 0;
}

export const openEscalations = (read: Reader, squadId: string): Promise<number> =>
  read.escalation.count({ where: { squadId, state: { in: ['open', 'claimed', 'waiting'] } } });

export function draftOf({
  name,
  channelId,
  pms,
  keywords,
  members,
  manager,
  restrictedChannelId,
  oneWayThreads,
  zone,
  weeklyDigest,
}: Squad): SquadDraft {
  return { name, channelId, pms, keywords, members, manager, restrictedChannelId, oneWayThreads, zone, weeklyDigest };
}

const withPeople = { people: { orderBy: { position: 'asc' } } } as const satisfies Prisma.SquadInclude;

function squadOfRow({
  people,
  createdAt: _,
  removedAt: __,
  revision: ___,
  ...row
}: Prisma.SquadGetPayload<{ include: typeof withPeople }>): Squad {
  const having = (role: string) => people.filter((person) => person.role === role).map(({ userId }) => userId);
  return { ...row, keywords: row.keywords as string[], pms: having('pm'), members: having('member') };
}

function columnsOf({ pms: _, members: __, keywords, ...columns }: SquadDraft) {
  return { ...columns, keywords: json(keywords) };
}

async function setPeople(tx: Transaction, squadId: string, { pms, members }: SquadDraft): Promise<void> {
  await tx.squadPerson.deleteMany({ where: { squadId } });
  const rows = (role: 'pm' | 'member', userIds: string[]) =>
    [...new Set(userIds)].map((userId, position) => ({ squadId, userId, role, position }));
  const people = [...rows('pm', pms), ...rows('member', members)];
  if (people.length > 0) await tx.squadPerson.createMany({ data: people });
}
