import { type Database, writeTx } from '../database';

const day = 86_400_000;
/** Slack redelivers within hours and a view lives for a day; far longer than that, so that a restored backup still knows. */
const receiptDays = 30;
const slotDays = 400;

/** Forgets what only guarded against repetition, once nothing can repeat it. */
export async function forgetOldReceipts(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - receiptDays * day);
  await writeTx(db, async (tx) => {
    await tx.receipt.deleteMany({ where: { at: { lt: before } } });
    await tx.inboxEvent.deleteMany({ where: { state: 'done', receivedAt: { lt: before } } });
    // What somebody typed and never sent.
    await tx.escalationForm.deleteMany({ where: { outcome: { in: ['open', 'abandoned'] }, changedAt: { lt: before } } });
    await tx.rotationDraft.deleteMany({ where: { changedAt: { lt: before } } });
    await tx.jobSlot.deleteMany({ where: { takenAt: { lt: new Date(now.getTime() - slotDays * day) } } });
  });
}
