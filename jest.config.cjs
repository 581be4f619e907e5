const transform = { '^.+\\.tsx?$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: false } }, module: { type: 'commonjs' } }] };
const common = { rootDir: __dirname, testEnvironment: 'node', transform, moduleFileExtensions: ['ts', 'js', 'cjs', 'mjs', 'json'] };

module.exports = { ...common, testMatch: ['<rootDir>/tests/**/*.test.ts'], testTimeout: 30_000 };
