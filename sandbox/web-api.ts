/** One call of the Web API: arguments, token, checks, faults, the method, the answer, the log. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import type { Fault } from './api';
import { readBody, sendJson } from './bodies';
import { SlackError } from './errors';
import { withoutSecrets } from './log';
import { botMethods } from './methods';
import { type Call, throwRefusal } from './methods/call';
import { appMethods, openMethods, userMethods } from './methods/without-bot';
import type { Json } from './model';
import type { Slack } from './slack';
import { spoil, strikesFirst } from './spoil';
import { checkCall, decodeForm, methods } from './strict';
import { authorized, type Bearer } from './tokens';

/** Takes whatever it is given, and says it back. */
const ECHO = 'api.test';

export async function answerCall(slack: Slack, method: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const ended = slack.activity.begin();
  const began = performance.now();
  try {
    const args = argumentsOf(method, request, await readBody(request));
    const fault = slack.faults.take(method, args.channel);
    const bearer = authorized(slack, request, args);
    const done = fault !== null && strikesFirst(fault) ? null : perform(slack, method, args, bearer);
    log(slack, method, args, bearer, done, fault, performance.now() - began);
    slack.keep();
    if (bearer.kind === 'bot') response.setHeader('X-OAuth-Scopes', bearer.install.scopes.join(','));
    if (fault === null) sendAnswer(response, done ?? {});
    else await spoil(fault, response, done);
  } finally {
    ended();
  }
}

/** What the method answers, refusals included, as Slack writes it. */
function perform(slack: Slack, method: string, args: Json, bearer: Bearer): Json {
  try {
    return { ok: true, ...execute(slack, method, args, bearer) };
  } catch (problem) {
    if (!(problem instanceof SlackError)) throw problem;
    return { ok: false, error: problem.error, ...problem.details };
  }
}

function execute(slack: Slack, method: string, args: Json, bearer: Bearer): Json {
  const wanted = methods[method]?.token;
  if (wanted === undefined) throw new SlackError('unknown_method', { req_method: method });
  if (wanted !== 'none' && bearer.kind === 'none') throw new SlackError(bearer.problem);
  if (wanted !== 'none' && wanted !== bearer.kind) throw new SlackError('not_allowed_token_type');

  const scopes = bearer.kind === 'bot' ? bearer.install.scopes : [];
  // Bolt's clients name the workspace with every call; a workspace's own token makes that idle.
  const { team_id: _teamId, ...own } = args;
  if (method !== ECHO) throwRefusal(checkCall(method, own, scopes));
  if (bearer.kind === 'bot') return executeForBot(slack, method, args, bearer);
  const handler = openMethods[method] ?? appMethods[method] ?? userMethods[method];
  if (handler === undefined) throw new SlackError('unknown_method', { req_method: method });
  return handler(slack, args, bearer);
}

function executeForBot(slack: Slack, method: string, args: Json, { install }: Bearer & { kind: 'bot' }): Json {
  const open = openMethods[method];
  if (open !== undefined) return open(slack, args, { kind: 'none', problem: 'not_authed' });
  const handler = botMethods[method];
  if (handler === undefined) throw new SlackError('unknown_method', { req_method: method });

  holdToRates(slack, method, install.teamId, args);
  const call: Call = { slack, method, install, teamId: install.teamId, me: install.botUserId };
  return handler(call, args);
}

function holdToRates(slack: Slack, method: string, teamId: string, args: Json): void {
  const wait = slack.rates?.hold(method, teamId, args.channel) ?? null;
  if (wait !== null) throw new SlackError('ratelimited', { retry_after: wait });
}

/** Query, form and JSON arguments in one; what a form writes as text is decoded. */
function argumentsOf(method: string, request: IncomingMessage, body: string): Json {
  const query = (request.url ?? '').split('?')[1];
  const form = query === undefined ? {} : decodeForm(method, parse(query) as Record<string, string>);
  if (body === '') return form;
  if (!(request.headers['content-type'] ?? '').startsWith('application/json')) {
    return { ...form, ...decodeForm(method, parse(body) as Record<string, string>) };
  }
  return { ...form, ...jsonArguments(body) };
}

/** A body that is not a JSON object counts as no arguments, and is refused for what is missing. */
function jsonArguments(body: string): Json {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Json) : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

function sendAnswer(response: ServerResponse, answer: Json): void {
  if (answer.error !== 'ratelimited') {
    sendJson(response, 200, answer);
    return;
  }
  const { retry_after: wait, ...rest } = answer;
  response.setHeader('Retry-After', String(wait));
  sendJson(response, 429, rest);
}

function log(slack: Slack, method: string, args: Json, bearer: Bearer, done: Json | null, fault: Fault | null, ms: number): void {
  const entry = slack.log.add({
    way: 'call',
    name: method,
    teamId: bearer.kind === 'bot' ? bearer.install.teamId : '',
    request: withoutSecrets(args),
    ...(done === null ? {} : { response: withoutSecrets(method === 'apps.connections.open' ? { ...done, url: '' } : done) }),
    ...(fault === null ? { status: done?.error === 'ratelimited' ? 429 : 200 } : { fault: fault.what.kind }),
    ms,
  });
  if (done?.ok === false) slack.log.complain(entry);
}
