import { createPublicKey, createVerify, type JsonWebKey } from 'node:crypto';
import type { Sandbox } from '../../sandbox';
import { call, codeFrom, done, sandboxWith, stopAll } from './support';

afterEach(stopAll);

const INSTALL = '/oauth/v2/authorize';
const SIGN_IN = '/openid/connect/authorize';

function exchange(sandbox: Sandbox, code: string, more: Record<string, string> = {}) {
  const { clientId: client_id, clientSecret: client_secret } = sandbox.app;
  return call(sandbox, 'oauth.v2.access', { client_id, client_secret, code, ...more }, '');
}

test('an admin installs the app: the page names the scopes, the code becomes a token with them, once', async () => {
  const sandbox = await sandboxWith();
  const { kai = '', ana = '' } = sandbox.people;
  const query = new URLSearchParams({
    client_id: sandbox.app.clientId,
    scope: 'chat:write,users:read',
    state: 's',
    redirect_uri: 'https://app.example/back',
  });
  const page = await (await fetch(`${sandbox.url}${INSTALL}?${query}`)).text();
  expect(page).toContain('may use: chat:write, users:read');
  expect([page.includes(kai), page.includes(ana)]).toEqual([true, false]);

  const code = await codeFrom(sandbox, INSTALL, kai, { scope: 'chat:write,users:read' });
  const answer = await exchange(sandbox, code);
  expect(answer).toMatchObject({
    ok: true,
    scope: 'chat:write,users:read',
    token_type: 'bot',
    bot_user_id: sandbox.app.botUserId,
    authed_user: { id: kai },
  });
  expect(await call(sandbox, 'team.info', {}, String(answer.access_token))).toMatchObject({ error: 'missing_scope', needed: 'team:read' });
  expect(await exchange(sandbox, code)).toMatchObject({ error: 'invalid_code' });
});

test('a wrong secret, a wrong address and an old code are refused', async () => {
  const sandbox = await sandboxWith();
  const { kai = '' } = sandbox.people;
  const code = await codeFrom(sandbox, INSTALL, kai, { scope: 'chat:write' });
  expect(await exchange(sandbox, code, { client_secret: 'x' })).toMatchObject({ error: 'bad_client_secret' });
  expect(await exchange(sandbox, code, { redirect_uri: 'https://elsewhere.example' })).toMatchObject({ error: 'bad_redirect_uri' });
  const old = await codeFrom(sandbox, INSTALL, kai, { scope: 'chat:write' });
  await sandbox.clock.advance(11 * 60_000);
  expect(await exchange(sandbox, old)).toMatchObject({ error: 'invalid_code' });
});

test('who declines is sent back with that', async () => {
  const sandbox = await sandboxWith();
  const form = {
    client_id: sandbox.app.clientId,
    redirect_uri: 'https://app.example/back',
    scope: 'chat:write',
    as: sandbox.people.kai ?? '',
    answer: 'deny',
    state: 's',
  };
  const response = await fetch(sandbox.url + INSTALL, { method: 'POST', redirect: 'manual', body: new URLSearchParams(form) });
  expect(response.headers.get('location')).toBe('https://app.example/back?state=s&error=access_denied');
});

test('a person signs in: a token signed with a published key, and what it tells of them', async () => {
  const sandbox = await sandboxWith();
  const { ana = '' } = sandbox.people;
  const { clientId: client_id, clientSecret: client_secret } = sandbox.app;
  const code = await codeFrom(sandbox, SIGN_IN, ana, { scope: 'openid profile email', nonce: 'n' });
  const { access_token, id_token } = await done<{ access_token: string; id_token: string }>(
    sandbox,
    'openid.connect.token',
    { client_id, client_secret, code },
    '',
  );

  const [head = '', body = '', signature = ''] = id_token.split('.');
  const { keys } = (await (await fetch(`${sandbox.url}/openid/connect/keys`)).json()) as { keys: JsonWebKey[] };
  const key = createPublicKey({ key: keys[0] ?? {}, format: 'jwk' });
  expect(createVerify('RSA-SHA256').update(`${head}.${body}`).verify(key, signature, 'base64url')).toBe(true);
  expect(JSON.parse(Buffer.from(body, 'base64url').toString())).toMatchObject({ sub: ana, nonce: 'n', aud: client_id });
  expect(await done(sandbox, 'openid.connect.userInfo', {}, access_token)).toMatchObject({ sub: ana, email: 'ana@bare.example' });
  expect(await call(sandbox, 'openid.connect.userInfo')).toMatchObject({ error: 'not_allowed_token_type' });
});
