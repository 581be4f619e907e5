import type { Delivery } from '../generated/sqlite/client';
import type { Wish } from './words';

/** What became of a row that was claimed. Metrics count it by this name. */
export type What =
  | 'sent'
  | 'redrawn'
  /** Drawn, and it says what stands there already. */
  | 'unchanged'
  /** Found in Slack after its answer had been lost. */
  | 'read_back'
  /** Nothing (left) to say. */
  | 'withdrawn'
  /** Claimed and not tried. */
  | 'released'
  | 'limited'
  | 'retried'
  | 'unknown'
  /** Slack will not have a state so: its record says when it is tried again. */
  | 'refused'
  | 'dead';

export type Change = Partial<
  Pick<
    Delivery,
    | 'state'
    | 'dirty'
    | 'retryAt'
    | 'attempts'
    | 'inDoubt'
    | 'plainer'
    | 'firstAttemptAt'
    | 'sentAt'
    | 'sentChannel'
    | 'ts'
    | 'renderedHash'
    | 'lastError'
  >
>;

export interface Settled {
  /** As it was before it was claimed, and with the name of its claim. */
  row: Delivery;
  what: What;
  change: Change;
  /** Rests until then, for every process. */
  hold?: Hold;
  /** What an admin has to hear of. */
  trouble?: string;
  /** How it was to be, of a state; `error`: what Slack said when it would not. */
  wished?: { wish: Wish; error: string | null };
}

export interface Hold {
  method: string;
  lane: string;
  until: Date;
}

/** Rests the whole workspace. */
export const everything = '*';

/**
 * What stands behind it in its lane may follow at once. Not behind what had nothing to say: that is written down first, or whoever comes
 * after a crash might find that it has something to say again, and say it too late.
 */
export const letsFollow = ({ what }: Settled): boolean => what === 'sent' || what === 'read_back';

/** Why children of a row that never came to stand in Slack were withdrawn: `resend` takes them along. */
export const parentDead = 'parent_dead';
/** The message was taken away by somebody and has been posted anew: not twice. */
export const postedAnew = 'message_not_found';
