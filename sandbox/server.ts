/** Which request goes where: Slack's own addresses, the page, the control interface. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isJson } from './blocks';
import { readBody, sendJson, sendText, TooLarge } from './bodies';
import { SlackError } from './errors';
import { sendFile, takeUpload } from './file-routes';
import { answerThrough } from './interactions/respond';
import { spendResponseUrl } from './interactions/response-urls';
import type { Json } from './model';
import { answerOAuth, isOAuthPath } from './oauth/pages';
import type { Slack } from './slack';
import { spoil, strikesFirst } from './spoil';
import { answerCall } from './web-api';
import { avatarSvg } from './world';

export type Route = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void> | void;

/** A route of Slack itself for this path; null when the path is not Slack's. */
export function slackRoute(slack: Slack, path: string): Route | null {
  if (path.startsWith('/api/')) return (request, response) => answerCall(slack, path.slice('/api/'.length), request, response);
  if (path.startsWith('/response/')) return (request, response) => answerResponseUrl(slack, path, request, response);
  if (path.startsWith('/upload/')) return (request, response) => takeUpload(slack, path, request, response);
  if (path.startsWith('/files/')) return (request, response) => sendFile(slack, path, request, response);
  if (isOAuthPath(path)) return (request, response) => answerOAuth(slack, path, request, response);
  if (path.startsWith('/avatars/')) return (_request, response) => sendAvatar(slack, path, response);
  return null;
}

/** Runs a route; what goes wrong unexpectedly is told to the caller and, with its stack, to the operator. */
export async function run(route: Route, request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
  try {
    await route(request, response, path);
  } catch (problem) {
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (problem instanceof SlackError) sendJson(response, 400, { ok: false, error: problem.error, ...problem.details });
    else if (problem instanceof TooLarge) sendJson(response, 413, { ok: false, error: 'request_too_large' });
    else fail(problem, response);
  }
}

function fail(problem: unknown, response: ServerResponse): void {
  console.error('The sandbox failed:', problem);
  sendJson(response, 500, { ok: false, error: 'internal_error' });
}

async function answerResponseUrl(slack: Slack, path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const ended = slack.activity.begin();
  try {
    const body = parsed(await readBody(request));
    const id = path.split('/').pop() ?? '';
    const fault = slack.faults.take('response_url', slack.store.get('urls', id)?.channel);
    if (fault !== null && strikesFirst(fault)) return await spoil(fault, response, null);

    answerThrough(slack, () => spendResponseUrl(slack, id), body, 'response_url');
    slack.keep();
    if (fault === null) sendText(response, 200, 'ok');
    else await spoil(fault, response, { ok: true });
  } catch (problem) {
    if (!(problem instanceof SlackError)) throw problem;
    sendJson(response, 404, { ok: false, error: problem.error });
  } finally {
    ended();
  }
}

function parsed(body: string): Json {
  try {
    const value: unknown = JSON.parse(body);
    if (isJson(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new SlackError('invalid_payload');
}

function sendAvatar(slack: Slack, path: string, response: ServerResponse): void {
  const id = path.slice('/avatars/'.length).replace(/\.svg$/, '');
  const user = slack.store.get('users', id);
  const team = slack.store.get('teams', id);
  if (user === undefined && team === undefined) {
    sendText(response, 404, 'No such face');
    return;
  }
  const face = { realName: user?.realName ?? team?.name ?? '', color: user?.color ?? '1f3a5f' };
  response.setHeader('Cache-Control', 'max-age=3600');
  sendText(response, 200, avatarSvg(face), 'image/svg+xml');
}
