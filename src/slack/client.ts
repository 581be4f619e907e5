import type { Outcome } from './outcome';

/** One call, one typed outcome: nothing is thrown for what Slack or the network may answer. */
export interface SlackClient {
  call(method: string, args?: Record<string, unknown>): Promise<Outcome<Record<string, unknown>>>;
}
