/** Signed HTTP delivery, for an app with a public address instead of sockets. */
import { createHmac } from 'node:crypto';
import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { stringify } from 'node:querystring';
import type { Json } from '../model';
import { ACK_WITHIN_MS, type EnvelopeKind, type Retry, Undelivered, type Wire } from './wire';

const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };

interface Reply {
  status: number;
  noRetry: boolean;
  body: string;
}

export class HttpDelivery implements Wire {
  constructor(
    private readonly url: URL,
    private readonly signingSecret: string,
  ) {}

  connected(): boolean {
    return true;
  }

  async send(kind: EnvelopeKind, payload: Json, retry?: Retry): Promise<unknown> {
    const { body, type } = encoded(kind, payload);
    const reply = await this.post(body, type, retry);
    if (reply.status < 200 || reply.status > 299) throw new Undelivered('http_error', reply.noRetry);
    return answered(reply.body);
  }

  /** Slack's question to a new request URL. True when the app echoes the challenge. */
  async verify(token: string, challenge: string): Promise<boolean> {
    const reply = await this.post(JSON.stringify({ token, challenge, type: 'url_verification' }), 'application/json');
    const answer = answered(reply.body);
    const echoed = typeof answer === 'object' && answer !== null && 'challenge' in answer ? answer.challenge : answer;
    return reply.status === 200 && echoed === challenge;
  }

  /** Signed with the computer's time: that is what the receiver compares with. */
  private post(body: string, type: string, retry?: Retry): Promise<Reply> {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', this.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
    const headers = {
      'Content-Type': type,
      'Content-Length': Buffer.byteLength(body),
      'User-Agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'X-Slack-Request-Timestamp': timestamp,
      'X-Slack-Signature': `v0=${signature}`,
      ...(retry === undefined ? {} : { 'X-Slack-Retry-Num': String(retry.attempt), 'X-Slack-Retry-Reason': retry.reason }),
    };
    return exchange(this.url, headers, body);
  }
}

function exchange(url: URL, headers: Record<string, string | number>, body: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = open(url, headers);
    const timer = setTimeout(() => {
      reject(new Undelivered('http_timeout'));
      request.destroy();
    }, ACK_WITHIN_MS);
    request.on('response', (response) => collect(response, timer, resolve));
    request.on('error', () => reject(new Undelivered('connection_failed')));
    request.on('close', () => clearTimeout(timer));
    request.end(body);
  });
}

function open(url: URL, headers: Record<string, string | number>): ClientRequest {
  const options = { method: 'POST', headers };
  if (url.protocol === 'https:') return httpsRequest(url, { ...options, agent: agents.https });
  return httpRequest(url, { ...options, agent: agents.http });
}

function collect(response: IncomingMessage, timer: NodeJS.Timeout, resolve: (reply: Reply) => void): void {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => {
    clearTimeout(timer);
    const noRetry = response.headers['x-slack-no-retry'] === '1';
    resolve({ status: response.statusCode ?? 0, noRetry, body: Buffer.concat(chunks).toString() });
  });
}

function encoded(kind: EnvelopeKind, payload: Json): { body: string; type: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), type: 'application/json' };

  const fields = kind === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>);
  return { body: stringify(fields), type: 'application/x-www-form-urlencoded' };
}

function answered(body: string): unknown {
  if (body === '') return undefined;
  if (!body.startsWith('{')) return body;

  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
