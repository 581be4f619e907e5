import type { Transaction } from './database';

/**
 * Takes the receipt of one interaction, in the transaction of its effect: `false` when its effect is in the database already.
 * Keys: `view:<view id>`, `action:<trigger id>`, `command:<trigger id>`.
 */
export async function takeReceipt(tx: Transaction, workspaceId: string, key: string, now: Date): Promise<boolean> {
  const written =
    await tx.$executeRaw`INSERT INTO "Receipt" ("workspaceId", "key", "at") VALUES (${workspaceId}, ${key}, ${now}) ON CONFLICT DO NOTHING`;
  return written === 1;
}
