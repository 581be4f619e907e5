/** The app under test as its manifest and the seed describe it. */
import type { Manifest } from './api';
import { derived } from './ids';

export interface SlashCommand {
  command: string;
  description: string;
  usageHint: string;
  shouldEscape: boolean;
}

export interface Shortcut {
  type: 'message' | 'global';
  callbackId: string;
  name: string;
}

export interface AppIdentity {
  id: string;
  name: string;
  botName: string;
  clientId: string;
  clientSecret: string;
  signingSecret: string;
  verificationToken: string;
  appToken: string;
  commands: SlashCommand[];
  shortcuts: Shortcut[];
  events: ReadonlySet<string>;
  scopes: string[];
  homeTab: boolean;
  messagesTab: boolean;
  messagesTabReadOnly: boolean;
}

interface ManifestFeatures {
  app_home?: { home_tab_enabled?: boolean; messages_tab_enabled?: boolean; messages_tab_read_only_enabled?: boolean };
  bot_user?: { display_name?: string };
  shortcuts?: { name: string; type: 'message' | 'global'; callback_id: string }[];
  slash_commands?: { command: string; description?: string; usage_hint?: string; should_escape?: boolean }[];
}

interface ManifestSettings {
  event_subscriptions?: { bot_events?: string[] };
}

export function appOfManifest(manifest: Manifest, seed: number): AppIdentity {
  const features = manifest.features as ManifestFeatures;
  const settings = manifest.settings as ManifestSettings;
  const secret = (what: string, length: number) => derived(seed, what, length);
  const id = `A0${secret('app', 9).toUpperCase()}`;
  return {
    id,
    name: manifest.display_information.name,
    botName: features.bot_user?.display_name ?? manifest.display_information.name,
    clientId: `${numeric(secret('client-id', 12))}.${numeric(secret('client-app', 12))}`,
    clientSecret: secret('client-secret', 32),
    signingSecret: secret('signing', 32),
    verificationToken: secret('verification', 24),
    appToken: `xapp-1-${id}-${numeric(secret('app-token-number', 12))}-${secret('app-token', 64)}`,
    commands: (features.slash_commands ?? []).map((command) => ({
      command: command.command,
      description: command.description ?? '',
      usageHint: command.usage_hint ?? '',
      shouldEscape: command.should_escape ?? false,
    })),
    shortcuts: (features.shortcuts ?? []).map(({ type, callback_id, name }) => ({ type, callbackId: callback_id, name })),
    events: new Set(settings.event_subscriptions?.bot_events ?? []),
    scopes: manifest.oauth_config.scopes.bot,
    homeTab: features.app_home?.home_tab_enabled ?? false,
    messagesTab: features.app_home?.messages_tab_enabled ?? true,
    messagesTabReadOnly: features.app_home?.messages_tab_read_only_enabled ?? false,
  };
}

export function botToken(seed: number, teamId: string): string {
  return `xoxb-${numeric(derived(seed, `team:${teamId}`, 12))}-${derived(seed, `bot-token:${teamId}`, 24)}`;
}

function numeric(hex: string): string {
  return String(BigInt(`0x${hex}`))
    .slice(0, 12)
    .padStart(12, '1');
}
