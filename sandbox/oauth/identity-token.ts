/** OpenID Connect tokens: signed with a key made when the first is asked for. */
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Json } from '../model';
import { nowSeconds, type Slack } from '../slack';

const LIFETIME_S = 300;
const KEY_ID = 'sandbox';

interface Keys {
  privateKey: KeyObject;
  publicKey: KeyObject;
}

let keys: Keys | undefined;

export function identityToken(slack: Slack, claims: Json, nonce?: string): string {
  const now = nowSeconds(slack);
  const header = encoded({ typ: 'JWT', alg: 'RS256', kid: KEY_ID });
  const times = { iss: 'https://slack.com', aud: slack.app.clientId, exp: now + LIFETIME_S, iat: now, auth_time: now };
  const body = encoded({ ...times, ...claims, ...(nonce === undefined ? {} : { nonce }) });
  const signature = createSign('RSA-SHA256').update(`${header}.${body}`).sign(keyPair().privateKey, 'base64url');
  return `${header}.${body}.${signature}`;
}

/** The public half, as `/openid/connect/keys` serves it. */
export function publicKeys(): Json {
  return { keys: [{ ...keyPair().publicKey.export({ format: 'jwk' }), kid: KEY_ID, alg: 'RS256', use: 'sig' }] };
}

function keyPair(): Keys {
  keys ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
  return keys;
}

function encoded(value: Json): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
