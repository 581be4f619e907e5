// Makes what is stale and nothing else: packages, database clients, JavaScript, the sandbox's page. Only Node's standard library here and
// in what it imports: these lines run before dependencies exist.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { alone } from './alone.mjs';
import { install, isInstalled } from './install.mjs';
import { at } from './root.mjs';
import { bin, run } from './run.mjs';
import { isStale, makeIfStale } from './stale.mjs';

export { root } from './root.mjs';

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Backline needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer one from nodejs.org.`);
  process.exit(78);
}

const lock = 'package-lock.json';

const clients = {
  what: 'database clients',
  sources: ['prisma/schema.prisma', 'prisma/postgres/schema.prisma', lock],
  mark: 'src/generated/.made',
  make() {
    // Keeps `prisma generate` from trying to download an engine that is not needed: any existing file will do.
    const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' };
    for (const schema of ['prisma/schema.prisma', 'prisma/postgres/schema.prisma'])
      run(bin('prisma'), ['generate', '--schema', schema], { env, quiet: true });
  },
};

const code = {
  what: 'JavaScript',
  sources: [
    'src',
    'sandbox',
    'bench',
    'faults',
    'prisma/schema.prisma',
    'prisma/postgres/schema.prisma',
    'tsconfig.json',
    'tsconfig.build.json',
    lock,
  ],
  mark: 'dist/.made',
  make() {
    const fresh = 'dist/.fresh';
    rmSync(at(fresh), { recursive: true, force: true });
    run(bin('tsc'), ['-p', 'tsconfig.build.json', '--outDir', fresh, '--incremental', 'false'], { quiet: true });
    for (const folder of readdirSync(at(fresh))) replace(at('dist', folder), at(fresh, folder));
    rmSync(at(fresh), { recursive: true, force: true });
  },
};

const page = {
  what: 'sandbox page',
  sources: ['sandbox/page', 'sandbox/api.ts', lock],
  mark: 'dist/.page-made',
  make() {
    run(bin('vite'), ['build', '--config', 'sandbox/page/vite.config.ts', '--logLevel', 'warn'], { quiet: true });
  },
};

/** Whole folders take each other's place: nothing that was removed from the sources stays, nobody loads half a build. The page is kept. */
function replace(folder, fresh) {
  const old = `${folder}.old`;
  rmSync(old, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (existsSync(`${folder}/page`)) renameSync(`${folder}/page`, `${fresh}/page`);
  renameSync(folder, old);
  renameSync(fresh, folder);
  rmSync(old, { recursive: true, force: true });
}

/** Installs and builds what is stale. A finished build needs no packages for building. */
export async function build({ page: withPage = true, say = console.log } = {}) {
  const wanted = withPage ? [clients, code, page] : [clients, code];
  const done = () => wanted.every((made) => !isStale(made));
  if (done() && isInstalled({ dev: false })) return;

  alone(() => {
    install({ dev: !done(), say });
    for (const made of wanted) makeIfStale(made, say);
  }, say);
}
