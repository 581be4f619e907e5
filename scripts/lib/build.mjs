// Makes what is stale and nothing else: packages, database clients, JavaScript, the sandbox's page. Only Node's standard library here:
// these lines run before dependencies exist.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Backline needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer one from nodejs.org.`);
  process.exit(78);
}

/** `npm ci` when node_modules is absent or older than the lock file. */
export function install() {
  const installed = join(root, 'node_modules/.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;

  console.log('Installing packages (a few minutes the first time: SQLite is compiled where no prebuilt binary is at hand) …');
  run('npm', ['ci', '--no-audit', '--no-fund']);
}

export async function build({ page = true } = {}) {
  step('database clients', ['prisma/schema.prisma', 'prisma/postgres/schema.prisma', 'package-lock.json'], 'src/generated/.made', () => {
    // Keeps `prisma generate` from trying to download an engine that is not needed: any existing file will do.
    const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' };
    for (const schema of ['prisma/schema.prisma', 'prisma/postgres/schema.prisma'])
      run(bin('prisma'), ['generate', '--schema', schema], { env, quiet: true });
  });
  step('JavaScript', ['src', 'sandbox', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'], 'dist/.made', () => {
    run(bin('tsc'), ['-p', 'tsconfig.build.json'], { quiet: true });
  });
  if (!page || !existsSync(join(root, 'sandbox/page/vite.config.ts'))) return;
  step('sandbox page', ['sandbox/page', 'sandbox/api.ts', 'package-lock.json'], 'dist/sandbox/page/.made', () => {
    run(bin('vite'), ['build', '--config', 'sandbox/page/vite.config.ts', '--logLevel', 'warn'], { quiet: true });
  });
}

/** Runs `make` unless the mark holds the fingerprint of the sources: contents count, not times, so that a checkout back and forth is free. */
function step(what, sources, mark, make) {
  const fingerprint = fingerprintOf(sources);
  const file = join(root, mark);
  if (existsSync(file) && readFileSync(file, 'utf8') === fingerprint) return;

  console.log(`Building ${what} …`);
  make();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, fingerprint);
}

function fingerprintOf(sources) {
  const hash = createHash('sha256');
  for (const source of sources) for (const file of filesIn(join(root, source))) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

function filesIn(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .filter((name) => name !== 'generated' && name !== '.made')
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}

const bin = (name) => join(root, 'node_modules/.bin', name);

export function run(command, args, { env = process.env, quiet = false } = {}) {
  const done = spawnSync(command, args, { cwd: root, env, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit', encoding: 'utf8' });
  if (done.status === 0) return;
  if (quiet) process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}`);
  console.error(`\`${command.split('/').pop()} ${args.join(' ')}\` failed${done.error ? `: ${done.error.message}` : ''}.`);
  process.exit(done.status ?? 1);
}
