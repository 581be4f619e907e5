import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { variableNames } from '../src/config';

const root = resolve(__dirname, '..');
const doc = (name: string) => readFileSync(join(root, 'docs', name), 'utf8');

test('operators find every variable in the table of docs/operating.md, and none that means nothing', () => {
  const rows = doc('operating.md')
    .split('\n')
    .filter((line) => /^\| `[A-Z_]+`/.test(line));
  const listed = rows.flatMap((row) => (row.split('|')[1] as string).match(/[A-Z_]{4,}/g) ?? []);
  expect(listed.sort()).toEqual([...variableNames].sort());
});

test('the compose file of docs/operating.md can be read, and sets variables that exist', () => {
  const text = doc('operating.md').split('    # compose.yml\n')[1] as string;
  const lines = text.split('\n');
  const block = lines.slice(
    0,
    lines.findIndex((line) => line !== '' && !line.startsWith('    ')),
  );
  const { services } = parse(block.map((line) => line.slice(4)).join('\n'));
  expect(services.backline.deploy.replicas).toBe(2);
  expect(Object.keys(services.backline.environment).filter((name) => !variableNames.includes(name))).toEqual([]);
});

test('docs/decisions.md says of every package why it is here', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const packages = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !name.startsWith('@types/'));
  const text = doc('decisions.md');
  expect(packages.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});
