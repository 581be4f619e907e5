import { json, type Transaction } from '../database';
import { type DeliveryKind, kinds } from './kinds';

/** Something to be said: what happened, to which record, where. Never the words. */
export interface Debt {
  workspaceId: string;
  /** The same happening has the same key, so that it is owed once: `escalation.card:<id>`, `escalation.line:<event id>:<thread id>`. */
  key: string;
  kind: DeliveryKind;
  subject: string;
  data?: Record<string, unknown>;
  /** Channel id, or a user id for a direct message. */
  lane: string;
  /** Key of the delivery under whose message this one stands. */
  threadKey?: string;
  /** Root of the thread, when it is not one of our messages. */
  threadTs?: string;
  /** The one person who sees it. */
  onlyFor?: string;
  /** Held back until then ("Undo"); what comes after it does not wait. */
  notBefore?: Date;
}

/**
 * Writes down what is owed, in the order given, in the transaction of the change that owes it. A card that is owed already is
 * marked to be redrawn; a notice that is owed already stays as it is. Positions are handed out under a lock of the lane that
 * lasts until COMMIT, so that a lane's order is the order of commits; lanes are locked in one order, so that two changes
 * never wait for each other.
 */
export async function owe(tx: Transaction, debts: Debt | Debt[], now: Date): Promise<void> {
  const list = Array.isArray(debts) ? debts : [debts];
  for (const [, ofLane] of lanesInOrder(list)) await oweInLane(tx, ofLane, now);
}

async function oweInLane(tx: Transaction, debts: Debt[], now: Date): Promise<void> {
  const { workspaceId, lane } = debts[0] as Debt;
  const { lastPosition } = await tx.lane.upsert({
    where: { workspaceId_lane: { workspaceId, lane } },
    create: { workspaceId, lane, lastPosition: debts.length },
    update: { lastPosition: { increment: debts.length } },
  });
  const first = lastPosition - debts.length + 1;

  for (const [index, debt] of debts.entries()) await oweOne(tx, debt, first + index, now);
}

async function oweOne(tx: Transaction, debt: Debt, position: number, now: Date): Promise<void> {
  const { workspaceId, key, kind, subject, data = {}, lane, threadKey, threadTs, onlyFor, notBefore } = debt;
  const { sort, priority } = kinds[kind];
  const owed = await tx.delivery.findUnique({ where: { workspaceId_key: { workspaceId, key } }, select: { id: true, sort: true } });
  if (owed) {
    if (owed.sort !== 'notice') await markDirty(tx, { id: owed.id });
    return;
  }

  await tx.delivery.create({
    data: {
      workspaceId,
      key,
      kind,
      sort,
      priority,
      subject,
      data: json(data),
      lane,
      position,
      threadKey,
      threadTs,
      onlyFor,
      notBefore,
      // A state stands in no order: it is found like a card that has to be drawn again.
      dirty: sort === 'state',
      createdAt: now,
    },
  });
}

/** The cards that show this record are drawn again: ten changes before the next delivery are one update. */
export async function redraw(tx: Transaction, subject: string): Promise<void> {
  await markDirty(tx, { subject, sort: { in: ['card', 'state'] } });
}

async function markDirty(tx: Transaction, where: object): Promise<void> {
  await tx.delivery.updateMany({
    where: { ...where, state: { in: ['pending', 'sent'] } },
    // What Slack refused to show richly may be fine now.
    data: { dirty: true, plainer: false, revision: { increment: 1 } },
  });
}

/** What has not been said yet need not be said any more. */
export async function withdraw(tx: Transaction, where: { workspaceId: string; kind: DeliveryKind; subject: string }): Promise<void> {
  await tx.delivery.updateMany({ where: { ...where, state: 'pending', inDoubt: false }, data: { state: 'withdrawn' } });
}

function lanesInOrder(debts: Debt[]): [string, Debt[]][] {
  const lanes = new Map<string, Debt[]>();
  for (const debt of debts) {
    const lane = `${debt.workspaceId} ${debt.lane}`;
    lanes.set(lane, [...(lanes.get(lane) ?? []), debt]);
  }
  return [...lanes].sort(([a], [b]) => (a < b ? -1 : 1));
}
