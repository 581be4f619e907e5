import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory, type SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';

/** Prisma's own migration engine as WebAssembly: the binary that `prisma migrate` downloads is never needed. */
export async function schemaEngine(schema: string, adapters: SqlMigrationAwareDriverAdapterFactory): Promise<SchemaEngine> {
  const { SchemaEngine } = await bindings();
  return SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => {}, bindMigrationAwareSqlAdapterFactory(adapters));
}

let instantiated: ReturnType<typeof instantiate> | undefined;

/** Once in a process: the bindings hold the memory of one instance. */
function bindings(): ReturnType<typeof instantiate> {
  instantiated ??= instantiate();
  return instantiated;
}

/** The package's main entry imports its `.wasm` as a module, which Node does not do. */
async function instantiate() {
  const engine = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const file = join(packageFolder('@prisma/schema-engine-wasm/schema_engine_bg'), 'schema_engine_bg.wasm');
  const { instance } = await WebAssembly.instantiate(readFileSync(file), {
    './schema_engine_bg.js': { ...engine, ...unreferencedTimers(engine) },
  });
  engine.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return engine;
}

/** The engine never clears its time-outs (10 s for PostgreSQL's lock): they must not keep a finished process alive. */
function unreferencedTimers(engine: object) {
  const unreferenced = (callback: () => void, ms: number) => setTimeout(callback, ms >>> 0).unref();
  return Object.fromEntries(
    Object.keys(engine)
      .filter((name) => name.startsWith('__wbg_setTimeout_'))
      .map((name) => [name, unreferenced]),
  );
}

/** A folder of migrations in the form that the engine takes. */
export function migrationsIn(folder: string) {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: readFileSync(join(folder, 'migration_lock.toml'), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: names.map((path) => ({
      path,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok' as const, value: readFileSync(join(folder, path, 'migration.sql'), 'utf8') },
      },
    })),
  };
}

export const noFilter = { externalTables: [], externalEnums: [] };

function packageFolder(entry: string): string {
  return join(require.resolve(entry), '..');
}
