import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from '../../src/slack/client';
import { freePort } from '../support/ports';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let handler: Handler;
let received: { url: string; authorization: string | undefined; body: string }[];
let apiUrl: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push({ url: request.url ?? '', authorization: request.headers.authorization, body });
      handler(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
});
beforeEach(() => {
  received = [];
});
afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

const token = 'xoxb-very-secret';
const answering = (answer: Handler) => {
  handler = answer;
  return createClient({ token, apiUrl, timeoutMs: 1_000 });
};
const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Handler =>
  (_request, response) => {
    response
      .writeHead(status, { 'Content-Type': 'application/json', ...headers })
      .end(typeof body === 'string' ? body : JSON.stringify(body));
  };
const ask = (answer: Handler) => answering(answer).call('users.info', { user: 'U1' });

test('a call is one request, with the token in its header only', async () => {
  const outcome = await ask(json(200, { ok: true, user: { id: 'U1', name: 'ana' } }));
  expect(outcome).toMatchObject({ is: 'ok', answer: { user: { name: 'ana' } } });
  expect(received).toEqual([{ url: '/api/users.info', authorization: `Bearer ${token}`, body: 'user=U1' }]);
});

test('letters of every alphabet arrive as they are', async () => {
  const client = answering(json(200, { ok: true, ts: '1.0', message: { text: 'Tõnu 😀' } }));
  const outcome = await client.call('chat.postMessage', { channel: 'C1', text: 'Tõnu 😀 & co' });
  expect(new URLSearchParams(received[0]?.body).get('text')).toBe('Tõnu 😀 & co');
  expect(outcome).toMatchObject({ answer: { message: { text: 'Tõnu 😀' } } });
});

describe('what an answer means', () => {
  const half: Handler = (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '40' });
    response.write('{"ok":true,', () => response.socket?.destroy());
  };
  const cases: [string, Handler, unknown][] = [
    ['no by name', json(200, { ok: false, error: 'channel_not_found' }), { is: 'refused', error: 'channel_not_found', messages: [] }],
    [
      'no by name, with reasons',
      json(200, { ok: false, error: 'invalid_blocks', response_metadata: { messages: ['[ERROR] no more than 50 items'] } }),
      { is: 'refused', error: 'invalid_blocks', messages: ['[ERROR] no more than 50 items'] },
    ],
    ['429 with a time', json(429, { ok: false, error: 'ratelimited' }, { 'Retry-After': '7' }), { is: 'limited', retryAfterMs: 7_000 }],
    ['429 without', json(429, { ok: false, error: 'ratelimited' }), { is: 'limited', retryAfterMs: 30_000 }],
    ['too many, said in the body', json(200, { ok: false, error: 'ratelimited' }), { is: 'limited', retryAfterMs: 30_000 }],
    ['500', json(500, 'Oops'), { is: 'unknown', error: 'http_500' }],
    ['502', json(502, '<html>'), { is: 'unknown', error: 'http_502' }],
    ['a proxy that lets nobody through', json(403, '<html>'), { is: 'unreached', error: 'http_403' }],
    ['a page that sends elsewhere', json(302, '', { Location: 'https://example.com/' }), { is: 'unknown', error: 'http_302' }],
    ['fatal_error', json(200, { ok: false, error: 'fatal_error' }), { is: 'unknown', error: 'fatal_error' }],
    ['no JSON', json(200, '<html>Something went wrong</html>'), { is: 'unknown', error: 'answer_unreadable' }],
    ['nothing', json(200, ''), { is: 'unknown', error: 'answer_unreadable' }],
    ['half', half, { is: 'unknown', error: 'ECONNRESET' }],
    ['a reset', (request) => request.socket.resetAndDestroy(), { is: 'unknown', error: 'ECONNRESET' }],
    ['silence', () => {}, { is: 'unknown', error: 'timeout' }],
    [
      'silence in the middle',
      (_request, response) => {
        response.writeHead(200, { 'Content-Length': '40' });
        response.write('{"ok":');
      },
      { is: 'unknown', error: 'timeout' },
    ],
  ];

  test.each(cases)('%s', async (_what, answer, outcome) => {
    expect(await ask(answer)).toEqual(outcome);
    expect(received).toHaveLength(1); // and is never asked twice
  });

  test('nobody there', async () => {
    const client = createClient({ token, apiUrl: `http://127.0.0.1:${await freePort()}/api/` });
    expect(await client.call('auth.test')).toEqual({ is: 'unreached', error: 'ECONNREFUSED' });
  });

  test('no such host', async () => {
    const client = createClient({ token, apiUrl: 'http://slack.invalid/api/' });
    expect(await client.call('auth.test')).toEqual({ is: 'unreached', error: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) });
  });
});

test('the token stands in no outcome, whatever comes back', async () => {
  const echo: Handler = (request, response) => json(500, String(request.headers.authorization))(request, response);
  const said = JSON.stringify([await ask(echo), await ask(json(200, token)), await ask(json(200, { ok: false, error: `bad ${token}` }))]);
  expect(said).not.toContain('secret');
});

test('two workspaces side by side each bear their own token', async () => {
  handler = json(200, { ok: true });
  const [one, two] = ['xoxb-one', 'xoxb-two'].map((own) => createClient({ token: own, apiUrl }));
  await Promise.all([one?.call('auth.test'), two?.call('auth.test'), one?.call('auth.test')]);
  expect(received.map(({ authorization }) => authorization).sort()).toEqual(['Bearer xoxb-one', 'Bearer xoxb-one', 'Bearer xoxb-two']);
});

test('a limited method does not hold up another', async () => {
  const client = answering((request, response) =>
    request.url?.endsWith('chat.update')
      ? json(429, {}, { 'Retry-After': '60' })(request, response)
      : json(200, { ok: true })(request, response),
  );
  const outcomes = await Promise.all([client.call('chat.update', { channel: 'C1', ts: '1.0', text: 'x' }), client.call('auth.test')]);
  expect(outcomes.map(({ is }) => is)).toEqual(['limited', 'ok']);
});
