/** The pages on which a person agrees: to an install (`/oauth/v2/authorize`), to a sign-in (`/openid/connect/authorize`). */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, sendJson, sendText } from '../bodies';
import type { User } from '../model';
import { isBot, type Slack } from '../slack';
import type { Grant } from './exchange';
import { publicKeys } from './identity-token';

const PURPOSES: Record<string, Grant['purpose']> = { '/oauth/v2/authorize': 'install', '/openid/connect/authorize': 'sign_in' };

export function isOAuthPath(path: string): boolean {
  return path.startsWith('/oauth/') || path.startsWith('/openid/') || path === '/.well-known/openid-configuration';
}

export async function answerOAuth(slack: Slack, path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const purpose = PURPOSES[path];
  if (purpose !== undefined && request.method === 'GET') showPage(slack, path, purpose, request, response);
  else if (purpose !== undefined) agree(slack, purpose, new URLSearchParams(await readBody(request)), response);
  else if (path === '/openid/connect/keys') sendJson(response, 200, publicKeys());
  else if (path === '/.well-known/openid-configuration') sendJson(response, 200, configuration(slack));
  else sendText(response, 404, 'Nothing here');
}

function showPage(slack: Slack, path: string, purpose: Grant['purpose'], request: IncomingMessage, response: ServerResponse): void {
  const query = new URL(request.url ?? '', 'http://sandbox').searchParams;
  const problem = problemWith(slack, query);
  if (problem !== null) {
    sendText(response, 400, page('This link does not work', `<p>${escaped(problem)}</p>`), 'text/html; charset=utf-8');
    return;
  }
  const hidden = [...query].map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`);
  const people = mayAgree(slack, purpose).map((user) => `<option value="${user.id}">${escaped(labelOf(slack, user))}</option>`);
  const what =
    purpose === 'install' ? `may use: ${(query.get('scope') ?? '').split(',').join(', ')}` : 'learns your name, e-mail address and picture';
  const form = `<p>${escaped(slack.app.name)} ${escaped(what)}</p><form method="post" action="${path}">${hidden.join('')}
<label>You are <select name="as">${people.join('')}</select></label> <button name="answer" value="allow">Allow</button> <button name="answer" value="deny">Cancel</button></form>`;
  const title = purpose === 'install' ? `Install ${slack.app.name}` : `Sign in to ${slack.app.name}`;
  sendText(response, 200, page(title, form), 'text/html; charset=utf-8');
}

function agree(slack: Slack, purpose: Grant['purpose'], form: URLSearchParams, response: ServerResponse): void {
  const problem = problemWith(slack, form);
  const user = slack.store.get('users', form.get('as') ?? '');
  if (problem !== null || user === undefined) {
    sendText(response, 400, problem ?? 'There is no such person');
    return;
  }
  const target = new URL(form.get('redirect_uri') ?? '');
  const state = form.get('state');
  if (state !== null) target.searchParams.set('state', state);
  if (form.get('answer') === 'deny') target.searchParams.set('error', 'access_denied');
  else target.searchParams.set('code', newCode(slack, purpose, user, form));
  response.writeHead(302, { Location: target.href }).end();
}

function newCode(slack: Slack, purpose: Grant['purpose'], user: User, form: URLSearchParams): string {
  const code = `${slack.ids.secret(12)}.${slack.ids.secret(48)}`;
  const nonce = form.get('nonce');
  slack.grants.set(code, {
    purpose,
    userId: user.id,
    teamId: user.teamId,
    redirectUri: form.get('redirect_uri') ?? '',
    scopes: (form.get('scope') ?? '').split(',').filter((scope) => scope !== ''),
    issuedMs: slack.clock.nowMs(),
    ...(nonce === null ? {} : { nonce }),
  });
  return code;
}

function problemWith(slack: Slack, query: URLSearchParams): string | null {
  if (query.get('client_id') !== slack.app.clientId) return 'Invalid client_id parameter';
  const redirect = query.get('redirect_uri') ?? '';
  if (!URL.canParse(redirect)) return 'redirect_uri did not match any configured URIs';
  return (query.get('scope') ?? '') === '' ? 'No scopes requested' : null;
}

/** Only admins install; everybody signs in. */
function mayAgree(slack: Slack, purpose: Grant['purpose']): User[] {
  return slack.store.filter(
    'users',
    (user) => !user.deleted && !isBot(user) && !user.isStranger && (purpose === 'sign_in' || user.isAdmin),
  );
}

function labelOf(slack: Slack, user: User): string {
  return `${user.realName} (${slack.store.get('teams', user.teamId)?.name ?? ''})`;
}

function configuration(slack: Slack): Record<string, unknown> {
  return {
    issuer: 'https://slack.com',
    authorization_endpoint: `${slack.url}/openid/connect/authorize`,
    token_endpoint: `${slack.url}/api/openid.connect.token`,
    userinfo_endpoint: `${slack.url}/api/openid.connect.userInfo`,
    jwks_uri: `${slack.url}/openid/connect/keys`,
    scopes_supported: ['openid', 'profile', 'email'],
    response_types_supported: ['code'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)} — sandbox</title><h1>${escaped(title)}</h1>${body}</html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
