import type { Transaction } from '../../../database';
import type { Handoff } from '../../../generated/sqlite/client';
import type { RotationRecord } from '../records/rotation';
import { type Handing, handingOf } from './summary';

/** Not begun yet: its instant is still ahead, or nothing came of it. */
export const prepared = { state: 'waiting', dueAt: null } as const;

export const isPrepared = ({ state, dueAt }: Pick<Handoff, 'state' | 'dueAt'>): boolean => state === 'waiting' && dueAt === null;

/** It was prepared, and others are on at that hour after all; or a lead put nobody else on for it. */
export const cameToNothing = { state: 'void', acceptedAt: null } as const;

/** What the outgoing person has said. */
export interface Written {
  note: string | null;
  noteBy: string | null;
  handing: Handing;
}

/** What was written beforehand, also for an hour that has moved since: by somebody who goes now. */
export async function writtenBeforehand(
  tx: Transaction,
  { id: rotationId }: RotationRecord,
  at: Date,
  outgoing: readonly string[],
): Promise<Written> {
  const rows = await tx.handoff.findMany({ where: { rotationId, ...prepared }, orderBy: { at: 'asc' } });
  const theirs = rows.filter((row) => (row.outgoing as string[]).some((id) => outgoing.includes(id)));
  const [row] = theirs.filter((one) => one.at.getTime() === at.getTime()).concat(theirs);
  await tx.handoff.updateMany({ where: { rotationId, ...prepared, at: { lt: at } }, data: { state: 'void' } });
  return row ? writtenIn(row) : { note: null, noteBy: null, handing: { kept: [], all: false } };
}

export function writtenIn(row: Handoff): Written {
  const { kept, all } = handingOf(row);
  return { note: row.note, noteBy: row.noteBy, handing: { kept, all } };
}
