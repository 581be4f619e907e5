import type { Database, Transaction } from '../../../database';
import type { Debt } from '../../../delivery/owe';
import type { Delivery } from '../../../generated/sqlite/client';
import type { GatheredThread } from './message';

export interface Attachment {
  escalation: { id: string; workspaceId: string };
  /** The row, written before in the same transaction. */
  thread: { id: string };
  /** Channel of the card, under which the transcript stands. */
  squadChannelId: string;
  gathered: GatheredThread;
}

/** Records the messages of a thread and answers the transcript that is owed for them, under the card. */
export declare function attachThread(tx: Transaction, attachment: Attachment, now: Date): Promise<Debt[]>;

/** A copy that Slack will not take: its author sees ⚠️ on the message, answered as what is owed. For the delivery engine, in the transaction that marks it dead. */
export declare function copyDied(tx: Transaction, delivery: Delivery, now: Date): Promise<Debt[]>;

/** `Resend`: the escalation's dead copies and transcripts are pending again; answers how many. */
export declare function resendCopies(tx: Transaction, escalationId: string, now: Date): Promise<number>;

/** Whether a thread stands under one of our own messages: no origin, nothing to escalate. */
export declare function standsUnderCard(read: Database['read'], workspaceId: string, channelId: string, rootTs: string): Promise<boolean>;
