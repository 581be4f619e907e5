import { randomUUID } from 'node:crypto';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connect, type Database } from '../../src/database';
import { createPostgresDatabase, dropPostgresDatabase, inDatabase } from './postgres';

export interface FreshDatabase {
  db: Database;
  /** For a second connection, or another process, on the same database. */
  url: string;
  /** Closes the connection and removes the database. */
  drop(): Promise<void>;
}

/** Which database this run is about: `BACKLINE_TEST_DATABASE=postgres` for the second round of the scenarios. */
export const databaseUnderTest = process.env.BACKLINE_TEST_DATABASE === 'postgres' ? 'postgres' : 'sqlite';

/** An empty database with every migration, of its own for each caller: a copy, made in a moment. */
export async function freshDatabase(): Promise<FreshDatabase> {
  return databaseUnderTest === 'postgres' ? freshPostgres() : freshSqlite();
}

async function freshSqlite(): Promise<FreshDatabase> {
  const folder = given('BACKLINE_TEST_FOLDER');
  const file = join(folder, `${randomUUID()}.db`);
  copyFileSync(join(folder, 'template.db'), file);
  const url = `file:${file}`;
  const db = await connect(url);
  return {
    db,
    url,
    async drop() {
      await db.close();
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
    },
  };
}

async function freshPostgres(): Promise<FreshDatabase> {
  const server = given('BACKLINE_TEST_POSTGRES');
  const name = `backline_${randomUUID().replaceAll('-', '')}`;
  await createPostgresDatabase(server, name, given('BACKLINE_TEST_TEMPLATE'));
  const url = inDatabase(server, name);
  const db = await connect(url);
  return {
    db,
    url,
    async drop() {
      await db.close();
      await dropPostgresDatabase(server, name);
    },
  };
}

function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: the global setup of jest.config.cjs has not run.`);
  return value;
}
