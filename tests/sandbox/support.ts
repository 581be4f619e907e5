/** A sandbox with a small app of real Bolt on it. */
import { readFileSync } from 'node:fs';
import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { parse } from 'yaml';
import { type Manifest, type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox';

const stopping: (() => Promise<unknown>)[] = [];

export async function stopAll(): Promise<void> {
  for (const stop of stopping.splice(0).reverse()) await stop();
}

/** Backline's own manifest with whatever else a test wants of it. */
export function manifest(more: { scopes?: string[]; events?: string[]; features?: Record<string, unknown> } = {}): Manifest {
  const own = parse(readFileSync('manifest.yml', 'utf8')) as Manifest;
  const subscriptions = (own.settings.event_subscriptions ?? {}) as { bot_events?: string[] };
  return {
    ...own,
    features: { ...own.features, ...more.features },
    oauth_config: { scopes: { bot: [...new Set([...own.oauth_config.scopes.bot, ...(more.scopes ?? [])])] } },
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
