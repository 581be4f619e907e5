// What must be made again: contents count, not times, so that a checkout back and forth costs nothing.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { at, root } from './root.mjs';

/** Something made from sources; `mark` is a file that holds the fingerprint of the sources it was last made from. */
export const isStale = ({ sources, mark }) => !existsSync(at(mark)) || readFileSync(at(mark), 'utf8') !== fingerprintOf(sources);

/** Makes it if it is stale. The mark is written last, and tells the sources as they were before. */
export function makeIfStale(made, say) {
  const fingerprint = fingerprintOf(made.sources);
  if (existsSync(at(made.mark)) && readFileSync(at(made.mark), 'utf8') === fingerprint) return;

  say(`Building ${made.what} …`);
  made.make();
  mkdirSync(dirname(at(made.mark)), { recursive: true });
  writeFileSync(at(made.mark), fingerprint);
}

function fingerprintOf(sources) {
  const hash = createHash('sha256');
  for (const source of sources) for (const file of filesIn(at(source))) hash.update(relative(root, file)).update(readFileSync(file));
  return hash.digest('hex');
}

function filesIn(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .filter((name) => name !== 'generated' && name !== '.made')
    .sort()
    .flatMap((name) => filesIn(`${path}/${name}`));
}
