import type { Database } from '../database';
import { Prisma } from '../generated/sqlite/client';

const { sql, raw } = Prisma;
export type Sql = Prisma.Sql;

/** The few places where the two databases want different words. */
export interface Dialect {
  /** In somebody's hands. On SQLite there is one process, which lets go of everything; elsewhere the database's own clock decides. */
  leased(alias: string): Sql;
  leaseUntil(ms: number, now: Date): Sql;
  /** Skips what another process is looking at. */
  forUpdate(alias: string): Sql;
  /**
   * `WITH RECURSIVE heads`: what `first` finds in all lanes, then again and again what it finds in the lanes after that one. Each step is
   * one look into the index that begins with state, workspace and lane.
   */
  chain(first: (alias: string, after: Sql) => Sql): Sql;
  /** The deliveries of the chain, as `d`. */
  fromHeads: Sql;
  /** What has to be said before a transaction looks for heads. */
  beforeHeads: Sql | null;
  /** A list of plain objects as a table. */
  table(rows: Row[], columns: Columns): Sql;
  /** A column of the updated table, which is joined with others. */
  returned(alias: string, column: string): Sql;
  dbNow: Sql;
}

type Value = string | number | boolean | null;
type Row = Record<string, Value>;
/** Column names and their types in PostgreSQL. */
export type Columns = Record<string, 'int' | 'text' | 'boolean' | 'timestamp(3)' | '"DeliveryState"'>;

const postgresNow = sql`(clock_timestamp() AT TIME ZONE 'UTC')`;

const ofHeads = ['id', 'workspaceId', 'lane', 'position', 'priority', 'retryAt', 'leaseUntil'];
const headColumns = (alias: string) => raw(ofHeads.map((name) => `${alias}."${name}"`).join(', '));

const postgres: Dialect = {
  leased: (alias) => sql`coalesce(${raw(`${alias}."leaseUntil"`)} > ${postgresNow}, false)`,
  leaseUntil: (ms) => sql`${postgresNow} + ${ms}::int * interval '1 millisecond'`,
  forUpdate: (alias) => raw(`FOR UPDATE OF ${alias} SKIP LOCKED`),
  chain: (first) => sql`WITH RECURSIVE heads AS (
    (SELECT ${headColumns('d')} ${first('d', Prisma.empty)})
    UNION ALL
    SELECT following.* FROM heads h CROSS JOIN LATERAL (
      SELECT ${headColumns('n')} ${first('n', raw('AND (n."workspaceId", n."lane") > (h."workspaceId", h."lane")'))}
    ) AS following
  )`,
  fromHeads: raw('FROM heads d'),
  // A backlog that has just come into being is unknown to the planner, who then sorts all of it for each lane.
  beforeHeads: raw(`SELECT set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true)`),
  table: (rows, columns) => {
    const typed = Object.entries(columns).map(([name, type]) => `"${name}" ${type}`);
    return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS v(${raw(typed.join(', '))})`;
  },
  returned: (alias, column) => raw(`${alias}."${column}"`),
  dbNow: sql`${postgresNow}::timestamp(3)`,
};

const sqlite: Dialect = {
  leased: (alias) => raw(`${alias}."leaseOwner" IS NOT NULL`),
  leaseUntil: (ms, now) => sql`${new Date(now.getTime() + ms)}`,
  forUpdate: () => Prisma.empty,
  // Without LATERAL a step can hand on one value only, and of a comparison of pairs the index serves the first half.
  chain: (first) => sql`WITH RECURSIVE heads("id") AS (
    SELECT (SELECT d."id" ${first('d', Prisma.empty)})
    UNION ALL
    SELECT coalesce(
      (SELECT n."id" ${first('n', raw('AND n."workspaceId" = d."workspaceId" AND n."lane" > d."lane"'))}),
      (SELECT n."id" ${first('n', raw('AND n."workspaceId" > d."workspaceId"'))}))
    FROM heads h JOIN "Delivery" d ON d."id" = h."id"
  )`,
  fromHeads: raw('FROM heads h JOIN "Delivery" d ON d."id" = h."id"'),
  beforeHeads: null,
  table: (rows, columns) => {
    const named = Object.keys(columns).map((name) => `value ->> '${name}' AS "${name}"`);
    return sql`(SELECT ${raw(named.join(', '))} FROM json_each(${JSON.stringify(rows)})) AS v`;
  },
  returned: (_alias, column) => raw(`"${column}"`),
  dbNow: raw('NULL'),
};

export const dialectOf = ({ provider }: Pick<Database, 'provider'>): Dialect => (provider === 'postgres' ? postgres : sqlite);

/** As both databases keep an instant when it comes to them inside JSON. */
export const instant = (at: Date | null): string | null => (at ? at.toISOString().replace('Z', '+00:00') : null);

export { raw, sql };
