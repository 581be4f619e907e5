/** Who calls: a bot, the app itself, a signed-in person, or nobody known. */
import type { IncomingMessage } from 'node:http';
import type { Install, Json } from './model';
import type { Slack } from './slack';

export type Bearer =
  | { kind: 'bot'; install: Install }
  | { kind: 'app' }
  | { kind: 'user'; userId: string }
  | { kind: 'none'; problem: 'not_authed' | 'invalid_auth' | 'account_inactive' };

export function authorized(slack: Slack, request: IncomingMessage, args: Json): Bearer {
  const token = bearerToken(request) ?? (typeof args.token === 'string' ? args.token : undefined);
  return token === undefined || token === '' ? { kind: 'none', problem: 'not_authed' } : bearerOf(slack, token);
}

export function bearerOf(slack: Slack, token: string): Bearer {
  if (token === slack.app.appToken) return { kind: 'app' };

  const install = slack.store.find('installs', ({ botToken }) => botToken === token);
  if (install !== undefined) return install.revoked ? { kind: 'none', problem: 'account_inactive' } : { kind: 'bot', install };
  const userId = slack.signIns.get(token);
  return userId === undefined ? { kind: 'none', problem: 'invalid_auth' } : { kind: 'user', userId };
}

function bearerToken(request: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
}
