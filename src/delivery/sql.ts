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

const postgres: Dialect = {
  leased: (alias) => sql`coalesce(${raw(`${alias}."leaseUntil"`)} > ${postgresNow}, false)`,
  leaseUntil: (ms) => sql`${postgresNow} + ${ms}::int * interval '1 millisecond'`,
  forUpdate: (alias) => raw(`FOR UPDATE OF ${alias} SKIP LOCKED`),
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
  table: (rows, columns) => {
    const named = Object.keys(columns).map((name) => `value ->> '${name}' AS "${name}"`);
    return sql`(SELECT ${raw(named.join(', '))} FROM json_each(${JSON.stringify(rows)})) AS v`;
  },
  returned: (_alias, column) => raw(`"${column}"`),
  dbNow: raw('NULL'),
};

export const dialectOf = ({ provider }: Pick<Database, 'provider'>): Dialect => (provider === 'postgres' ? postgres : sqlite);

/** As both databases keep an instant when it comes to them inside JSON. */
export const instant = (at: Date | null): string | null => at && at.toISOString().replace('Z', '+00:00');

export { raw, sql };
