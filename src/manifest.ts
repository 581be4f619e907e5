import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Manifest {
  oauth_config: { scopes: { bot: string[] } };
}

/** The scopes that manifest.yml asks of Slack. What reads YAML is loaded when somebody asks: few do, and it is large. */
export async function wantedScopes(root: string): Promise<string[]> {
  const { parse } = await import('yaml');
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
