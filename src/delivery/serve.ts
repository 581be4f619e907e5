import type { Delivery } from '../generated/sqlite/client';
import type { ClaimedLane } from './claim';
import type { Desk } from './desk';
import { redraw } from './redraw';
import { say } from './say';
import { everything, letsFollow, type Settled } from './settled';
import { again, released } from './verdicts';

export interface Counter {
  /** `false`: begin nothing more. */
  mayGoOn(): boolean;
  /** Takes in what became of a row, to be written. */
  report(settled: Settled): void;
}
type Report = Counter['report'];

/** Says the rows of one lane one after the other; the first that cannot be said now sends those behind it back. */
export async function serveLane(
  desk: Desk,
  { rows, roots }: ClaimedLane,
  { mayGoOn, isRestored, report }: Counter & { isRestored(row: Delivery): boolean },
): Promise<void> {
  for (const [index, row] of rows.entries()) {
    if (!mayGoOn() || !desk.hasTime()) return sendBack(rows.slice(index), report);

    const rootTs = row.threadKey === null ? (row.threadTs ?? undefined) : roots.get(row.threadKey);
    const hasPlace = row.threadKey === null || rootTs !== undefined;
    // Its root had nothing to say: whoever claims it next will see that.
    const settled = hasPlace ? await careful(desk, row, () => say(desk, row, rootTs, row.inDoubt || isRestored(row))) : released(row);
    report(settled);
    if (hasPlace && !letsFollow(settled)) return sendBack(rows.slice(index + 1), report);
    if (settled.change.ts) roots.set(row.key, settled.change.ts);
  }
}

export async function serveRedraw(desk: Desk, row: Delivery, { mayGoOn, report }: Counter): Promise<void> {
  report(mayGoOn() ? await careful(desk, row, () => redraw(desk, row)) : released(row));
}

/** Not connected to their workspace (any more): it rests, and they wait. */
export function withoutSlack(rows: Delivery[], now: Date, report: Report): void {
  const [first, ...rest] = rows as [Delivery, ...Delivery[]];
  const settled = again(first, 'not_connected', now, restMs);
  report({ ...settled, hold: { method: everything, lane: everything, until: new Date(now.getTime() + restMs) } });
  sendBack(rest, report);
}

const restMs = 5 * 60_000;

function sendBack(rows: Delivery[], report: Report): void {
  for (const row of rows) report(released(row));
}

/** A mistake of ours must not lose a row: it is tried again, and looked for first. */
async function careful(desk: Desk, row: Delivery, work: () => Promise<Settled>): Promise<Settled> {
  try {
    return await work();
  } catch (error) {
    desk.deps.log.error({ err: error, delivery: row.id, kind: row.kind }, 'A delivery broke off');
    const settled = again(row, 'broke_off', desk.now());
    const change = { ...settled.change, renderedHash: null };
    return row.state === 'pending' ? { ...settled, what: 'unknown', change: { ...change, inDoubt: true } } : { ...settled, change };
  }
}
