import type { DeliverySort, DeliveryState } from '../../src/generated/sqlite/enums';
import type { Act, Said } from '../people/chronicle';

/** Everything that a run is judged by, as plain values. */
export interface Evidence {
  /** What people did. */
  acts: Act[];
  /** What people said, as it stands in Slack now. */
  said: Heard[];
  escalations: { id: string; title: string; raisedBy: string }[];
  events: Happened[];
  deliveries: Owed[];
  messages: Kept[];
  /** Every message that Slack posted for us, in order; deleted ones too. */
  posts: Posted[];
  /** What stands in Slack of ours now. */
  standing: Standing[];
  refusals: Refused[];
  /** Events that were given up. */
  deadEvents: { eventId: string; lastError: string | null }[];
}

export interface Heard extends Said {
  /** `null`: it was deleted. */
  text: string | null;
}

export interface Happened {
  /** In the order of the records. */
  id: number;
  escalationId: string;
  type: string;
  /** By key in the world; a user id where there is none. */
  person: string;
  /** As JSON. */
  data: string;
}

/** A delivery, and what it says when it is drawn now. */
export interface Owed {
  id: number;
  key: string;
  kind: string;
  sort: DeliverySort;
  state: DeliveryState;
  subject: string;
  lane: string;
  position: number;
  onlyFor: string | null;
  channel: string | null;
  ts: string | null;
  lastError: string | null;
  data: Record<string, unknown>;
  drawn: { text: string; blocks?: unknown[] } | 'reaction' | null;
}

export interface Kept {
  id: string;
  channel: string;
  ts: string;
  text: string;
  transcript: boolean;
  deleted: boolean;
}

export interface Posted {
  /** Number in the traffic. */
  n: number;
  /** `null`: a message of ours that carries none. */
  key: string | null;
  channel: string;
  ts: string;
  thread: string | null;
}

/** As it was written last. */
export interface Standing {
  channel: string;
  ts: string;
  text: string;
  blocks?: unknown[];
}

/** A call that Slack refused, an interaction that nobody answered, an answer that made no sense. */
export interface Refused {
  n: number;
  way: 'call' | 'interaction' | 'ack' | 'http' | 'event';
  name: string;
  error: string;
  request: Record<string, unknown>;
  /** Things went wrong on purpose at that time. */
  stormy: boolean;
  /** The same was asked before, and done: its answer was lost or came to a process that had died. */
  doneBefore: boolean;
}

export interface Finding {
  sort: 'lost' | 'doubled' | 'disorder' | 'untrue' | 'unexpected';
  what: string;
  evidence: unknown;
}
