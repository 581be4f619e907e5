import { type Database, json, type Transaction, writeTx } from '../../../database';
import type { Reader } from '../../people/store';
import { RotationForm } from './form';

/** A form with what stands in it: between modals it is kept here, for a view carries no more than 3,000 characters. */
export interface KeptForm {
  id: string;
  workspaceId: string;
  person: string;
  /** `null`: of a new rotation. */
  rotationId: string | null;
  form: RotationForm;
}

export async function keepForm(db: Database, kept: KeptForm, now: Date): Promise<void> {
  await writeTx(db, (tx) => keepFormIn(tx, kept, now));
}

export async function keepFormIn(tx: Transaction, { id, form, ...whose }: KeptForm, now: Date): Promise<void> {
  const written = { form: json(form), changedAt: now };
  await tx.rotationDraft.upsert({ where: { id }, create: { id, ...whose, ...written }, update: written });
}

/** `null`: it was saved or thrown away meanwhile. */
export async function findKeptForm(read: Reader, workspaceId: string, person: string, id: string): Promise<KeptForm | null> {
  const row = await read.rotationDraft.findUnique({ where: { id } });
  if (row?.workspaceId !== workspaceId || row.person !== person) return null;
  return { id, workspaceId, person, rotationId: row.rotationId, form: RotationForm.parse(row.form) };
}

export async function forgetForm(tx: Transaction, id: string): Promise<void> {
  await tx.rotationDraft.deleteMany({ where: { id } });
}
