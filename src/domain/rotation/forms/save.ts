import type { Database } from '../../../database';
import { takeReceipt } from '../../../receipts';
import type { RotationRecord } from '../records/rotation';
import { type Carried, carryOut, type Wrong } from './carry-out';
import type { Check } from './check';
import { rehearse, tried } from './rehearse';
import { forgetForm, type KeptForm } from './store';

export type Saved =
  | { is: 'saved'; rotation: RotationRecord }
  | { is: 'saved_before' }
  /** The plan comes out otherwise than it was shown. */
  | { is: 'changed'; check: Check }
  | Wrong;

/** What would come of a form. */
export const previewForm = (db: Database, { workspaceId, person, rotationId, form }: KeptForm, now: Date): Promise<Carried> =>
  rehearse(db, (tx) => carryOut(tx, { workspaceId, rotationId, form, by: person }, now));

/** Saves what was shown, once; a plan that has changed since is shown again. */
export async function saveForm(
  db: Database,
  kept: KeptForm,
  { viewId, fingerprint }: { viewId: string; fingerprint: string },
  now: Date,
): Promise<Saved> {
  const { workspaceId, person, rotationId, form } = kept;
  return tried<Saved>(
    db,
    async (tx) => {
      if (!(await takeReceipt(tx, workspaceId, `view:${viewId}:${fingerprint}`, now))) return { is: 'saved_before' };
      const carried = await carryOut(tx, { workspaceId, rotationId, form, by: person }, now);
      if (carried.is === 'wrong') return carried;
      if (carried.check.fingerprint !== fingerprint) return { is: 'changed', check: carried.check };
      await forgetForm(tx, kept.id);
      return { is: 'saved', rotation: carried.rotation };
    },
    ({ is }) => is === 'saved',
  );
}
