import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { Refusal } from './refusal';

/** What the environment says, checked. `mode` tells how Slack is reached, and which secrets are there. */
export type Config = Common & (SandboxMode | SocketMode | HttpMode);

interface Common {
  databaseUrl: string;
  /** 32 bytes. When absent, `encryption-key.ts` keeps one in `data/`. */
  encryptionKey?: Buffer;
  /** The database has just come back from a backup. */
  restored?: true;
  host: string;
  port: number;
  /** Where people reach our pages, without a slash at the end. Absent: whatever address the server gets. */
  baseUrl?: string;
  log: { level: string; format: 'json' | 'pretty' };
}

/** No tokens: a pretend workspace on this machine. */
interface SandboxMode {
  mode: 'sandbox';
}

interface SocketMode {
  mode: 'socket';
  botToken: string;
  appToken: string;
  apiUrl: string;
}

interface HttpMode {
  mode: 'http';
  botToken: string;
  signingSecret: string;
  apiUrl: string;
}

export type Environment = Record<string, string | undefined>;

/** The environment, and below it what a file `.env` in the folder says. */
export function readEnvironment(env: Environment, folder: string): Environment {
  const file = join(folder, '.env');
  return existsSync(file) ? { ...parseEnv(readFileSync(file, 'utf8')), ...env } : env;
}

/** Throws a `Refusal` with a line for each mistake: the variable, what was expected, what was found; never a secret. */
export function readConfig(env: Environment, { terminal }: { terminal: boolean }): Config {
  const given = withoutBlanks(env);
  const { success, data, error } = Variables.safeParse(given);
  if (!success) throw new Refusal(error.issues.map(({ path, message }) => mistake(String(path[0]), message, given)).join('\n'));

  const connection = connectionOf(data);
  const sandboxed = connection.mode === 'sandbox';
  return {
    ...connection,
    databaseUrl: data.DATABASE_URL ?? (sandboxed ? 'file:./data/sandbox.db' : 'file:./data/backline.db'),
    ...(data.ENCRYPTION_KEY && { encryptionKey: Buffer.from(data.ENCRYPTION_KEY, 'base64') }),
    ...(data.DATABASE_RESTORED && { restored: true }),
    host: data.HOST,
    port: data.PORT,
    ...(data.BASE_URL && { baseUrl: data.BASE_URL.replace(/\/+$/, '') }),
    log: { level: data.LOG_LEVEL, format: data.LOG_FORMAT ?? (terminal ? 'pretty' : 'json') },
  };
}

/** A field's message completes the sentence "expected …". */
const text = (pattern: RegExp, expected: string) => z.string().regex(pattern, expected);

const manyWorkspaces =
  'nothing: many workspaces by OAuth are not available in this version; for one workspace set SLACK_BOT_TOKEN and SLACK_APP_TOKEN';

const Variables = z.object({
  SLACK_BOT_TOKEN: text(/^xoxb-[\w-]+$/, 'a bot token, which starts with "xoxb-"').optional(),
  SLACK_APP_TOKEN: text(/^xapp-[\w-]+$/, 'an app-level token, which starts with "xapp-"').optional(),
  SLACK_SIGNING_SECRET: text(/^[0-9a-f]{32}$/i, 'the signing secret, 32 hexadecimal characters').optional(),
  SLACK_CLIENT_ID: z.undefined(manyWorkspaces).optional(),
  SLACK_CLIENT_SECRET: z.undefined(manyWorkspaces).optional(),
  SLACK_STATE_SECRET: z.undefined(manyWorkspaces).optional(),
  SLACK_API_URL: text(/^https?:\/\/[^\s?#@]+\/api\/$/, 'an http(s) address that ends in "/api/"').optional(),
  DATABASE_URL: text(/^(file:(?!:memory:)[^?]+|postgres(ql)?:\/\/.+)$/, '"file:" and a path, or "postgres://…"').optional(),
  DATABASE_RESTORED: z.literal('yes', '"yes", for the first start after a restore, or nothing').optional(),
  ENCRYPTION_KEY: text(/^[A-Za-z0-9+/]{43}=$/, '32 bytes in base64, as `openssl rand -base64 32` prints them').optional(),
  HOST: text(/^[\w.:-]+$/, 'a host name or address to listen on').default('127.0.0.1'),
  PORT: text(/^\d{1,5}$/, 'a port, 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'a port, 0 to 65535')
    .default(3000),
  BASE_URL: text(/^https?:\/\/[^\s?#@]+$/, 'the http(s) address at which people reach this server').optional(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'trace, debug, info, warn, error, fatal or silent')
    .default('info'),
  LOG_FORMAT: z.enum(['json', 'pretty'], 'json or pretty').optional(),
});

/** Every variable that means something. */
export const variableNames = Object.keys(Variables.shape);

function withoutBlanks(env: Environment): Environment {
  const trimmed = variableNames.map((name) => [name, env[name]?.trim()] as const);
  return Object.fromEntries(trimmed.filter(([, value]) => value));
}

function mistake(name: string, expected: string, env: Environment): string {
  return `${name}: expected ${expected}; found ${shown(name, env[name] ?? '')}.`;
}

const namesShownWhole = new Set(['SLACK_API_URL', 'BASE_URL', 'HOST', 'PORT', 'LOG_LEVEL', 'LOG_FORMAT', 'DATABASE_RESTORED']);

/** Enough to see the mistake. A token in the wrong variable shows only of which kind it is; an address hides whoever logs in. */
function shown(name: string, value: string): string {
  const kind = /xox[a-z][-.]|xapp-/.exec(value)?.[0];
  if (kind) return `a value that starts with "${kind}"`;
  if (namesShownWhole.has(name) && value.length <= 200) return `"${value.replace(/\/\/[^/]*@/, '//…@')}"`;
  const scheme = name === 'DATABASE_URL' && /^[a-z][a-z0-9+.-]*:/i.exec(value)?.[0];
  return scheme ? `an address that starts with "${scheme}"` : `a value of ${value.length} characters`;
}

const slackItself = 'https://slack.com/api/';

function connectionOf(env: z.infer<typeof Variables>): SandboxMode | SocketMode | HttpMode {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = env;
  const apiUrl = env.SLACK_API_URL ?? slackItself;
  if (appToken && signingSecret) throw new Refusal(bothWays);
  if (botToken && appToken) return { mode: 'socket', botToken, appToken, apiUrl };
  if (botToken && signingSecret) return { mode: 'http', botToken, signingSecret, apiUrl };
  if (botToken) throw new Refusal(noWayIn);

  const halfGiven = (['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_API_URL'] as const).find((name) => env[name]);
  if (halfGiven) throw new Refusal(noBotToken(halfGiven));
  return { mode: 'sandbox' };
}

const bothWays =
  'SLACK_APP_TOKEN, SLACK_SIGNING_SECRET: expected one of them; found both. Keep the app token for Socket Mode (no public address needed) or the signing secret for HTTP.';
const noBotToken = (other: string) =>
  `SLACK_BOT_TOKEN: expected with ${other}; found nothing. Copy the Bot User OAuth Token (xoxb-…) from the app's page, OAuth & Permissions.`;
const noWayIn =
  "SLACK_APP_TOKEN: expected with SLACK_BOT_TOKEN; found nothing. Make an app-level token (xapp-…) with connections:write on the app's page, Basic Information; or set SLACK_SIGNING_SECRET for HTTP.";
