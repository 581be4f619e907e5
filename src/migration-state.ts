import { join } from 'node:path';
import type { Database } from './database';
import { migrationsIn } from './schema-engine';

/** Migrations of this version that the database has not had: empty when it is current. Only reads. */
export async function pendingMigrations(db: Database, root: string): Promise<string[]> {
  const folder = join(root, db.provider === 'postgres' ? 'prisma/postgres/migrations' : 'prisma/migrations');
  const applied = await appliedMigrations(db);
  const known = migrationsIn(folder).migrationDirectories.map(({ path }) => path);
  return known.filter((name) => !applied.has(name));
}

async function appliedMigrations(db: Database): Promise<Set<string>> {
  if (!(await hasHistory(db))) return new Set();

  const rows = await db.read.$queryRawUnsafe<{ migration_name: string }[]>(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  return new Set(rows.map(({ migration_name }) => migration_name));
}

/** In the schemas that this connection sees: another application's history beside ours is not ours. */
async function hasHistory(db: Database): Promise<boolean> {
  const table =
    db.provider === 'postgres'
      ? "SELECT to_regclass('_prisma_migrations')::text AS name"
      : "SELECT name FROM sqlite_master WHERE type = 'table' AND name = '_prisma_migrations'";
  const rows = await db.read.$queryRawUnsafe<{ name: string | null }[]>(table);
  return rows.some(({ name }) => name !== null);
}
