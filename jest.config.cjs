const swc = (parser) => ['@swc/jest', { jsc: { target: 'es2022', ...(parser && { parser }) }, module: { type: 'commonjs' } }];

// Published as ES modules only, which Jest cannot require.
const esOnly = '(temporal-|@prisma/schema-engine-wasm/)';

const common = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: {
    '^.+\\.tsx?$': swc({ syntax: 'typescript', tsx: false }),
    [`node_modules/${esOnly}.+\\.js$`]: swc(),
  },
  transformIgnorePatterns: [`/node_modules/(?!${esOnly})`],
  moduleFileExtensions: ['ts', 'js', 'cjs', 'mjs', 'json'],
  // Makes the empty, migrated database that `freshDatabase` copies: on SQLite, or with BACKLINE_TEST_DATABASE=postgres on a PostgreSQL.
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
};

/** Whatever is stored: these run once on SQLite and once more on PostgreSQL. */
const scenarios = [
  '**/tests/scenarios/**/*.test.ts',
  '**/tests/delivery/**/*.test.ts',
  '**/tests/inbox/**/*.test.ts',
  '**/tests/listeners/**/*.test.ts',
  '**/tests/jobs/**/*.test.ts',
  '**/tests/database/**/*.test.ts',
  '**/tests/web/**/*.test.ts',
  '**/tests/cli/**/*.test.ts',
  '**/tests/domain/**/store*.test.ts',
  '**/tests/domain/**/records/**/*.test.ts',
];
const sandbox = ['**/tests/sandbox/**/*.test.ts'];
const browser = ['**/tests/browser/**/*.test.ts'];

const project = (displayName, patterns) => ({ ...common, displayName, testMatch: patterns });
const not = (patterns) => patterns.map((pattern) => `!${pattern}`);

module.exports = {
  testTimeout: 30_000,
  projects: [
    project('scenarios', scenarios),
    project('sandbox', sandbox),
    project('browser', browser),
    project('unit', ['**/tests/**/*.test.ts', ...not([...scenarios, ...sandbox, ...browser])]),
  ],
};
