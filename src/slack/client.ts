import { type Logger, LogLevel, WebClient } from '@slack/web-api';
import { failureOf } from './failure';
import type { Answer, Args, Method } from './methods';
import type { Outcome } from './outcome';
import { createTransport } from './transport';

/** One call, one typed outcome: nothing is thrown for what Slack or the network may answer. */
export interface SlackClient {
  call<M extends Method>(method: M, args?: Args<M>): Promise<Outcome<Answer<M>>>;
  /** Puts the bytes of a file where `files.getUploadURLExternal` said. Nobody sees it yet: it may be done again. */
  upload(url: string, content: Buffer): Promise<Outcome<null>>;
}

export interface ClientOptions {
  token: string;
  /** Base of the Web API, ending in `/api/`. */
  apiUrl?: string;
  /** How long an answer is waited for. Its absence does not tell whether the work was done. */
  timeoutMs?: number;
}

/**
 * The client of `@slack/web-api` with its own habits switched off: it would repeat a call whose answer was lost (a message posted up to
 * 11 times), wait without end, and rest as a whole for one limited method. Its logger is mute because it writes down what people said.
 */
export function createClient({ token, apiUrl, timeoutMs = 10_000 }: ClientOptions): SlackClient {
  const web = new WebClient(token, {
    ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    timeout: timeoutMs,
    rejectRateLimitedCalls: true,
    logger: mute,
    fetch: createTransport(),
  });

  return {
    async call<M extends Method>(method: M, args?: Args<M>): Promise<Outcome<Answer<M>>> {
      try {
        return { is: 'ok', answer: (await web.apiCall(method, { ...args })) as Answer<M> };
      } catch (thrown) {
        return failureOf(thrown);
      }
    },
    upload: (url, content) => upload(url, content, timeoutMs),
  };
}

async function upload(url: string, content: Buffer, timeoutMs: number): Promise<Outcome<null>> {
  try {
    const answer = await fetch(url, { method: 'POST', body: new Uint8Array(content), signal: AbortSignal.timeout(timeoutMs) });
    return answer.ok ? { is: 'ok', answer: null } : { is: 'unknown', error: `http_${answer.status}` };
  } catch (thrown) {
    return { is: 'unknown', error: thrown instanceof Error && thrown.name === 'TimeoutError' ? 'timeout' : 'connection_lost' };
  }
}

const mute: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};
