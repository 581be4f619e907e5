// `npm test`: everything that must hold, each part to its end even when an earlier one fails; what failed is said again at the end.
// With names (`npm test -- unit types`) only these parts. Fault runs and benchmarks take minutes: in CI, or by name.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { build, checkNode } from './lib/build.mjs';
import { at, root } from './lib/root.mjs';
import { bin } from './lib/run.mjs';
import { postgresTwin } from './lib/twin.mjs';

const passed = { passed: 1, failed: 0, skipped: 0 };

const parts = {
  build: () =>
    build().then(
      () => passed,
      (error) => failure(error.message),
    ),
  types: () => command(bin('tsc'), ['--noEmit', '-p', 'tsconfig.json']),
  'types of the sandbox page': () => command(bin('tsc'), ['--noEmit', '-p', 'sandbox/page/tsconfig.json']),
  lint: () => command(bin('biome'), ['check', '--error-on-warnings', '.']),
  architecture: () =>
    command(bin('depcruise'), [
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err',
      'src',
      'sandbox',
      'dist/src',
      'dist/sandbox',
    ]),
  'schema twin': schemaTwin,
  unit: () => jest('unit'),
  sandbox: () => jest('sandbox'),
  'scenarios on SQLite': () => jest('scenarios', { database: 'sqlite' }),
  'scenarios on PostgreSQL': () => jest('scenarios', { database: 'postgres' }),
  browser: () => jest('browser', { workers: 1 }),
  'fault run, seed 1': () => command(process.execPath, ['dist/faults/index.js', '--kills', '12', '--seed', '1']),
  'fault run, any seed': () => command(process.execPath, ['dist/faults/index.js', '--kills', '12']),
  'benchmarks run': () => command(process.execPath, ['dist/bench/index.js', '--seconds', '2']),
};
const long = ['fault run, seed 1', 'fault run, any seed', 'benchmarks run'];

checkNode();
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`There is no part “${unknown[0]}”. The parts are: ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}

const wanted = chosen.length > 0 ? chosen : Object.keys(parts).filter((name) => process.env.CI || !long.includes(name));
const failedTests = [];
const results = [];
for (const [name, run] of Object.entries(parts)) {
  if (!wanted.includes(name)) continue;
  console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 76 - name.length))}`);
  const startedAt = Date.now();
  const counts = await run();
  results.push({ name, seconds: (Date.now() - startedAt) / 1000, ...counts });
}
conclude(results);

function command(program, args) {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  return status === 0 ? passed : failure(error?.message);
}

function schemaTwin() {
  const made = postgresTwin(readFileSync(at('prisma/schema.prisma'), 'utf8'));
  if (made === readFileSync(at('prisma/postgres/schema.prisma'), 'utf8')) return passed;
  return failure('prisma/postgres/schema.prisma is not what prisma/schema.prisma makes: run `npm run schema -- <name of the change>`.');
}

function jest(project, { database = 'sqlite', workers = 2 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'backline-jest-'));
  const outputFile = join(folder, 'result.json');
  const args = ['--selectProjects', project, `--maxWorkers=${workers}`, '--json', `--outputFile=${outputFile}`];
  const env = { ...process.env, BACKLINE_TEST_DATABASE: database };
  // Jest reports on stderr; with --json its stdout repeats the file.
  const { status } = spawnSync(bin('jest'), args, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const counts = countsIn(outputFile, status, `${project} (${database})`);
  rmSync(folder, { recursive: true, force: true });
  return counts;
}

function countsIn(outputFile, status, where) {
  const result = existsSync(outputFile) ? JSON.parse(readFileSync(outputFile, 'utf8')) : null;
  if (!result) return failure('Jest left no result.');

  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites, testResults } = result;
  for (const file of testResults.filter((one) => one.status === 'failed')) {
    const names = file.assertionResults.filter((one) => one.status === 'failed').map((one) => one.fullName);
    for (const name of names.length > 0 ? names : ['could not run']) failedTests.push(`${where} ${relative(root, file.name)}: ${name}`);
  }
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  // Whatever else made Jest fail counts as well: nothing ran, or the teardown broke.
  return { passed: numPassedTests, failed: status !== 0 && failed === 0 ? 1 : failed, skipped: numPendingTests + numTodoTests };
}

function failure(why) {
  if (why) console.error(why);
  return { passed: 0, failed: 1, skipped: 0 };
}

function conclude(results) {
  const sum = (count) => results.reduce((total, result) => total + result[count], 0);
  if (failedTests.length > 0) console.log(`\n\nFailed:\n${failedTests.map((line) => `  ${line}`).join('\n')}`);
  console.log('\n');
  for (const { name, seconds, ...counts } of results)
    console.log(`${counts.failed > 0 ? '✗' : '✓'} ${name.padEnd(28)} ${inWords(counts).padEnd(36)} ${seconds.toFixed(1)} s`);
  console.log('');
  console.log(inWords({ passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }));
  process.exitCode = sum('failed') > 0 ? 1 : 0;
}

function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
