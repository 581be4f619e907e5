import { type Database, writeTx } from '../../database';
import { resend } from '../../delivery/resend';
import { takeReceipt } from '../../receipts';

export interface Resend {
  workspaceId: string;
  /** Only what could not be said in this place. */
  lane?: string | undefined;
  /** An admin has looked: what was in doubt does not stand in Slack. */
  notThere: boolean;
  /** The press that asks for it. */
  source: string;
}

/** `Send again`: what could not be delivered is tried again. Answers how many messages; `null` when this press had its effect already. */
export async function resendMessages(db: Database, { workspaceId, lane, notThere, source }: Resend, now: Date): Promise<number | null> {
  return writeTx(db, async (tx) => {
    if (!(await takeReceipt(tx, workspaceId, source, now))) return null;
    return resend(tx, { workspaceId, ...(lane && { lane }) }, { notThere });
  });
}
