const transform = {
  '^.+\\.tsx?$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: false } }, module: { type: 'commonjs' } }],
};
// temporal-polyfill is published as ES modules only; Jest on Node 20 cannot require those.
transform['node_modules/temporal-(polyfill|utils)/.+\\.js$'] = ['@swc/jest', { jsc: { target: 'es2022' }, module: { type: 'commonjs' } }];
const common = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform,
  transformIgnorePatterns: ['/node_modules/(?!temporal-)'],
  moduleFileExtensions: ['ts', 'js', 'cjs', 'mjs', 'json'],
};

module.exports = { ...common, testMatch: ['<rootDir>/tests/**/*.test.ts'], testTimeout: 30_000 };
