/** What an answer from Slack means. There is no sixth. */
export type Outcome<Answer> =
  | { is: 'ok'; answer: Answer }
  /** Slack said no by name: nothing was done. */
  | { is: 'refused'; error: string; messages: string[] }
  /** 429: nothing was done, and this method (and channel) rests. */
  | { is: 'limited'; retryAfterMs: number }
  /** Never reached Slack (connection refused, unknown host), or a proxy on the way said no: nothing was done. */
  | { is: 'unreached'; error: string }
  /** Time-out, 5xx, reset, truncated answer, `fatal_error`: it may have been done. */
  | { is: 'unknown'; error: string };

export type Failure = Exclude<Outcome<never>, { is: 'ok' }>;

/** What was refused by name, or how else it failed: for logs. */
export const failureName = (failure: Failure): string => (failure.is === 'limited' ? 'rate limited' : failure.error);
