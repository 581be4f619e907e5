/** One Socket Mode connection of the app. */
import { randomUUID } from 'node:crypto';
import { type RawData, WebSocket } from 'ws';
import type { Json } from '../model';
import type { DisconnectReason } from './sockets';
import { ACK_WITHIN_MS, type EnvelopeKind, type Retry, Undelivered } from './wire';

/** Pings without an answer before the connection counts as dead. */
const MISSED_PINGS = 6;
/** After `disconnect` the app closes; when it does not, Slack does. A `warning` leaves about ten seconds. */
const CLOSE_AFTER_MS: Record<DisconnectReason, number> = {
  warning: 10_000,
  refresh_requested: 1_000,
  link_disabled: 0,
  too_many_websockets: 0,
};

/** How long the other side may take to answer a close. */
const CLOSING_MS = 200;

interface Unacknowledged {
  resolve: (payload: unknown) => void;
  reject: (reason: Undelivered) => void;
  timer: NodeJS.Timeout;
}

export class Connection {
  private readonly waiting = new Map<string, Unacknowledged>();
  private unanswered = 0;
  private leaving = false;

  constructor(
    private readonly socket: WebSocket,
    private readonly appId: string,
  ) {}

  isOpen(): boolean {
    return !this.leaving && this.socket.readyState === WebSocket.OPEN;
  }

  hello(connections: number): void {
    this.write({
      type: 'hello',
      num_connections: connections,
      debug_info: { host: 'sandbox', build_number: 1, approximate_connection_time: 18_060 },
      connection_info: { app_id: this.appId },
    });
  }

  /** Resolves with the payload of the acknowledgement. */
  send(kind: EnvelopeKind, payload: Json, retry?: Retry): Promise<unknown> {
    const envelopeId = randomUUID();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.give(envelopeId)?.reject(new Undelivered('timeout')), ACK_WITHIN_MS);
      this.waiting.set(envelopeId, { resolve, reject, timer });
      this.write({
        envelope_id: envelopeId,
        payload,
        type: kind,
        accepts_response_payload: kind !== 'events_api',
        ...(kind === 'events_api' ? { retry_attempt: retry?.attempt ?? 0, retry_reason: retry?.reason ?? '' } : {}),
      });
    });
  }

  hear(data: RawData, isBinary: boolean): void {
    const message = isBinary ? null : acknowledgement(String(data));
    if (message === null) return;
    this.give(message.envelope_id)?.resolve(message.payload);
  }

  ping(): void {
    this.unanswered += 1;
    if (this.unanswered > MISSED_PINGS) this.socket.terminate();
    else if (this.socket.readyState === WebSocket.OPEN) this.socket.ping();
  }

  pong(): void {
    this.unanswered = 0;
  }

  disconnect(reason: DisconnectReason): void {
    this.leaving = true;
    this.write({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } });
    setTimeout(() => this.socket.close(1000), CLOSE_AFTER_MS[reason]).unref();
  }

  terminate(): void {
    this.leaving = true;
    this.socket.terminate();
  }

  close(): Promise<void> {
    this.leaving = true;
    return new Promise((resolve) => {
      const patience = setTimeout(() => this.socket.terminate(), CLOSING_MS);
      this.socket.once('close', () => {
        clearTimeout(patience);
        resolve();
      });
      this.socket.close(1001);
    });
  }

  /** The connection is gone: whatever was not acknowledged never will be. */
  lost(): void {
    for (const id of [...this.waiting.keys()]) this.give(id)?.reject(new Undelivered('connection_lost'));
  }

  private give(envelopeId: string): Unacknowledged | undefined {
    const waiting = this.waiting.get(envelopeId);
    this.waiting.delete(envelopeId);
    clearTimeout(waiting?.timer);
    return waiting;
  }

  private write(message: Json): void {
    this.socket.send(JSON.stringify(message));
  }
}

function acknowledgement(text: string): { envelope_id: string; payload?: unknown } | null {
  try {
    const message: unknown = JSON.parse(text);
    if (typeof message !== 'object' || message === null || !('envelope_id' in message)) return null;
    return { envelope_id: String(message.envelope_id), payload: 'payload' in message ? message.payload : undefined };
  } catch {
    return null;
  }
}
