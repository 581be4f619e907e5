import type { Delivery } from '../generated/sqlite/client';
import { isWaiting } from './waiting';

/** The delivery under whose message another one stands. */
export type Parent = Pick<Delivery, 'key' | 'state' | 'ts'>;

export interface Next {
  /** May be said now, in this order. */
  say: Delivery[];
  /** Will never have a thread to stand in. */
  orphaned: Delivery[];
}

interface Lane {
  parentOf(row: Delivery): Parent | undefined;
  isLeased(row: Delivery): boolean;
  now: Date;
  /** How many may be said. */
  most: number;
}

/**
 * What of a lane may be said now, given its pending rows in order of position. A failed attempt that waits, or a row in somebody's
 * hands, holds everything behind it: order is kept. A deliberate wait ("Undo"), or a reply whose root waits deliberately, holds nobody.
 */
export function nextInLane(rows: Delivery[], { parentOf, isLeased, now, most }: Lane): Next {
  const say: Delivery[] = [];
  const orphaned: Delivery[] = [];
  const going = new Set<string>();

  for (const row of rows) {
    if (row.notBefore && row.notBefore > now) continue;
    if (isLeased(row) || isWaiting(row.retryAt, now)) break;

    const root = rootOf(row, parentOf(row), going);
    if (root === 'never') orphaned.push(row);
    if (root !== 'ready') continue;

    // An ephemeral message cannot be read back: it goes alone, so that one in doubt was really about to be said.
    if (say.length >= most || (row.onlyFor && say.length > 0)) break;
    say.push(row);
    going.add(row.key);
    if (row.onlyFor) break;
  }
  return { say, orphaned };
}

function rootOf(row: Delivery, parent: Parent | undefined, going: Set<string>): 'ready' | 'later' | 'never' {
  if (row.threadKey === null) return 'ready';
  if (!parent) return 'never';
  if (parent.ts !== null || going.has(parent.key)) return 'ready';
  return parent.state === 'pending' ? 'later' : 'never';
}
