import type { Transaction } from './database';

/**
 * Takes a due slot, in the transaction of its effect: `false` when it was taken before. The key says what, which and when
 * (`close:142:2`, `page:142:1:2`), so that two processes, a restart or a clock that goes back do it once.
 */
export async function takeSlot(tx: Transaction, job: string, key: string, now: Date): Promise<boolean> {
  const written =
    await tx.$executeRaw`INSERT INTO "JobSlot" ("key", "job", "takenAt") VALUES (${key}, ${job}, ${now}) ON CONFLICT DO NOTHING`;
  return written === 1;
}
