import type { Transaction } from '../../database';
import type { Side } from '../../generated/sqlite/enums';

export interface HeardMessage {
  workspaceId: string;
  escalationId: string;
  /** `origin`: in the origin thread `threadId`, or in the agent's direct messages under its status card. `squad`: in the squad thread. */
  side: Side;
  /** Of a squad message: the origin thread that it reaches, or null when it stays with the squad (🔒, one-way). */
  threadId: string | null;
  /** The human who wrote it: in an origin thread anybody, an engineer too. */
  person: string;
  /** When it was written: its event may come late, and what was written before a question does not answer it. */
  saidAt: Date;
  text: string;
  hasFiles: boolean;
  /** What caused it, e.g. `message:C…:ts`: the same message is heard once. */
  source: string;
}

/**
 * A person wrote a new message in one of its threads: that is activity; from the agents' side it also answers an open question,
 * unless it only holds the line ("will check"). Writes the event, the change and what that owes.
 */
export declare function hearMessage(tx: Transaction, heard: HeardMessage, now: Date): Promise<void>;
