import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { report } from './report';
import { run } from './run';
import type { StoreName } from './stores/store';

/**
 * `npm run faults -- --kills 200 --seed N [--database sqlite|postgres|both] [--workers 4]`: the same seed plans the same kills, faults and
 * people; how real processes interleave differs from run to run.
 */
async function main(): Promise<void> {
  const { databases, ...wanted } = readArguments();
  for (const database of databases) {
    const options = { ...wanted, database, say: (line: string) => console.log(`· ${line}`) };
    const outcome = await run(options);
    console.log(report(options, outcome).join('\n'));
    if (outcome.findings.length > 0) process.exitCode = 1;
  }
}

function readArguments() {
  const { values } = parseArgs({
    options: { kills: { type: 'string' }, seed: { type: 'string' }, database: { type: 'string' }, workers: { type: 'string' } },
  });
  const database = values.database ?? 'both';
  if (!['sqlite', 'postgres', 'both'].includes(database)) throw new Error(`--database is sqlite, postgres or both, not ${database}`);
  return {
    kills: whole('kills', values.kills ?? '200'),
    seed: whole('seed', values.seed ?? String(randomInt(1_000_000))),
    workers: whole('workers', values.workers ?? '4'),
    databases: (database === 'both' ? ['sqlite', 'postgres'] : [database]) as StoreName[],
  };
}

function whole(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} is a whole number, not ${text}`);
  return Number(text);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
