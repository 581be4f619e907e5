import { everything } from './settled';
import { raw, type Sql, sql } from './sql';
import { after, longestWaitMs } from './waiting';

/** Conditions on deliveries, in the words of both databases. */

/** May be said, as far as deliberate waits go: its own, or that of the root it stands under. */
export function open(alias: string, now: Date): Sql {
  const [row, parent] = [(name: string) => raw(`${alias}."${name}"`), 'p'];
  return sql`${row('state')} = 'pending' AND ${row('sort')} <> 'state' AND (${row('notBefore')} IS NULL OR ${row('notBefore')} <= ${now})
    AND NOT EXISTS (
      SELECT 1 FROM "Delivery" ${raw(parent)} WHERE p."workspaceId" = ${row('workspaceId')} AND p."key" = ${row('threadKey')}
        AND p."state" = 'pending' AND p."notBefore" > ${now})`;
}

/**
 * The first open row of every lane that has one, as the recursive table `heads`: one step of the index for each lane, however many rows
 * wait behind it.
 */
export function withHeads(now: Date): Sql {
  return sql`WITH RECURSIVE heads("id") AS (
    SELECT (SELECT d."id" FROM "Delivery" d WHERE ${open('d', now)} ORDER BY d."workspaceId", d."lane", d."position" LIMIT 1)
    UNION ALL
    SELECT (
      SELECT n."id" FROM "Delivery" n WHERE ${open('n', now)} AND (n."workspaceId", n."lane") > (d."workspaceId", d."lane")
      ORDER BY n."workspaceId", n."lane", n."position" LIMIT 1)
    FROM heads h JOIN "Delivery" d ON d."id" = h."id"
  )`;
}

/** Not held back by a failed attempt. A wait longer than any of ours is void (see `isWaiting`). */
export const notWaiting = (column: string, now: Date): Sql =>
  sql`(${raw(column)} IS NULL OR ${raw(column)} <= ${now} OR ${raw(column)} > ${after(now, longestWaitMs)})`;

/** Neither the workspace nor this method in this lane rests. */
export const notHeld = (alias: string, method: string, now: Date): Sql => sql`NOT EXISTS (
  SELECT 1 FROM "RateHold" r WHERE r."workspaceId" = ${raw(`${alias}."workspaceId"`)} AND r."until" > ${now}
    AND r."until" <= ${after(now, longestWaitMs)}
    AND (r."method" = ${everything} OR (r."method" = ${method} AND r."lane" = ${raw(`${alias}."lane"`)})))`;
