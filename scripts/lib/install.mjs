// Packages: `npm ci` when something that package-lock.json names is absent or of another version.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { at, root } from './root.mjs';
import { run } from './run.mjs';

const mark = at('node_modules/.backline-installed');

/** With `dev: false`, what only building and testing needs may be absent: an image that carries a finished build. */
export function install({ dev, say }) {
  if (isInstalled({ dev })) return;

  if (!packagesAreRight({ dev })) {
    say('Installing packages (a few minutes the first time: SQLite is compiled where no prebuilt binary is at hand) …');
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', dev ? '--include=dev' : '--omit=dev'], { env: compiling() });
  }
  if (!sqliteLoads()) {
    say('Compiling SQLite for this version of Node …');
    run('npm', ['rebuild', 'better-sqlite3'], { env: compiling() });
  }
  writeFileSync(mark, stamp());
}

/** The same lock file as when it was last looked at closely, by the same Node, and nothing has vanished since. */
export function isInstalled({ dev }) {
  return (
    existsSync(mark) && readFileSync(mark, 'utf8') === stamp() && wanted({ dev }).every(([path]) => existsSync(at(path, 'package.json')))
  );
}

function stamp() {
  return `${createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .digest('hex')} ${process.versions.modules}`;
}

function packagesAreRight({ dev }) {
  return wanted({ dev }).every(([path, { version }]) => versionAt(path) === version);
}

/** What every machine needs; optional packages are for one platform each. */
function wanted({ dev }) {
  const { packages } = JSON.parse(readFileSync(at('package-lock.json'), 'utf8'));
  return Object.entries(packages).filter(
    ([path, entry]) => path !== '' && !entry.link && !entry.optional && !entry.devOptional && !entry.peer && (dev || !entry.dev),
  );
}

function versionAt(path) {
  const file = at(path, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined;
}

/** Compiling needs Node's headers. Where this Node brought its own they are used: downloading them is one more thing that can fail. */
function compiling() {
  const prefix = join(dirname(process.execPath), '..');
  const header = join(prefix, 'include/node/node_version.h');
  if (process.env.npm_config_nodedir || !existsSync(header)) return process.env;

  const text = readFileSync(header, 'utf8');
  const version = ['MAJOR', 'MINOR', 'PATCH'].map((part) => new RegExp(`NODE_${part}_VERSION (\\d+)`).exec(text)?.[1]).join('.');
  return version === process.versions.node ? { ...process.env, npm_config_nodedir: prefix } : process.env;
}

/** An install that was cut short, or made by another Node, has the package and not its binary. */
function sqliteLoads() {
  return spawnSync(process.execPath, ['-e', "new (require('better-sqlite3'))(':memory:')"], { cwd: root, stdio: 'ignore' }).status === 0;
}
