import { json, type Transaction } from '../../../database';
import { owe, redraw } from '../../../delivery/owe';
import type { Reader } from '../../people/store';
import type { RotationRecord } from '../records/rotation';
import { handoverFrom } from './around';
import { isPrepared, prepared } from './beforehand';
import { endingDebt } from './debts';
import { endingAheadMs, partiesOf } from './rules';

/** Whose shift ends soon with a handoff to follow; it is told once. */
export interface Ending {
  user: string;
  endsAt: Date;
  /** The handoff: at the end of the shift, or when somebody is on next. */
  at: Date;
}

/** Not of what was given to somebody after its hour. */
export async function endingsOf(read: Reader, rotation: RotationRecord, now: Date): Promise<Ending[]> {
  const soon = new Date(now.getTime() + endingAheadMs);
  const rows = await read.shift.findMany({
    where: { rotationId: rotation.id, state: 'on', end: { gt: now, lte: soon } },
    orderBy: { end: 'asc' },
  });
  const endings: Ending[] = [];
  for (const { userId, start, end } of rows) {
    if (end.getTime() - start.getTime() <= endingAheadMs) continue;
    const handover = await handoverFrom(read, rotation, end);
    if (!handover || !partiesOf(handover).outgoing.includes(userId)) continue;
    if (!(await isTold(read, rotation, handover.at, userId))) endings.push({ user: userId, endsAt: end, at: handover.at });
  }
  return endings;
}

async function isTold(read: Reader, { id: rotationId }: RotationRecord, at: Date, user: string): Promise<boolean> {
  const row = await read.handoff.findUnique({ where: { rotationId_at: { rotationId, at } } });
  return row !== null && (row.outgoing as string[]).includes(user);
}

/** The handoff is put on record before its instant, so that a note has a place. */
export async function prepareHandoff(tx: Transaction, rotation: RotationRecord, { user, endsAt, at }: Ending, now: Date): Promise<boolean> {
  if (await isTold(tx, rotation, at, user)) return false;
  const { id: rotationId, workspaceId } = rotation;
  const known = await tx.handoff.findUnique({ where: { rotationId_at: { rotationId, at } } });
  if (known && !isPrepared(known)) return false;
  const outgoing = json([...((known?.outgoing ?? []) as string[]), user]);
  const handoff = await tx.handoff.upsert({
    where: { rotationId_at: { rotationId, at } },
    create: { workspaceId, rotationId, at, outgoing, incoming: json([]), ...(await writtenBefore(tx, rotation, user)) },
    update: { outgoing },
  });
  await owe(tx, endingDebt(handoff, user, endsAt), now);
  return true;
}

/** The plan has moved meanwhile: what they have written for another hour goes along. */
async function writtenBefore(tx: Transaction, { id: rotationId }: RotationRecord, user: string) {
  const rows = await tx.handoff.findMany({ where: { rotationId, ...prepared }, orderBy: { at: 'desc' } });
  const row = rows.find(({ outgoing }) => (outgoing as string[]).includes(user));
  if (!row) return {};
  await tx.handoff.update({ where: { id: row.id }, data: { state: 'void' } });
  await redraw(tx, row.id);
  return { note: row.note, noteBy: row.noteBy, summary: json(row.summary) };
}
