import { everything } from './settled';
import type { Dialect } from './sql';
import { raw, type Sql, sql } from './sql';
import { after, longestWaitMs } from './waiting';

/** Conditions on deliveries, in the words of both databases. */

/**
 * May be said, as far as deliberate waits go: its own, or that of the root it stands under. (The root is looked up by its key alone, and
 * only for replies: a planner that knows nothing of the table yet could be tempted by other indexes.)
 */
export function open(alias: string, now: Date): Sql {
  const row = (name: string) => raw(`${alias}."${name}"`);
  return sql`${row('state')} = 'pending' AND ${row('sort')} <> 'state' AND (${row('notBefore')} IS NULL OR ${row('notBefore')} <= ${now})
    AND (${row('threadKey')} IS NULL OR NOT EXISTS (
      SELECT 1 FROM "Delivery" p WHERE p."workspaceId" = ${row('workspaceId')} AND p."key" = ${row('threadKey')} AND p."notBefore" > ${now}))`;
}

/**
 * The first open row of every lane that has one, as the recursive table `heads`: one step of the index for each lane, however many rows
 * wait behind it.
 */
export function withHeads(dialect: Dialect, now: Date): Sql {
  const first = (alias: string, after: Sql) =>
    sql`FROM "Delivery" ${raw(alias)} WHERE ${open(alias, now)} ${after}
      ORDER BY ${raw(alias)}."workspaceId", ${raw(alias)}."lane", ${raw(alias)}."position" LIMIT 1`;
  return dialect.chain(first);
}

/** Not held back by a failed attempt. A wait longer than any of ours is void (see `isWaiting`). */
export const notWaiting = (column: string, now: Date): Sql =>
  sql`(${raw(column)} IS NULL OR ${raw(column)} <= ${now} OR ${raw(column)} > ${after(now, longestWaitMs)})`;

/** Neither the workspace nor this method in this lane rests. */
export const notHeld = (alias: string, method: string, now: Date): Sql => sql`NOT EXISTS (
  SELECT 1 FROM "RateHold" r WHERE r."workspaceId" = ${raw(`${alias}."workspaceId"`)} AND r."until" > ${now}
    AND r."until" <= ${after(now, longestWaitMs)}
    AND (r."method" = ${everything} OR (r."method" = ${method} AND r."lane" = ${raw(`${alias}."lane"`)})))`;
