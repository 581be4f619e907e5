import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run as acknowledge } from './acknowledge';
import { run as delivery } from './delivery';
import { run as events } from './events';
import { run as rota } from './rota';
import { run as rotations } from './rotations';
import { run as sandbox } from './sandbox';
import { run as sittings } from './sittings';
import { run as start } from './start';
import { root } from './support/app';
import type { Figure } from './support/figure';

const benches = { acknowledge, events, delivery, start, sandbox, rota, rotations, sittings };

/** `npm run bench [-- --seconds N] [name …]`: a table on the terminal, the same in `bench/results.json`. Nothing is judged here. */
async function main(args: string[]): Promise<void> {
  const at = args.indexOf('--seconds');
  const seconds = at < 0 ? 10 : Number(args[at + 1]);
  const named = args.filter((arg, index) => !arg.startsWith('--') && (at < 0 || index !== at + 1));
  const figures: Figure[] = [];
  for (const [name, run] of Object.entries(benches)) {
    if (named.length > 0 && !named.includes(name)) continue;
    process.stderr.write(`${name} …\n`);
    figures.push(...(await run(seconds)));
  }
  console.table(figures.map(shown));
  writeFileSync(join(root, 'bench/results.json'), `${JSON.stringify({ node: process.version, seconds, figures }, null, 2)}\n`);
}

const shown = ({ name, figure, yardstick, ratio, bar, unit }: Figure) => ({
  what: name,
  figure: `${rounded(figure)} ${unit}`,
  yardstick: `${rounded(yardstick)} ${unit}`,
  ratio: rounded(ratio),
  'must be': bar,
});

const rounded = (value: number) => Number(value.toPrecision(3));

void main(process.argv.slice(2));
