import type { Transaction } from '../../../database';
import { difference } from '../../audit/rules';
import type { Mistake } from '../mistakes';
import type { SettingsFile } from '../schema';

export interface PlannedChange {
  section: keyof SettingsFile;
  /** `Billing`; for an entry that is one thing, its key. */
  subject: string;
  action: 'add' | 'change' | 'remove';
  /** In the words of a settings file; only what differs. */
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/** A change with the way to make it: shown first, then applied in one transaction. */
export interface PlannedStep extends PlannedChange {
  apply(tx: Transaction, actor: string, now: Date): Promise<unknown>;
}

export interface Plan {
  steps: PlannedStep[];
  mistakes: Mistake[];
}

export const nothing: Plan = { steps: [], mistakes: [] };

/** A change of a thing that is there, or nothing when it stays as it is. */
export function changeStep(
  section: PlannedChange['section'],
  subject: string,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  apply: PlannedStep['apply'],
): PlannedStep[] {
  const changed = difference(before, after);
  return changed ? [{ section, subject, action: 'change', ...changed, apply }] : [];
}
