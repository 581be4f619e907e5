import { type Database, type Transaction, writeTx } from '../../../database';
import { takeReceipt } from '../../../receipts';
import type { Reader } from '../../people/store';
import { hashOfSecret, newSecret } from './secret';

/** Somebody's own calendar of one rotation; `null`: of their own shifts in every rotation. */
export interface FeedKey {
  workspaceId: string;
  userId: string;
  rotationId: string | null;
}

/** What somebody presses, once: `source` names the press. */
export interface Wish extends FeedKey {
  source: string;
}

export type Linked = { is: 'shown'; secret: string } | { is: 'too_many' } | { is: 'done_before' };

export const mostLinks = 10;

/** `Show link`: makes an address, which is shown this once; those that were shown before go on. */
export function showLink(db: Database, wish: Wish, now: Date): Promise<Linked> {
  return once(db, wish, now, async (tx) => {
    if ((await tx.calendarFeed.count({ where: living(wish) })) >= mostLinks) return { is: 'too_many' };
    return newLink(tx, wish, now);
  });
}

/** `Renew link`: makes an address, and ends every other one of this feed. */
export function renewLink(db: Database, wish: Wish, now: Date): Promise<Linked> {
  return once(db, wish, now, async (tx) => {
    await revoke(tx, wish, now);
    return newLink(tx, wish, now);
  });
}

/** `Stop`: answers how many addresses are dead now. */
export async function stopLink(db: Database, wish: Wish, now: Date): Promise<number> {
  return writeTx(db, async (tx) => {
    await takeReceipt(tx, wish.workspaceId, wish.source, now);
    return revoke(tx, wish, now);
  });
}

/** How many addresses each feed of a person has, by rotation. */
export async function linksOf(read: Reader, workspaceId: string, userId: string): Promise<Map<string | null, number>> {
  const rows = await read.calendarFeed.findMany({ where: { workspaceId, userId, revokedAt: null }, select: { rotationId: true } });
  const counts = new Map<string | null, number>();
  for (const { rotationId } of rows) counts.set(rotationId, (counts.get(rotationId) ?? 0) + 1);
  return counts;
}

async function once(db: Database, wish: Wish, now: Date, work: (tx: Transaction) => Promise<Linked>): Promise<Linked> {
  return writeTx(db, async (tx) => {
    if (!(await takeReceipt(tx, wish.workspaceId, wish.source, now))) return { is: 'done_before' };
    return work(tx);
  });
}

async function newLink(tx: Transaction, { workspaceId, userId, rotationId }: FeedKey, now: Date): Promise<Linked> {
  const secret = newSecret();
  await tx.calendarFeed.create({ data: { workspaceId, userId, rotationId, secretHash: hashOfSecret(secret), createdAt: now } });
  return { is: 'shown', secret };
}

async function revoke(tx: Transaction, wish: FeedKey, now: Date): Promise<number> {
  const { count } = await tx.calendarFeed.updateMany({ where: living(wish), data: { revokedAt: now } });
  return count;
}

const living = ({ workspaceId, userId, rotationId }: FeedKey) => ({ workspaceId, userId, rotationId, revokedAt: null });
