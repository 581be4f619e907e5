/** A refusal by one of Slack's error names. Thrown by what a method does, answered as `{ok: false, error, …}`. */
import type { Json } from './model';

export class SlackError extends Error {
  constructor(
    readonly error: string,
    readonly details: Json = {},
  ) {
    super(error);
  }
}

export function refuse(error: string, details?: Json): never {
  throw new SlackError(error, details);
}
