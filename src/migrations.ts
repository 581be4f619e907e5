import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { isPostgres, sqliteFile } from './database';
import { migrationsIn, noFilter, schemaEngine } from './schema-engine';

/** Any number that other programs on the server are unlikely to lock. */
const advisoryLock = 8_245_137;

/** Where a fault run may end the process. */
export type MigrationPoint = 'migration-begun' | 'migration-applied';

/**
 * Brings the database up to this version and answers which migrations were applied. All of them are one transaction, together with
 * Prisma's own `_prisma_migrations`: a process killed on the way leaves the old version, whole. Processes that start together queue.
 */
export async function migrate(url: string, root: string, killPoint?: (name: MigrationPoint) => void): Promise<string[]> {
  const folder = isPostgres(url) ? join(root, 'prisma/postgres') : join(root, 'prisma');
  const adapters = isPostgres(url)
    ? new PrismaPg({ connectionString: url, max: 1, idleTimeoutMillis: 0 })
    : new PrismaBetterSqlite3({ url: sqliteFile(url), timeout: 30_000 });
  const connection = await adapters.connect();
  try {
    await begin(connection);
    killPoint?.('migration-begun');
    const engine = await schemaEngine(readFileSync(join(folder, 'schema.prisma'), 'utf8'), onOne(connection, adapters));
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: migrationsIn(join(folder, 'migrations')),
      filters: noFilter,
    });
    killPoint?.('migration-applied');
    await connection.executeScript('COMMIT');
    return appliedMigrationNames;
  } finally {
    await connection.dispose();
  }
}

async function begin(connection: SqlDriverAdapter): Promise<void> {
  if (connection.provider === 'postgres') {
    await connection.executeScript(`BEGIN; SELECT pg_advisory_xact_lock(${advisoryLock})`);
    return;
  }
  // Redefining a table drops it; with foreign keys on, that would delete what refers to it, and inside a transaction they cannot be switched off.
  await connection.executeScript('PRAGMA journal_mode = WAL; PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE');
}

/** The engine opens connections as it likes: here it always gets the one whose transaction is open, and cannot close it. */
function onOne(connection: SqlDriverAdapter, adapters: SqlMigrationAwareDriverAdapterFactory): SqlMigrationAwareDriverAdapterFactory {
  const kept: SqlDriverAdapter = Object.create(connection, { dispose: { value: async () => {} } });
  return {
    provider: adapters.provider,
    adapterName: adapters.adapterName,
    connect: async () => kept,
    connectToShadowDb: () => adapters.connectToShadowDb(),
  };
}
