/** Answers gone wrong, as an injected fault asks for. */
import type { ServerResponse } from 'node:http';
import type { Fault } from './api';
import { sendJson } from './bodies';
import type { Json } from './model';

/** Whether the fault strikes before Slack has done the work. */
export function strikesFirst(fault: Fault): boolean {
  return fault.what.kind === 'rate_limit' || fault.when !== 'after';
}

/** Sends what the fault leaves of an answer; `answer` is null when nothing was done. */
export async function spoil({ what }: Fault, response: ServerResponse, answer: Json | null): Promise<void> {
  switch (what.kind) {
    case 'rate_limit':
      if (what.retryAfterSeconds !== null) response.setHeader('Retry-After', String(what.retryAfterSeconds));
      sendJson(response, 429, { ok: false, error: 'ratelimited' });
      return;
    case 'http':
      response.writeHead(what.status, { 'Content-Type': 'text/html' }).end('<html>Something went wrong</html>');
      return;
    case 'error':
      sendJson(response, 200, { ok: false, error: what.error });
      return;
    case 'hang':
      await new Promise<void>((resolve) => setTimeout(resolve, what.ms).unref());
      sendJson(response, 200, answer ?? { ok: false, error: 'request_timeout' });
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'truncate':
      truncate(response, JSON.stringify(answer ?? { ok: false, error: 'internal_error' }));
  }
}

/** Promises the whole answer, sends half of it, and closes. */
function truncate(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': Buffer.byteLength(body) });
  response.write(body.slice(0, Math.ceil(body.length / 2)), () => response.socket?.destroy());
}
