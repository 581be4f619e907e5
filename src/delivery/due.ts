import type { Database } from '../database';
import { withHeads } from './heads';
import { everything } from './settled';
import { type Dialect, sql } from './sql';
import type { Tuning } from './tuning';
import { after, isWaiting, longestWaitMs, pacedUntil } from './waiting';

interface Head {
  workspaceId: string;
  lane: string;
  retryAt: Date | null;
  freeAt: Date | null;
}

/** Whether anything is still to be said or drawn, now or later. */
export async function somethingWaits(read: Database['read']): Promise<boolean> {
  const [found] = await read.$queryRaw<{ waits: number | bigint }[]>`SELECT CASE WHEN
      EXISTS (SELECT 1 FROM "Delivery" WHERE "state" = 'pending') OR EXISTS (SELECT 1 FROM "Delivery" WHERE "dirty" = true AND "state" = 'sent')
    THEN 1 ELSE 0 END AS "waits"`;
  return Number(found?.waits) === 1;
}

/** When something can be done next: an instant that has passed if it is due now, `null` if nothing waits. What others hold is left out. */
export async function nextDue(read: Database['read'], dialect: Dialect, tuning: Tuning, now: Date): Promise<Date | null> {
  const all = [await nextHead(read, dialect, tuning, now), await nextOpening(read, now), await nextRedraw(read, dialect, now)];
  const known = all.filter((at) => at !== null).map((at) => at.getTime());
  return known.length > 0 ? new Date(Math.min(...known)) : null;
}

async function nextHead(read: Database['read'], dialect: Dialect, tuning: Tuning, now: Date): Promise<Date | null> {
  const heads = await read.$queryRaw<Head[]>(sql`${withHeads(dialect, now)}
    SELECT d."workspaceId", d."lane", d."retryAt", l."freeAt"
    ${dialect.fromHeads} JOIN "Lane" l ON l."workspaceId" = d."workspaceId" AND l."lane" = d."lane"
    WHERE NOT ${dialect.leased('d')}`);
  const holds = await read.rateHold.findMany({ where: { until: { gt: now, lte: after(now, longestWaitMs) } } });

  const due = heads.map(({ workspaceId, lane, retryAt, freeAt }) => {
    const held = holds.filter(
      (hold) =>
        hold.workspaceId === workspaceId && (hold.method === everything || (hold.method === 'chat.postMessage' && hold.lane === lane)),
    );
    const waits = [retryAt && new Date(retryAt), ...held.map(({ until }) => until)].filter((until) => isWaiting(until, now));
    return Math.max(pacedUntil(freeAt && new Date(freeAt), now, tuning).getTime(), ...waits.map((until) => (until as Date).getTime()));
  });
  return due.length > 0 ? new Date(Math.min(...due)) : null;
}

/** The end of a deliberate wait. */
async function nextOpening(read: Database['read'], now: Date): Promise<Date | null> {
  const { _min } = await read.delivery.aggregate({ where: { state: 'pending', notBefore: { gt: now } }, _min: { notBefore: true } });
  return _min.notBefore;
}

async function nextRedraw(read: Database['read'], dialect: Dialect, now: Date): Promise<Date | null> {
  const rows = await read.$queryRaw<{ retryAt: Date | null }[]>(sql`
    SELECT d."retryAt" FROM "Delivery" d
    WHERE d."dirty" = true AND (d."state" = 'sent' OR (d."state" = 'pending' AND d."sort" = 'state'))
      AND (d."notBefore" IS NULL OR d."notBefore" <= ${now}) AND NOT ${dialect.leased('d')}`);
  const due = rows.map(({ retryAt }) => (retryAt && isWaiting(new Date(retryAt), now) ? new Date(retryAt) : now).getTime());
  return due.length > 0 ? new Date(Math.min(...due)) : null;
}
