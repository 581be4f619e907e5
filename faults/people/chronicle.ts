/** What people did in a run, as Slack saw it: what the records are judged by. */

export type What =
  | 'opened'
  | 'claimed'
  | 'released'
  | 'asked'
  | 'passed'
  | 'answered'
  | 'carried_on'
  | 'resolved'
  | 'accepted'
  | 'reopened';

/** Something that somebody meant to do once, however often they had to press. */
export interface Act {
  what: What;
  /** Title of the escalation. */
  title: string;
  /** One person; several who did the same at the same time, of whom one is faster. */
  by: string[];
  /** Words that stand in the record of this act and of no other. */
  words?: string;
  /** Slack saw it acknowledged: of several people's, at least one's. */
  acknowledged: boolean;
  /** Different forms that were submitted for it: more than one only when a form was lost while its fate was unknown. */
  forms: number;
}

/** A message that somebody wrote in a thread of an escalation. */
export interface Said {
  title: string;
  channel: string;
  ts: string;
  by: string;
  /** Found again by it, wherever it is shown. */
  token: string;
  /** The other side is due to read it. */
  copied: boolean;
}

export interface Chronicle {
  acts: Act[];
  said: Said[];
  /** Who gave up while things went wrong: nothing was acknowledged to them. */
  givenUp: string[];
}

export const newChronicle = (): Chronicle => ({ acts: [], said: [], givenUp: [] });
