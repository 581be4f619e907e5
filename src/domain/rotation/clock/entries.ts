import type { Transaction } from '../../../database';
import type { LedgerEntry, Shift } from '../../../generated/sqlite/client';
import type { EntryKind } from '../../../generated/sqlite/enums';
import type { Weight } from '../ledger';
import type { RotationRecord } from '../records/rotation';
import { type Weighed, weighedAmong, weighedOf } from './weighing';

type Piece = Pick<Shift, 'id' | 'userId' | 'start' | 'end'>;

interface Entry {
  userId: string;
  kind: EntryKind;
  units: number;
  weight?: Weight;
}

/** What a shift that has ended gives its person, and takes from everybody: all balances together stay at 0. */
export async function writeServed(tx: Transaction, rotation: RotationRecord, shift: Piece): Promise<void> {
  await write(tx, rotation, shift, servedOf(shift, await weighedOf(tx, rotation, shift)), shift.end);
}

function servedOf({ userId }: Piece, { weight, shares }: Weighed): Entry[] {
  const parts = shares.map(([sharer, units]): Entry => ({ userId: sharer, kind: 'share', units }));
  return [{ userId, kind: 'served', units: weight.units, weight }, ...parts];
}

/** Takes back what a part of a shift gave, by entries of its own: what is closed stays as it was written. */
export async function counter(tx: Transaction, rotation: RotationRecord, piece: Piece, now: Date): Promise<void> {
  const weighed = await weighedAmong(tx, rotation, piece, await sharersOf(tx, piece));
  await write(tx, rotation, piece, counterOf(piece, weighed), now);
}

/** What is left of a shift has become one of its own, with what it gave: no balance moves, and it can be corrected again. */
export async function takeAlong(tx: Transaction, rotation: RotationRecord, from: Pick<Shift, 'id'>, rest: Piece): Promise<void> {
  const weighed = await weighedAmong(tx, rotation, rest, await sharersOf(tx, from));
  await write(tx, rotation, { ...rest, id: from.id }, counterOf(rest, weighed), rest.end);
  await write(tx, rotation, rest, servedOf(rest, weighed), rest.end);
}

const sharersOf = (tx: Transaction, { id: shiftId }: Pick<Shift, 'id'>): Promise<Pick<LedgerEntry, 'userId'>[]> =>
  tx.ledgerEntry.findMany({ where: { shiftId, kind: 'share' }, select: { userId: true } });

function counterOf({ userId }: Piece, { weight, shares }: Weighed): Entry[] {
  const { minutes, night, weekend, holiday } = weight;
  const taken = { minutes: -minutes, night: -night, weekend: -weekend, holiday: -holiday, units: -weight.units };
  const parts = shares.map(([sharer, units]): Entry => ({ userId: sharer, kind: 'correction', units }));
  return [{ userId, kind: 'correction', units: -weight.units, weight: taken }, ...parts];
}

/** How an entry moves a balance. */
export const effectOf = ({ kind, units }: Pick<LedgerEntry, 'kind' | 'units'>): number => (kind === 'share' ? -units : units);

async function write(tx: Transaction, rotation: RotationRecord, { id: shiftId, end }: Piece, entries: Entry[], at: Date): Promise<void> {
  const { workspaceId, id: rotationId } = rotation;
  const before = await tx.ledgerEntry.count({ where: { shiftId, kind: 'correction' } });
  await tx.ledgerEntry.createMany({
    data: entries.map(({ userId, kind, units, weight }, index) => {
      const n = kind === 'correction' ? before + index : 0;
      const { minutes = 0, night = 0, weekend = 0, holiday = 0 } = weight ?? {};
      return { workspaceId, rotationId, shiftId, userId, kind, n, units, minutes, night, weekend, holiday, at };
    }),
  });
  const moved = new Map<string, number>();
  for (const entry of entries) moved.set(entry.userId, (moved.get(entry.userId) ?? 0) + effectOf(entry));
  for (const [userId, by] of [...moved].sort(([a], [b]) => (a < b ? -1 : 1))) await keep(tx, rotation, userId, by, end);
}

/** On the newest membership of a person, which carries the sum over all of them. */
async function keep(tx: Transaction, rotation: RotationRecord, userId: string, by: number, end: Date): Promise<void> {
  const { from } = await membershipOf(tx, rotation, userId, end);
  const last = await tx.shift.findFirst({
    where: { rotationId: rotation.id, userId, state: 'served' },
    orderBy: { end: 'desc' },
    select: { end: true },
  });
  await tx.rotationMember.update({
    where: { rotationId_userId_from: { rotationId: rotation.id, userId, from } },
    data: { balance: { increment: by }, lastEnd: last?.end ?? null },
  });
}

/** Who was put on without being a member is one who has left: the past keeps the name. */
async function membershipOf(tx: Transaction, { id: rotationId }: RotationRecord, userId: string, at: Date): Promise<{ from: Date }> {
  const newest = await tx.rotationMember.findFirst({ where: { rotationId, userId }, orderBy: { from: 'desc' }, select: { from: true } });
  if (newest) return newest;
  const last = await tx.rotationMember.aggregate({ where: { rotationId }, _max: { joinOrder: true } });
  return tx.rotationMember.create({
    data: { rotationId, userId, from: at, until: at, joinOrder: (last._max.joinOrder ?? -1) + 1 },
    select: { from: true },
  });
}
