import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Manifest {
  oauth_config: { scopes: { bot: string[] } };
}

/** The scopes that manifest.yml asks of Slack. */
export function wantedScopes(root: string): string[] {
  const manifest = parse(readFileSync(join(root, 'manifest.yml'), 'utf8')) as Manifest;
  return manifest.oauth_config.scopes.bot;
}
