/** How payloads reach the app: over its sockets or by HTTP. */
import type { Json } from '../model';

export type EnvelopeKind = 'events_api' | 'interactive' | 'slash_commands';

export interface Retry {
  attempt: number;
  reason: string;
}

/** Slack's patience, in real time: events and interactions alike. */
export const ACK_WITHIN_MS = 3_000;

export interface Wire {
  /** Whether there is anybody to send to. */
  connected(): boolean;
  /** Resolves with what the app acknowledged with: an object, a text, or nothing. Rejects with `Undelivered`. */
  send(kind: EnvelopeKind, payload: Json, retry?: Retry): Promise<unknown>;
}

export type UndeliveredReason = 'no_connection' | 'timeout' | 'connection_lost' | 'http_timeout' | 'http_error' | 'connection_failed';

export class Undelivered extends Error {
  constructor(
    readonly reason: UndeliveredReason,
    /** The app asked not to be told again (`X-Slack-No-Retry: 1`). */
    readonly final = false,
  ) {
    super(reason);
  }
}
