import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import type { Failure } from './outcome';

/** How long a 429 without `Retry-After` is taken to mean. */
const restMs = 30_000;

/**
 * What the client of `@slack/web-api` threw, as one of our outcomes. The texts are codes and names only: neither what was sent nor
 * the token can stand in them.
 */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof WebAPIRateLimitedError) return { is: 'limited', retryAfterMs: thrown.retryAfter * 1000 };
  if (thrown instanceof WebAPIPlatformError) return refusal(thrown.data);
  if (thrown instanceof WebAPIHTTPError) return ofStatus(thrown.statusCode);
  if (thrown instanceof WebAPIRequestError) return ofConnection(thrown.original);
  if (thrown instanceof Error && thrown.message.startsWith('Retry header did not contain')) return { is: 'limited', retryAfterMs: restMs };
  return { is: 'unknown', error: 'answer_broke_off' };
}

interface Refused {
  error?: unknown;
  response_metadata?: { messages?: string[]; retryAfter?: number };
}

/** Slack's own names for "something broke on our side": the work may have been done before it broke. */
const unknownErrors = new Set(['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable']);
const limitErrors = new Set(['ratelimited', 'rate_limited']);
const errorName = /^[a-z][a-z0-9_]*$/;

function refusal({ error, response_metadata }: Refused): Failure {
  // An answer that is no JSON is given to us as an error that reads like the answer.
  if (typeof error !== 'string' || !errorName.test(error)) return { is: 'unknown', error: 'answer_unreadable' };
  if (unknownErrors.has(error)) return { is: 'unknown', error };
  if (limitErrors.has(error)) return { is: 'limited', retryAfterMs: (response_metadata?.retryAfter ?? restMs / 1000) * 1000 };
  return { is: 'refused', error, messages: response_metadata?.messages ?? [] };
}

/** Slack answers 200 or 429; anything else below 500 comes from something on the way, which refused to pass the call on. */
function ofStatus(status: number): Failure {
  const error = `http_${status}`;
  return status >= 400 && status < 500 && status !== 408 ? { is: 'unreached', error } : { is: 'unknown', error };
}

/** No connection was made, so nothing was sent over it. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

function ofConnection(error: unknown): Failure {
  const { name, code = 'connection_lost' } = error as { name: string; code?: string };
  if (name === 'TimeoutError') return { is: 'unknown', error: 'timeout' };
  return neverConnected.has(code) ? { is: 'unreached', error: code } : { is: 'unknown', error: code };
}

/** A failed connection as an error of ours: a name, and the code of what lay beneath it. */
export class ConnectionFailed extends Error {
  readonly code: string | undefined;

  constructor(cause: unknown) {
    super('The connection failed');
    this.name = nameOf(cause);
    const codes = codesOf(cause);
    // Node tries every address of a host: only if none was reached was nothing sent.
    this.code = codes.find((code) => !neverConnected.has(code)) ?? codes[0];
  }
}

interface Thrown {
  name?: unknown;
  code?: unknown;
  cause?: unknown;
  errors?: unknown[];
}

const nameOf = (thrown: unknown): string => String((thrown as Thrown | null)?.name);

function codesOf(thrown: unknown): string[] {
  if (typeof thrown !== 'object' || thrown === null) return [];
  const { code, cause, errors = [] } = thrown as Thrown;
  if (errors.length > 0) return errors.flatMap(codesOf);
  return [...(typeof code === 'string' ? [code] : []), ...codesOf(cause)];
}
