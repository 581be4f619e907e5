/** One interaction: told to the app, acknowledged within three seconds, or marked as failed. */
import { Undelivered } from '../delivery/wire';
import { withoutSecrets } from '../log';
import type { Json } from '../model';
import type { Slack } from '../slack';

export interface Acknowledged {
  ok: true;
  answer: unknown;
}

/** What Slack shows the person: `operation_timeout`, or `dispatch_failed` when there was nobody to tell. */
export interface Failed {
  ok: false;
  problem: string;
}

export async function interact(
  slack: Slack,
  kind: 'interactive' | 'slash_commands',
  teamId: string,
  payload: Json,
): Promise<Acknowledged | Failed> {
  const ended = slack.activity.begin();
  const began = performance.now();
  const name = kind === 'slash_commands' ? String(payload.command) : String(payload.type);
  const entry = slack.log.add({ way: 'interaction', name, teamId, request: withoutSecrets(payload) });
  try {
    const answer = await slack.wire.send(kind, payload);
    slack.log.finish(entry, { ms: performance.now() - began, status: 200, response: asJson(answer) });
    return { ok: true, answer };
  } catch (problem) {
    if (!(problem instanceof Undelivered)) throw problem;
    const told = problemOf(problem);
    slack.log.finish(entry, { ms: performance.now() - began, response: { ok: false, error: told, reason: problem.reason } });
    slack.log.complain(entry);
    return { ok: false, problem: told };
  } finally {
    ended();
  }
}

/** What looks to the person like an app that takes too long; anything else did not reach it, or was turned away by it. */
const LATE = new Set(['timeout', 'http_timeout', 'connection_lost']);

function problemOf({ reason }: Undelivered): string {
  return LATE.has(reason) ? 'operation_timeout' : 'dispatch_failed';
}

function asJson(answer: unknown): Json {
  if (typeof answer === 'object' && answer !== null) return { ...answer };
  return answer === undefined ? {} : { text: answer };
}
