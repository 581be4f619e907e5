import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { kinds } from '../../src/delivery/kinds';
import { joined, registryOf } from '../../src/listeners/registry';
import { words } from '../../src/views';
import { handlersOfBackline, jobsOfBackline } from '../support/handlers';

/** docs/contributing.md, "How a capability is added": a step that was forgotten is found here. */
const src = resolve(__dirname, '../../src');

test('every file of handlers is listed: what people do in Slack finds its handler', () => {
  expect(forgotten('listeners', /export function (\w+Handlers)\(/g)).toEqual([]);
});

test('every job is in the timetable', () => {
  expect(forgotten('jobs', /export async function (\w+)\(/g)).toEqual([]);
});

test('every command is part of the command line', () => {
  expect(forgotten('cli', /export function (\w+Command)\(/g)).toEqual([]);
});

test('everything that may be owed has words, and no words are for something that is never owed', () => {
  expect(Object.keys(words).sort()).toEqual(Object.keys(kinds).sort());
});

test('handlers are put together without a conflict, and a second handler for one id is refused', () => {
  const all = handlersOfBackline();
  expect(registryOf(all).commands.size).toBeGreaterThan(0);
  const again = { commands: { '/escalate': async () => {} } };
  expect(() => registryOf([...all, again])).toThrow('Two handlers for commands "/escalate": each id has one.');
});

test('within a capability too, a second handler for one id is refused, and an event may have several', async () => {
  const nothing = async () => {};
  const hear = async () => null;
  expect(() => joined([{ actions: { claim: nothing } }, { actions: { claim: nothing } }])).toThrow('Two handlers for actions "claim"');
  const both = joined([{ events: { message: [hear] } }, { views: { form: nothing }, events: { message: [hear] } }]);
  expect(both).toMatchObject({ views: { form: nothing }, events: { message: [hear, hear] } });
});

test('jobs have names of their own', () => {
  const names = jobsOfBackline().map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test('every folder says what belongs there', () => {
  const silent = foldersIn(src).filter((folder) => !existsSync(join(folder, 'README.md')));
  expect(silent.map((folder) => folder.slice(src.length + 1))).toEqual([]);
});

/** Names that a file exports and that the index above it imports and does not use, or does not import. */
function forgotten(floor: string, exported: RegExp): string[] {
  const top = join(src, floor, 'index.ts');
  const files = filesIn(join(src, floor)).filter((file) => file !== top);
  const named = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(exported)].map(([, name]) => ({ name: name as string, file })),
  );
  expect(named.length).toBeGreaterThan(0);
  return named.filter(({ name, file }) => !listed(indexAbove(file)).includes(name)).map(({ name }) => name);
}

/** Files of a folder are listed in its index.ts, or in the file beside the folder that bears its name; that one is listed a floor up. */
function indexAbove(file: string): string {
  const folder = basename(file) === 'index.ts' ? dirname(dirname(file)) : dirname(file);
  const index = join(folder, 'index.ts');
  return existsSync(index) ? index : `${folder}.ts`;
}

function listed(index: string): string[] {
  const code = readFileSync(index, 'utf8').replaceAll(/^import .*$/gm, '');
  return code.match(/\w+/g) ?? [];
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesIn(path);
    return path.endsWith('.ts') ? [path] : [];
  });
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'generated')
    .flatMap(({ name }) => [join(folder, name), ...foldersIn(join(folder, name))]);
}
