import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';
import { migrate } from '../../src/migrations';
import { noFilter, schemaEngine } from '../../src/schema-engine';
import { databaseUnderTest, freshDatabase } from '../support/database';

const root = resolve(__dirname, '../..');
const folder = databaseUnderTest === 'postgres' ? 'prisma/postgres' : 'prisma';
const schema = readFileSync(join(root, folder, 'schema.prisma'), 'utf8');

test('the migrations make exactly the tables that the code was written for', async () => {
  const { url, drop } = await freshDatabase();
  const adapters =
    databaseUnderTest === 'postgres' ? new PrismaPg({ connectionString: url }) : new PrismaBetterSqlite3({ url: ':memory:' });
  const engine = await schemaEngine(schema, adapters);
  const { stdout } = await engine.diff({
    from: datamodel(lastMigration()),
    to: datamodel(schema),
    script: true,
    exitCode: null,
    filters: noFilter,
  });
  expect((stdout ?? '').replace('-- This is an empty migration.', '').trim()).toBe('');
  await drop();
});

test('a database that is current is left alone', async () => {
  const { url, drop } = await freshDatabase();
  expect(await migrate(url, root)).toEqual([]);
  await drop();
});

/** A migration's folder holds the schema that it leads to. */
function lastMigration(): string {
  const migrations = join(root, folder, 'migrations');
  const names = readdirSync(migrations, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const last = names
    .map(({ name }) => name)
    .sort()
    .at(-1) as string;
  return readFileSync(join(migrations, last, 'schema.prisma'), 'utf8');
}

const datamodel = (content: string) => ({ tag: 'schemaDatamodel' as const, files: [{ path: 'schema.prisma', content }] });
