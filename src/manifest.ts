import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

interface Manifest {
  oauth_config: { scopes: { bot: string[] } };
}

/** The scopes that manifest.yml asks of Slack. */
export function wantedScopes(root: string): string[] {
  const manifest = parse(readFileSync(join(root, 'manifest.yml'), 'utf8')) as Manifest;
  return manifest.oauth_config.scopes.bot;
}

/** The package's own folder: the one with manifest.yml, wherever this file was built to. */
export function packageRoot(from = __dirname): string {
  if (existsSync(join(from, 'manifest.yml'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('manifest.yml is missing: the package is not complete.');
  return packageRoot(parent);
}
