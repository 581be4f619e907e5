import { randomUUID } from 'node:crypto';
import { json, type Transaction } from '../../../database';
import { owe } from '../../../delivery/owe';
import type { Shift } from '../../../generated/sqlite/client';
import { record } from '../../audit/store';
import type { Because, Span } from '../plan';
import { touchHomesOf } from '../records/homes';
import { republish } from '../records/publish';
import type { RotationRecord } from '../records/rotation';
import { common, without } from '../spans';
import { correctedDebt } from './correct-debts';
import { counter, takeAlong, writeServed } from './entries';
import { correctableMs } from './rules';

/** What really was. Replace: `was` and `instead`; add: `instead` alone; take off: `was` alone. */
export interface Correction {
  was: string | null;
  instead: string | null;
  start: Date;
  end: Date;
  by: string;
  note: string | null;
}

export type Corrected = { is: 'corrected' } | { is: 'refused'; why: 'closed' | 'ahead' | 'was_not_on' | 'was_on_already' };

/**
 * Corrects the record up to now, under the lock of its rotation: shifts are cut so that they say who was on, and what was counted already is
 * countered. What lies ahead of now is for a change (`recordChange`).
 */
export async function correctPast(tx: Transaction, rotation: RotationRecord, correction: Correction, now: Date): Promise<Corrected> {
  const { was, instead, start, by, note } = correction;
  const end = correction.end < now ? correction.end : now;
  if (now.getTime() - start.getTime() > correctableMs) return { is: 'refused', why: 'closed' };
  if (start >= end) return { is: 'refused', why: 'ahead' };
  const span = { start: start.getTime(), end: end.getTime() };
  const done = was === null ? await addPast(tx, rotation, instead ?? by, span, now) : await takePast(tx, rotation, was, instead, span, now);
  if (!done) return { is: 'refused', why: was === null ? 'was_on_already' : 'was_not_on' };

  const after = { was, instead, start: start.toISOString(), end: end.toISOString(), note };
  await record(tx, { workspaceId: rotation.workspaceId, actor: by, action: 'rotation.corrected', subject: rotation.name, after }, now);
  await tell(tx, rotation, correction, end, now);
  // Where the shift that runs was cut, what is left of it is written down anew.
  await republish(tx, rotation, now);
  return { is: 'corrected' };
}

/** Each piece of theirs is taken out, and given to who was on instead, unless they were on anyway. */
async function takePast(tx: Transaction, rotation: RotationRecord, was: string, instead: string | null, span: Span, now: Date) {
  const rows = await rowsOf(tx, rotation, was, span);
  for (const row of rows) {
    const piece = common(spanOf(row), span);
    if (!piece) continue;
    await cut(tx, rotation, row, piece, now);
    if (!instead) continue;
    const because: Because = { why: 'changed', from: was };
    for (const free of await freeOf(tx, rotation, instead, piece))
      await insert(tx, rotation, { ...row, userId: instead, reasons: [...(row.reasons as unknown as Because[]), because] }, free, now);
  }
  return rows.length > 0;
}

async function addPast(tx: Transaction, rotation: RotationRecord, user: string, span: Span, now: Date): Promise<boolean> {
  const pieces = await freeOf(tx, rotation, user, span);
  const because: Because = { why: 'changed', from: null };
  const { versions } = rotation;
  const version = versions.findLast(({ appliesFrom }) => appliesFrom.getTime() <= span.start)?.number ?? versions[0]?.number ?? 1;
  for (const piece of pieces)
    await insert(tx, rotation, { userId: user, version, slot: `+:${randomUUID()}`, reasons: [because] }, piece, now);
  return pieces.length > 0;
}

/** What is left before keeps the row, else what is left after; with nothing left it was missed. */
async function cut(tx: Transaction, rotation: RotationRecord, row: Shift, piece: Span, now: Date): Promise<void> {
  const told = { sequence: { increment: 1 }, modifiedAt: now };
  const [start, end] = [new Date(piece.start), new Date(piece.end)];
  const isLeftBefore = row.start < start;
  const isLeftAfter = end < row.end;
  if (isLeftBefore) await tx.shift.update({ where: { id: row.id }, data: { end: start, ...told } });
  else if (isLeftAfter) await tx.shift.update({ where: { id: row.id }, data: { start: end, ...told } });
  else await tx.shift.update({ where: { id: row.id }, data: { state: 'missed', slot: `${row.slot}~${row.id}`, ...told } });
  const after = isLeftBefore && isLeftAfter ? await goOnAfter(tx, row, end, now) : null;
  if (row.state !== 'served') return;
  await counter(tx, rotation, { ...row, ...datesOf(piece) }, now);
  if (after) await takeAlong(tx, rotation, row, after);
}

function goOnAfter(tx: Transaction, { id: _, ...row }: Shift, start: Date, now: Date): Promise<Shift> {
  return tx.shift.create({ data: { ...row, reasons: json(row.reasons), start, sequence: 0, modifiedAt: now } });
}

/** It has ended already, and counts. */
async function insert(
  tx: Transaction,
  { workspaceId, id: rotationId, ...rotation }: RotationRecord,
  { userId, version, slot, reasons }: { userId: string; version: number; slot: string; reasons: Because[] },
  piece: Span,
  now: Date,
): Promise<void> {
  const taken = await tx.shift.count({ where: { rotationId, slot, start: new Date(piece.start) } });
  const own = taken > 0 ? `+:${randomUUID()}` : slot;
  const shift = await tx.shift.create({
    data: {
      ...{ workspaceId, rotationId, userId, version, state: 'served' as const, modifiedAt: now },
      slot: own,
      reasons: json(reasons),
      ...datesOf(piece),
    },
  });
  await writeServed(tx, { ...rotation, workspaceId, id: rotationId }, shift);
}

const rowsOf = (tx: Transaction, { id: rotationId }: RotationRecord, userId: string, { start, end }: Span): Promise<Shift[]> =>
  tx.shift.findMany({
    where: { rotationId, userId, state: { in: ['planned', 'on', 'served'] }, start: { lt: new Date(end) }, end: { gt: new Date(start) } },
    orderBy: { start: 'asc' },
  });

/** Of a span, when somebody was not on. */
async function freeOf(tx: Transaction, rotation: RotationRecord, userId: string, span: Span): Promise<Span[]> {
  return without([span], (await rowsOf(tx, rotation, userId, span)).map(spanOf));
}

const spanOf = ({ start, end }: Shift): Span => ({ start: start.getTime(), end: end.getTime() });
const datesOf = ({ start, end }: Span) => ({ start: new Date(start), end: new Date(end) });

async function tell(
  tx: Transaction,
  rotation: RotationRecord,
  { was, instead, start, by }: Correction,
  end: Date,
  now: Date,
): Promise<void> {
  const what = { start: start.toISOString(), end: end.toISOString(), by };
  const told = [
    ...(was === null ? [] : [{ ...what, kind: 'off' as const, user: was, other: instead }]),
    ...(instead === null ? [] : [{ ...what, kind: 'on' as const, user: instead, other: was }]),
  ];
  const cause = `${rotation.id}:${now.toISOString()}`;
  const others = told.filter(({ user }) => user !== by);
  await owe(
    tx,
    others.map((one) => correctedDebt(rotation, one, cause)),
    now,
  );
  await touchHomesOf(
    tx,
    rotation.workspaceId,
    told.map(({ user }) => user),
    rotation.squadId,
  );
}
