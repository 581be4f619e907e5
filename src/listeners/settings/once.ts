import { type Transaction, writeTx } from '../../database';
import type { Deps } from '../../deps';
import { lockSettings } from '../../domain/settings/lock';
import { takeReceipt } from '../../receipts';
import type { Submission } from './gesture';

/** Saved by this submission before: it arrived twice. */
interface SavedBefore {
  is: 'saved_before';
}

/**
 * Writes what a modal's submission asks for, once. One that is refused gives its receipt back: the modal stays open, and is submitted
 * again under the same id.
 */
export async function saveOnce<Outcome extends { is: string }>(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { workspaceId, view }: Submission,
  save: (tx: Transaction, now: Date) => Promise<Outcome>,
): Promise<Outcome | SavedBefore> {
  const now = clock.now();
  const key = receiptOf(view.id);
  return writeTx(db, async (tx) => {
    await lockSettings(tx, workspaceId);
    if (!(await takeReceipt(tx, workspaceId, key, now))) return { is: 'saved_before' };
    const outcome = await save(tx, now);
    if (outcome.is !== 'saved') await tx.receipt.deleteMany({ where: { workspaceId, key } });
    return outcome;
  });
}

export async function isSaved({ db }: Pick<Deps, 'db'>, { workspaceId, view }: Submission): Promise<boolean> {
  return (await db.read.receipt.count({ where: { workspaceId, key: receiptOf(view.id) } })) > 0;
}

const receiptOf = (viewId: string) => `view:${viewId}`;
