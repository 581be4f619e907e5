import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Clock } from '../clock';
import type { Log } from '../log';
import type { Metrics } from '../metrics';
import { Refusal } from '../refusal';
import { calendarRoute } from './calendar';
import { securityHeaders } from './headers';
import { health, observed, readiness, type Serving } from './health';
import { notFound, page, somethingFailed } from './pages';

export interface WebOptions {
  host: string;
  port: number;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  /** The package's folder, where migrations stand. */
  root: string;
  version: string;
  /** Backline, once it is up; `null` while it starts or stops. `slackEvents` takes Slack's requests in HTTP mode. */
  serving(): (Serving & { slackEvents?: RequestListener | undefined }) | null;
  /** Serves whatever is not ours, in sandbox mode. */
  sandbox?: {
    handle(request: IncomingMessage, response: ServerResponse): boolean;
    handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  };
}

export interface Web {
  start(): Promise<{ address: string }>;
  stop(): Promise<void>;
}

/** A connection that is still open then (a page that listens for news) is cut. */
const farewellMs = 1_000;

/** No route here has a JSON schema: without compilers of our own, Fastify would load its two large ones for nothing. */
const noSchemas = { buildValidator: unused, buildSerializer: unused };

function unused(): never {
  throw new Error('A route has a JSON schema: give Fastify its compilers back.');
}

export function createWeb(options: WebOptions): Web {
  const server = fastify({ logger: false, forceCloseConnections: 'idle', schemaController: { compilersFactory: noSchemas } });
  server.addHook('onSend', async (_request, reply) => {
    const { 'cache-control': usual, ...always } = securityHeaders;
    reply.headers(reply.hasHeader('cache-control') ? always : { ...always, 'cache-control': usual });
  });
  healthRoutes(server, options);
  calendarRoute(server, options);
  slackRoute(server, options);
  elsewhere(server, options);

  return {
    async start() {
      await listen(server, options);
      return { address: addressOf(server.server.address() as AddressInfo) };
    },
    async stop() {
      const cut = setTimeout(() => server.server.closeAllConnections(), farewellMs);
      await server.close();
      clearTimeout(cut);
    },
  };
}

function healthRoutes(server: FastifyInstance, options: WebOptions): void {
  const { serving, clock, root, metrics } = options;
  const starting = allOf('starting');

  server.get('/livez', async () => ({ alive: true }));

  server.get('/readyz', async (_request, reply) => {
    const now = serving();
    if (now?.leaving?.()) return reply.code(503).send({ ready: false, ...allOf('leaving') });
    const checks = now ? await readiness(now, root) : starting;
    const ready = Object.values(checks).every((check) => check === 'ok');
    return reply.code(ready ? 200 : 503).send({ ready, ...checks });
  });

  server.get('/healthz', async (_request, reply) => {
    const now = serving();
    if (!now) return reply.code(503).send({ version: options.version, ...starting });
    return health(now, options);
  });

  server.get('/metrics', async (_request, reply) => {
    const now = serving();
    if (now) metrics.observe(await observed(now, clock));
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}

const allOf = (state: string) => ({ database: state, migrations: state, slack: state });

/** Bolt reads the request itself, to check its signature on the bytes that were sent: nothing here may touch the body. */
function slackRoute(server: FastifyInstance, { serving }: WebOptions): void {
  const passOn = async (request: FastifyRequest, reply: FastifyReply) => {
    const now = serving();
    const listener = now?.slackEvents;
    if (!listener || now.leaving?.()) return reply.code(503).header('retry-after', '5').send({ error: 'not_ready' }); // Slack sends it again
    reply.hijack();
    listener(request.raw, reply.raw);
  };
  server.route({ method: ['GET', 'POST'], url: '/slack/events', onRequest: passOn, handler: async () => {} });
}

function elsewhere(server: FastifyInstance, { sandbox, log }: WebOptions): void {
  server.addHook('onRequest', async (request, reply) => {
    if (request.is404 && sandbox?.handle(request.raw, reply.raw)) reply.hijack();
  });
  server.server.on('upgrade', (request, socket, head) => {
    if (!sandbox?.handleUpgrade(request, socket, head)) socket.destroy();
  });
  server.setNotFoundHandler(async (request, reply) => answer(request, reply.code(404), notFound));
  server.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
    const code = error.statusCode ?? 500;
    if (code >= 500) log.error({ err: error, route: request.routeOptions.url }, 'a page could not be made');
    return answer(request, reply.code(code), code >= 500 ? somethingFailed : { title: 'That could not be read', text: error.message });
  });
}

/** A page for a browser, one line for everything else. */
function answer(request: FastifyRequest, reply: FastifyReply, { title, text }: { title: string; text: string }) {
  if (request.headers.accept?.includes('text/html')) return reply.type('text/html; charset=utf-8').send(page(title, [text]));
  return reply.type('text/plain; charset=utf-8').send(`${title}. ${text}\n`);
}

async function listen(server: FastifyInstance, { host, port }: WebOptions): Promise<void> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const mend = mends[code ?? ''];
    throw mend ? new Refusal(mend(host, port)) : error;
  }
}

const mends: Record<string, (host: string, port: number) => string> = {
  EADDRINUSE: (host, port) =>
    `PORT: expected a free port; found ${port} on ${host} in use by another program. Stop that one, or choose another: PORT=${port + 1} npm start.`,
  EACCES: (_host, port) => `PORT: expected one that this user may open; found ${port}. Choose one above 1023.`,
  EADDRNOTAVAIL: (host) => `HOST: expected an address of this machine; found ${host}.`,
  ENOTFOUND: (host) => `HOST: expected an address of this machine; found ${host}, which is unknown.`,
};

/** Listening everywhere is no address that somebody could open. */
const everywhere: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

function addressOf({ address, family, port }: AddressInfo): string {
  const host = everywhere[address] ?? address;
  return `http://${family === 'IPv6' ? `[${host}]` : host}:${port}`;
}
