/** A sandbox in a process of its own; tells its address, and on demand how much of its core it has used. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Manifest, startSandbox } from '../../sandbox';

async function main(): Promise<void> {
  const manifest = parse(readFileSync(join(__dirname, '../../../manifest.yml'), 'utf8')) as Manifest;
  const sandbox = await startSandbox({ manifest });
  const members = Object.values(sandbox.people);
  const channel = await sandbox.make({ make: 'channel', name: 'bench', members, botIsMember: true });
  process.on('message', () => process.send?.(process.cpuUsage()));
  process.send?.({ url: sandbox.url, token: sandbox.app.botToken, channel });
}

void main();
