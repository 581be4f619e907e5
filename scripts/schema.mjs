// `npm run schema -- <name>`: writes the PostgreSQL twin of prisma/schema.prisma and, where the tables differ, a migration for both databases.
// A migration's folder also holds the schema that it leads to: the next one is the difference.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';
import { build, root } from './lib/build.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { giveUp } from './lib/run.mjs';
import { postgresTwin } from './lib/twin.mjs';

const name = process.argv[2];
const sqlite = readFileSync(join(root, 'prisma/schema.prisma'), 'utf8');
const postgres = postgresTwin(sqlite);
writeFileSync(join(root, 'prisma/postgres/schema.prisma'), postgres);
await build({ page: false }).catch(giveUp);
const { schemaEngine, noFilter } = await import(join(root, 'dist/src/schema-engine.js'));

await writeMigration('prisma', sqlite, new PrismaBetterSqlite3({ url: ':memory:' }));
const server = await startPostgres(); // the engine wants to be connected, though it reads nothing
await writeMigration('prisma/postgres', postgres, new PrismaPg({ connectionString: server.url('postgres') }));
await server.stop();

async function writeMigration(folder, schema, adapters) {
  const migrations = join(root, folder, 'migrations');
  const before = readdirSync(migrations, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const last = before.length > 0 ? readFileSync(join(migrations, before.at(-1), 'schema.prisma'), 'utf8') : null;
  const engine = await schemaEngine(schema, adapters);
  const { stdout } = await engine.diff({
    from: last === null ? { tag: 'empty' } : datamodel(last),
    to: datamodel(schema),
    script: true,
    exitCode: null,
    filters: noFilter,
    shadowDatabaseUrl: null,
  });
  if (!stdout || stdout.startsWith('-- This is an empty migration'))
    return console.log(`${folder}: the migrations already make this schema`);
  if (!name) throw new Error('The schema has changed: name the migration, as in `npm run schema -- pages`');

  const target = join(migrations, `${String(before.length + 1).padStart(4, '0')}_${name}`);
  if (existsSync(target)) throw new Error(`${target} is there already`);
  mkdirSync(target);
  writeFileSync(join(target, 'migration.sql'), stdout);
  writeFileSync(join(target, 'schema.prisma'), schema);
  console.log(`${target} written`);
}

function datamodel(content) {
  return { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] };
}
