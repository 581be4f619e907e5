import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const config: { forbidden: { name: string; comment: string }[] } = require('../../.dependency-cruiser.cjs');

/** For each rule, a file that breaks it and what it imports. */
const violations: [rule: string, from: string, to: string][] = [
  ['sandbox-stands-alone', 'sandbox/clock.ts', 'src/clock.ts'],
  ['sandbox-is-only-started', 'src/log.ts', 'sandbox/index.ts'],
  ['domain-knows-no-door', 'src/domain/swaps/store.ts', 'src/listeners/swaps.ts'],
  ['domain-owes', 'src/domain/swaps/told.ts', 'src/delivery/engine.ts'],
  ['rules-are-pure', 'src/domain/swaps/rules.ts', 'src/domain/swaps/store.ts'],
  ['delivery-serves-everybody', 'src/delivery/say.ts', 'src/views/swaps.ts'],
  ['slack-knows-slack', 'src/slack/people.ts', 'src/domain/swaps/store.ts'],
  ['views-only-show', 'src/views/shifts.ts', 'src/web/index.ts'],
  ['doors-stand-apart-listeners', 'src/listeners/shifts.ts', 'src/jobs/shifts.ts'],
  ['doors-stand-apart-jobs', 'src/jobs/swaps.ts', 'src/listeners/swaps.ts'],
  ['doors-stand-apart-web', 'src/web/board.ts', 'src/cli/board.ts'],
  ['doors-stand-apart-cli', 'src/cli/swaps.ts', 'src/web/index.ts'],
  ['doors-owe-through-the-domain', 'src/jobs/remind.ts', 'src/delivery/owe.ts'],
  ['only-there-slack-web-api', 'src/listeners/hasty.ts', 'node_modules/@slack/web-api/index.js'],
  ['only-there-slack-bolt-socket-mode', 'src/jobs/bolted.ts', 'node_modules/@slack/bolt/index.js'],
  ['only-there-prisma-better-sqlite-pg', 'src/jobs/query.ts', 'node_modules/pg/index.js'],
  ['only-there-temporal-polyfill', 'src/domain/swaps/zone.ts', 'node_modules/temporal-polyfill/index.js'],
  ['only-there-fastify', 'src/listeners/page.ts', 'node_modules/fastify/index.js'],
  ['only-there-commander', 'src/jobs/command.ts', 'node_modules/commander/index.js'],
  ['only-there-node-cron', 'src/listeners/later.ts', 'node_modules/node-cron/index.js'],
  ['only-there-prom-client', 'src/delivery/count.ts', 'node_modules/prom-client/index.js'],
  ['no-circles', 'dist/src/egg.js', 'dist/src/hen.js'],
  ['domain-does-not-call-slack', 'dist/src/domain/swaps/ask.js', 'dist/src/slack/index.js'],
  ['rules-run-alone', 'dist/src/domain/swaps/rules.js', 'dist/src/generated/sqlite/client.js'],
  ['views-change-nothing', 'dist/src/views/swaps.js', 'dist/src/database.js'],
  ['one-database-client', 'dist/src/jobs/beside.js', 'dist/src/generated/sqlite/client.js'],
  ['nothing-for-building-at-work', 'dist/src/dressed.js', 'node_modules/vite/index.js'],
  ['everything-is-there', 'dist/src/lost.js', 'dist/src/nowhere.js'],
];

/** What the rules must leave in peace. */
const allowed: [from: string, to: string][] = [
  ['src/domain/shifts/gather.ts', 'src/slack/index.ts'], // only its types: `dist` below has no such import
  ['src/domain/shifts/store.ts', 'src/delivery/owe.ts'],
  ['src/main.ts', 'sandbox/index.ts'],
  ['src/web/health.ts', 'src/delivery/backlog.ts'],
  ['dist/src/domain/shifts/rules.js', 'dist/src/generated/sqlite/enums.js'],
];

const house = realpathSync(mkdtempSync(join(tmpdir(), 'backline-arrows-')));
afterAll(() => rmSync(house, { recursive: true }));

let reported: { rule: string; from: string; to: string }[];

beforeAll(() => {
  write('package.json', JSON.stringify({ dependencies: packages('@slack/web-api', 'pg'), devDependencies: packages('vite') }));
  for (const [from, to] of [...violations.map(([, from, to]) => [from, to] as const), ...allowed]) {
    if (!to.endsWith('nowhere.js')) write(to, '');
    write(from, `${from.endsWith('.ts') ? 'import' : 'require'}${specifier(from, to)}`);
  }
  write('dist/src/hen.js', "require('./egg');");
  reported = cruise();
});

test('every rule has a violation here, and every rule says why', () => {
  expect(violations.map(([rule]) => rule).sort()).toEqual(config.forbidden.map(({ name }) => name).sort());
  expect(config.forbidden.filter(({ comment }) => !comment)).toEqual([]);
});

test.each(violations)('%s: %s may not import %s', (rule, from, to) => {
  const found = reported.filter((violation) => violation.rule === rule && violation.from === from);
  expect(found.map((violation) => violation.to)).toEqual([to.endsWith('nowhere.js') ? './nowhere' : to]);
});

test.each(allowed)('%s may import %s', (from) => {
  expect(reported.filter((violation) => violation.from === from)).toEqual([]);
});

function cruise(): typeof reported {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [program, '--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', 'src', 'sandbox', 'dist/src'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: house, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (!stdout) throw new Error(stderr);
  const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string }; from: string; to: string }[] } };
  return summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
}

function specifier(from: string, to: string): string {
  const [, name] = /^node_modules\/(.+)\/index\.js$/.exec(to) ?? [];
  const path = name ?? `${'../'.repeat(from.split('/').length - 1)}${to.replace(/\.[jt]s$/, '')}`;
  return from.endsWith('.ts') ? ` '${path}';\n` : `('${path.replace(/^(\.\.\/)+dist\/src\/nowhere$/, './nowhere')}');\n`;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(house, path)), { recursive: true });
  writeFileSync(join(house, path), text, { flag: 'a' });
}

function packages(...names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, '1.0.0']));
}
