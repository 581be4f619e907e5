import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Environment, readConfig, readEnvironment } from '../src/config';
import { keptEncryptionKey } from '../src/encryption-key';
import { Refusal } from '../src/refusal';

const bot = 'xoxb-111-222-hunter2';
const app = 'xapp-1-A0-333-hunter2';
const signing = '0123456789abcdef0123456789abcdef';
const socket = { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app };

test('with nothing said, Backline runs in a sandbox of its own on this machine', () => {
  expect(readConfig({}, { terminal: true })).toEqual({
    mode: 'sandbox',
    databaseUrl: 'file:./data/sandbox.db',
    host: '127.0.0.1',
    port: 3000,
    log: { level: 'info', format: 'pretty' },
  });
});

test('two tokens connect one workspace in Socket Mode, with a database apart from the sandbox', () => {
  expect(readConfig(socket, { terminal: false })).toEqual({
    mode: 'socket',
    botToken: bot,
    appToken: app,
    apiUrl: 'https://slack.com/api/',
    databaseUrl: 'file:./data/backline.db',
    host: '127.0.0.1',
    port: 3000,
    log: { level: 'info', format: 'json' },
  });
});

test('a bot token with a signing secret means HTTP', () => {
  const config = readConfig({ SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: signing }, { terminal: false });
  expect(config).toMatchObject({ mode: 'http', botToken: bot, signingSecret: signing });
});

test('everything else can be chosen', () => {
  const key = Buffer.alloc(32, 7).toString('base64');
  const env = {
    ...socket,
    SLACK_API_URL: 'http://127.0.0.1:4000/api/',
    DATABASE_URL: 'postgres://backline:secret@db/backline',
    ENCRYPTION_KEY: key,
    HOST: '::1',
    PORT: '0',
    BASE_URL: 'https://backline.example/support/',
    LOG_LEVEL: 'debug',
    LOG_FORMAT: 'pretty',
    DATABASE_RESTORED: 'yes',
  };
  expect(readConfig(env, { terminal: false })).toMatchObject({
    apiUrl: 'http://127.0.0.1:4000/api/',
    databaseUrl: 'postgres://backline:secret@db/backline',
    encryptionKey: Buffer.alloc(32, 7),
    restored: true,
    host: '::1',
    port: 0,
    baseUrl: 'https://backline.example/support',
    log: { level: 'debug', format: 'pretty' },
  });
});

test('a blank variable, as compose files leave them, is no variable; blanks around a pasted token do not matter', () => {
  expect(readConfig({ SLACK_BOT_TOKEN: '', PORT: ' ' }, { terminal: true }).mode).toBe('sandbox');
  expect(readConfig({ ...socket, SLACK_BOT_TOKEN: ` ${bot}\n` }, { terminal: true })).toMatchObject({ botToken: bot });
});

const mistakes: [what: string, env: Environment, line: string][] = [
  [
    "a person's token where the bot's belongs",
    { ...socket, SLACK_BOT_TOKEN: 'xoxp-999-hunter2' },
    'SLACK_BOT_TOKEN: expected a bot token, which starts with "xoxb-"; found a value that starts with "xoxp-".',
  ],
  [
    'a token that is none',
    { ...socket, SLACK_BOT_TOKEN: 'hunter2' },
    'SLACK_BOT_TOKEN: expected a bot token, which starts with "xoxb-"; found a value of 7 characters.',
  ],
  [
    'the tokens the wrong way round',
    { SLACK_BOT_TOKEN: app, SLACK_APP_TOKEN: bot },
    'SLACK_BOT_TOKEN: expected a bot token, which starts with "xoxb-"; found a value that starts with "xapp-".\n' +
      'SLACK_APP_TOKEN: expected an app-level token, which starts with "xapp-"; found a value that starts with "xoxb-".',
  ],
  [
    'an app token alone',
    { SLACK_APP_TOKEN: app },
    "SLACK_BOT_TOKEN: expected with SLACK_APP_TOKEN; found nothing. Copy the Bot User OAuth Token (xoxb-…) from the app's page, OAuth & Permissions.",
  ],
  [
    'a signing secret alone',
    { SLACK_SIGNING_SECRET: signing },
    "SLACK_BOT_TOKEN: expected with SLACK_SIGNING_SECRET; found nothing. Copy the Bot User OAuth Token (xoxb-…) from the app's page, OAuth & Permissions.",
  ],
  [
    'a bot token alone',
    { SLACK_BOT_TOKEN: bot },
    "SLACK_APP_TOKEN: expected with SLACK_BOT_TOKEN; found nothing. Make an app-level token (xapp-…) with connections:write on the app's page, Basic Information; or set SLACK_SIGNING_SECRET for HTTP.",
  ],
  [
    'two ways to be reached',
    { ...socket, SLACK_SIGNING_SECRET: signing },
    'SLACK_APP_TOKEN, SLACK_SIGNING_SECRET: expected one of them; found both. Keep the app token for Socket Mode (no public address needed) or the signing secret for HTTP.',
  ],
  [
    'the address of a Slack, and no token for it',
    { SLACK_API_URL: 'http://127.0.0.1:3000/api/' },
    "SLACK_BOT_TOKEN: expected with SLACK_API_URL; found nothing. Copy the Bot User OAuth Token (xoxb-…) from the app's page, OAuth & Permissions.",
  ],
  [
    'many workspaces',
    { SLACK_CLIENT_ID: '123.456' },
    'SLACK_CLIENT_ID: expected nothing: many workspaces by OAuth are not available in this version; for one workspace set SLACK_BOT_TOKEN and SLACK_APP_TOKEN; found a value of 7 characters.',
  ],
  [
    'an API address without its end',
    { ...socket, SLACK_API_URL: 'https://slack.com/api' },
    'SLACK_API_URL: expected an http(s) address that ends in "/api/"; found "https://slack.com/api".',
  ],
  [
    'a database that is neither',
    { DATABASE_URL: 'mysql://root:hunter2@db/x' },
    'DATABASE_URL: expected "file:" and a path, or "postgres://…"; found an address that starts with "mysql:".',
  ],
  [
    'a database that forgets',
    { DATABASE_URL: 'file::memory:' },
    'DATABASE_URL: expected "file:" and a path, or "postgres://…"; found an address that starts with "file:".',
  ],
  [
    'a short key',
    { ENCRYPTION_KEY: 'c2VjcmV0' },
    'ENCRYPTION_KEY: expected 32 bytes in base64, as `openssl rand -base64 32` prints them; found a value of 8 characters.',
  ],
  ['a port that is none', { PORT: '70000' }, 'PORT: expected a port, 0 to 65535; found "70000".'],
  ['a port in words', { PORT: 'http' }, 'PORT: expected a port, 0 to 65535; found "http".'],
  ['a token as a port', { PORT: bot }, 'PORT: expected a port, 0 to 65535; found a value that starts with "xoxb-".'],
  [
    'an address with a password in it',
    { BASE_URL: 'https://kai:hunter2@hunter2@backline.example' },
    'BASE_URL: expected the http(s) address at which people reach this server; found "https://…@backline.example".',
  ],
  ['a level that is none', { LOG_LEVEL: 'loud' }, 'LOG_LEVEL: expected trace, debug, info, warn, error, fatal or silent; found "loud".'],
  [
    'a restore that is not said plainly',
    { DATABASE_RESTORED: 'maybe' },
    'DATABASE_RESTORED: expected "yes", for the first start after a restore, or nothing; found "maybe".',
  ],
  ['a format that is none', { LOG_FORMAT: 'xml' }, 'LOG_FORMAT: expected json or pretty; found "xml".'],
];

test.each(mistakes)('%s ends the start with the variable, what was expected and what was found', (_what, env, line) => {
  const refusal = refusalOf(env);
  expect(refusal.message).toBe(line);
  expect(refusal.exitCode).toBe(78);
});

test('no mistake ever shows a secret', () => {
  const messages = mistakes.map(([, env]) => refusalOf(env).message).join('\n');
  expect(messages).not.toMatch(/hunter2|0123456789abcdef/);
});

test('the key for stored tokens is made once, for its owner only, and a damaged one is never replaced', () => {
  const folder = mkdtempSync(join(tmpdir(), 'backline-key-'));
  const file = join(folder, 'data/encryption.key');

  const key = keptEncryptionKey(folder);
  expect(key).toHaveLength(32);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(keptEncryptionKey(folder)).toEqual(key);

  writeFileSync(file, 'oops');
  expect(() => keptEncryptionKey(folder)).toThrow(/does not hold a key of 32 bytes in base64: restore it from a backup/);
  rmSync(folder, { recursive: true });
});

describe('a file .env', () => {
  const folder = mkdtempSync(join(tmpdir(), 'backline-env-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('gives what the environment does not', () => {
    expect(readEnvironment({ PORT: '4000' }, folder)).toEqual({ PORT: '4000' });
    writeFileSync(join(folder, '.env'), '# Backline\nPORT=5000\nLOG_LEVEL="debug"\n');
    expect(readEnvironment({ PORT: '4000' }, folder)).toEqual({ PORT: '4000', LOG_LEVEL: 'debug' });
  });
});

function refusalOf(env: Environment): Refusal {
  try {
    readConfig(env, { terminal: true });
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was accepted');
}
