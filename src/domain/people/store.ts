import type { Database, Transaction } from '../../database';
import type { Person } from '../../generated/sqlite/client';
import type { Right } from '../../generated/sqlite/enums';
import { record } from '../audit/store';
import { byName, isFullMember } from './rules';

/** Reading works on both: on the connection for reading, and in the midst of a change. */
export type Reader = Database['read'] | Transaction;

export interface Rights {
  /** Named ones only; Slack's own admins and owners come on top. */
  admins: string[];
  supportEngineers: string[];
}

export const personOf = (read: Reader, workspaceId: string, userId: string): Promise<Person | null> =>
  read.person.findUnique({ where: { workspaceId_userId: { workspaceId, userId } } });

export const peopleOf = (read: Reader, workspaceId: string, userIds: string[]): Promise<Person[]> =>
  read.person.findMany({ where: { workspaceId, userId: { in: userIds } } });

/** Slack's admins and owners, and who was named; no longer when deactivated or made a guest. */
export async function isAdmin(read: Reader, workspaceId: string, userId: string): Promise<boolean> {
  const person = await personOf(read, workspaceId, userId);
  if (!person || !isFullMember(person)) return false;
  return person.isAdmin || hasRight(read, workspaceId, userId, 'admin');
}

export async function isSupportEngineer(read: Reader, workspaceId: string, userId: string): Promise<boolean> {
  const person = await personOf(read, workspaceId, userId);
  return person !== null && isFullMember(person) && hasRight(read, workspaceId, userId, 'support_engineer');
}

/** Everybody who is an admin now, by name. Slack's own are among them as far as they are known here. */
export async function adminsOf(read: Reader, workspaceId: string): Promise<Person[]> {
  const { admins } = await rightsOf(read, workspaceId);
  const people = await read.person.findMany({
    where: { workspaceId, OR: [{ isAdmin: true }, { userId: { in: admins } }] },
  });
  return people.filter(isFullMember).sort(byName);
}

export async function rightsOf(read: Reader, workspaceId: string): Promise<Rights> {
  const rows = await read.personRight.findMany({ where: { workspaceId }, orderBy: [{ grantedAt: 'asc' }, { userId: 'asc' }] });
  const having = (right: Right) => rows.filter((row) => row.right === right).map(({ userId }) => userId);
  return { admins: having('admin'), supportEngineers: having('support_engineer') };
}

/** Makes these the ones who were named; answers whether anything changed. */
export async function nameRights(tx: Transaction, workspaceId: string, after: Rights, actor: string, now: Date): Promise<boolean> {
  const before = await rightsOf(tx, workspaceId);
  const changed = [
    await setRight(tx, workspaceId, 'admin', before.admins, after.admins, actor, now),
    await setRight(tx, workspaceId, 'support_engineer', before.supportEngineers, after.supportEngineers, actor, now),
  ].some(Boolean);
  if (changed)
    await record(
      tx,
      { workspaceId, actor, action: 'people.changed', subject: 'people', before, after: await rightsOf(tx, workspaceId) },
      now,
    );
  return changed;
}

async function setRight(
  tx: Transaction,
  workspaceId: string,
  right: Right,
  before: string[],
  after: string[],
  grantedBy: string,
  grantedAt: Date,
): Promise<boolean> {
  const taken = before.filter((userId) => !after.includes(userId));
  const given = [...new Set(after)].filter((userId) => !before.includes(userId));
  await tx.personRight.deleteMany({ where: { workspaceId, right, userId: { in: taken } } });
  for (const userId of given) await tx.personRight.create({ data: { workspaceId, right, userId, grantedBy, grantedAt } });
  return taken.length + given.length > 0;
}

const hasRight = async (read: Reader, workspaceId: string, userId: string, right: Right): Promise<boolean> =>
  (await read.personRight.count({ where: { workspaceId, userId, right } })) > 0;
