/** The sandbox's own HTTP beside Slack's: the page, its state, its changes, the control interface. For this machine only. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EventWeather } from '../api';
import { isJson } from '../blocks';
import { readBody, sendJson, sendText } from '../bodies';
import { SlackError } from '../errors';
import type { LocalSandbox } from '../local-sandbox';
import type { UserChange } from '../making';
import type { Route } from '../server';
import { streamChanges } from './changes';
import { moveClock } from './clock';
import { isTrusted } from './guard';
import { pageFile } from './page';
import { asAct, asBody, asFault, asMake } from './requests';
import { pageMessages, pageState } from './state';

const LOG_PAGE = 200;
const OWN_ADDRESS = /"http:\/\/(?:127\.0\.0\.1|localhost):\d+(\/(?:avatars|files)\/[^"\\]*)"/g;

type Get = (sandbox: LocalSandbox, query: URLSearchParams) => unknown;
type Post = (sandbox: LocalSandbox, body: Record<string, unknown>) => unknown;

const gets: Record<string, Get> = {
  state: (sandbox, query) => pageState(sandbox, query.get('as')),
  messages: (sandbox, query) => ({
    messages: pageMessages(sandbox, query.get('as') ?? '', query.get('channel') ?? '', query.get('thread') ?? undefined),
  }),
  log: ({ slack }, query) => ({ entries: slack.log.after(Number(query.get('after') ?? 0), Number(query.get('limit') ?? LOG_PAGE)) }),
  snapshot: (sandbox) => sandbox.snapshot(),
  complaints: (sandbox) => ({ entries: sandbox.complaints() }),
};

const posts: Record<string, Post> = {
  act: (sandbox, { as, act }) => sandbox.act(String(as), asAct(act)),
  clock: (sandbox, body) => moveClock(sandbox.clock, body),
  faults: shake,
  reset: (sandbox) => sandbox.reset().then(done),
  restore: (sandbox, body) => sandbox.restore(body).then(done),
  make: async (sandbox, body) => ({ id: await sandbox.make(asMake(body)) }),
  change: (sandbox, { user, what }) => sandbox.change(String(user), what as UserChange).then(done),
  workspace: changePlan,
  quiet: (sandbox) => sandbox.quiet().then(done),
};

/** The page's and the control interface's route for a path; null when there is none. */
export function controlRoute(sandbox: LocalSandbox, request: IncomingMessage, path: string): Route | null {
  const name = path.startsWith('/sandbox/') ? path.slice('/sandbox/'.length) : null;
  const file = name === null ? pageFile(path) : null;
  if (name === null && file === null) return null;
  if (!isTrusted(request)) return (_request, response) => sendJson(response, 403, { error: 'Only this machine may use the sandbox' });
  if (file !== null) return (_request, response) => file(response);
  return (incoming, response) => answer(sandbox, name ?? '', incoming, response);
}

async function answer(sandbox: LocalSandbox, name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const query = new URL(request.url ?? '', 'http://sandbox').searchParams;
  if (request.method === 'GET' && name === 'changes') {
    streamChanges(sandbox, query.get('as') ?? '', response);
    return;
  }
  try {
    const result = request.method === 'GET' ? gets[name]?.(sandbox, query) : await posts[name]?.(sandbox, asBody(await readBody(request)));
    if (result === undefined) sendText(response, 404, `There is no ${request.method} /sandbox/${name}`);
    else sendText(response, 200, withOwnPictures(JSON.stringify(result)), 'application/json; charset=utf-8');
  } catch (problem) {
    if (!(problem instanceof SlackError)) throw problem;
    sendJson(response, 400, { error: problem.error });
  }
}

/** Pictures and files by their path alone: the page may be served by another server, or by this one under a new port. */
function withOwnPictures(json: string): string {
  return json.replace(OWN_ADDRESS, '"$1"');
}

function shake(sandbox: LocalSandbox, body: Record<string, unknown>): { ok: true } {
  if (body.fault !== undefined) sandbox.inject(asFault(body.fault));
  if (body.clear === true) sandbox.clearFaults();
  if (isJson(body.weather)) sandbox.weather(body.weather as EventWeather);
  if (isJson(body.drop)) sandbox.dropSockets(body.drop);
  return done();
}

function changePlan(sandbox: LocalSandbox, what: Record<string, unknown>): { ok: true } {
  sandbox.changeWorkspace(what);
  return done();
}

function done(): { ok: true } {
  return { ok: true };
}
