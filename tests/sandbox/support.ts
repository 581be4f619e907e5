/** A sandbox with a small app of real Bolt on it. */
import { readFileSync } from 'node:fs';
import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { parse } from 'yaml';
import { type Manifest, type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox';
import { methods } from '../../sandbox/strict';

const stopping: (() => Promise<unknown>)[] = [];

export async function stopAll(): Promise<void> {
  for (const stop of stopping.splice(0).reverse()) await stop();
}

/** Backline's own manifest with whatever else a test wants of it, and `without` some of its scopes. */
export function manifest(
  more: { scopes?: string[]; without?: string[]; events?: string[]; features?: Record<string, unknown> } = {},
): Manifest {
  const own = parse(readFileSync('manifest.yml', 'utf8')) as Manifest;
  const subscriptions = (own.settings.event_subscriptions ?? {}) as { bot_events?: string[] };
  const scopes = [...new Set([...own.oauth_config.scopes.bot, ...(more.scopes ?? [])])];
  return {
    ...own,
    features: { ...own.features, ...more.features },
    oauth_config: { scopes: { bot: scopes.filter((scope) => !more.without?.includes(scope)) } },
    settings: {
      ...own.settings,
      event_subscriptions: { bot_events: [...new Set([...(subscriptions.bot_events ?? []), ...(more.events ?? [])])] },
    },
  };
}

export async function sandboxWith(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ manifest: manifest(), ...options });
  stopping.push(() => sandbox.stop());
  return sandbox;
}

/** Real Bolt in Socket Mode, connected. */
export async function appOn(sandbox: Sandbox, listen: (app: App) => void): Promise<App> {
  const clientOptions = () => ({ slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 } });
  const receiver = new SocketModeReceiver({
    appToken: sandbox.app.appToken,
    logLevel: LogLevel.ERROR,
    installerOptions: { clientOptions: clientOptions() },
  });
  const app = new App({
    token: sandbox.app.botToken,
    receiver,
    logLevel: LogLevel.ERROR,
    clientOptions: clientOptions(),
    deferInitialization: true,
    ignoreSelf: false,
  });
  listen(app);
  await app.init();
  await app.start();
  stopping.push(() => app.stop());
  return app;
}

/** A channel with these people and, unless said otherwise, the app's bot. */
export function channelOf(
  sandbox: Sandbox,
  name: string,
  members: string[],
  more: { is_private?: boolean; botIsMember?: boolean } = {},
): Promise<string> {
  return sandbox.make({ make: 'channel', name, members, botIsMember: true, ...more });
}

/** Every scope that a method of this Slack asks for. */
export const ALL_SCOPES = [
  ...new Set(
    Object.values(methods).flatMap(({ scopes = [], scopesByKind = {}, scopeOf = {} }) => [
      ...scopes,
      ...Object.values(scopesByKind).flat(),
      ...Object.values(scopeOf),
    ]),
  ),
];

export type Answer = Record<string, unknown> & { ok: boolean; error?: string };

/** A call as any HTTP client makes it, with a JSON body. */
export async function call(
  sandbox: Sandbox,
  method: string,
  args: Record<string, unknown> = {},
  token = sandbox.app.botToken,
): Promise<Answer> {
  const response = await fetch(sandbox.apiUrl + method, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json; charset=utf-8' },
    body: JSON.stringify(args),
  });
  return (await response.json()) as Answer;
}

/** The answer of a call that must succeed. */
export async function done<T = Answer>(sandbox: Sandbox, method: string, args: Record<string, unknown> = {}, token?: string): Promise<T> {
  const answer = await call(sandbox, method, args, token);
  if (!answer.ok) throw new Error(`${method} was refused: ${JSON.stringify(answer)}`);
  return answer as T;
}

/** Events of a type that the app was sent, as it got them. */
export function eventsNamed(sandbox: Sandbox, name: string): Record<string, unknown>[] {
  return sandbox.log
    .filter((entry) => entry.way === 'event' && entry.name === name)
    .map((entry) => entry.request.event as Record<string, unknown>);
}

/** A person agrees on an OAuth page; answers the code that the app gets back. */
export async function codeFrom(sandbox: Sandbox, page: string, as: string, fields: Record<string, string>): Promise<string> {
  const { clientId } = sandbox.app;
  const form = { client_id: clientId, redirect_uri: 'https://app.example/back', as, answer: 'allow', ...fields };
  const response = await fetch(sandbox.url + page, { method: 'POST', redirect: 'manual', body: new URLSearchParams(form) });
  return new URL(response.headers.get('location') ?? '').searchParams.get('code') ?? '';
}
