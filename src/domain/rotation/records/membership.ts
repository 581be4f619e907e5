import type { Transaction } from '../../../database';
import type { RotationMember } from '../../../generated/sqlite/client';
import type { RotationRecord, Version } from './rotation';

/** Who stands in the orders from an instant on, until the next stage. */
export interface MembersFrom {
  at: Date;
  ids: readonly string[];
}

/**
 * Who is new among them joins, and who is not among them any more leaves. What a version was to bring that is replaced now is taken back:
 * who was to leave or to join with it does not. A beginning or an end that somebody was given otherwise stays.
 */
export async function setMembers(tx: Transaction, rotation: RotationRecord, stages: readonly MembersFrom[]): Promise<void> {
  const [first] = stages;
  if (!first) return;
  const { id: rotationId } = rotation;
  const before = await tx.rotationMember.findMany({ where: { rotationId }, orderBy: [{ joinOrder: 'asc' }, { from: 'asc' }] });
  const replaced = rotation.versions.filter(({ appliesFrom }) => appliesFrom >= first.at);
  const rows = before.map((row) => ({ row, until: leavesWith(rotation, replaced, row) ? null : row.until }));
  const users = [...new Set([...stages.flatMap(({ ids }) => ids), ...rows.map(({ row }) => row.userId)])];
  let last = Math.max(-1, ...before.map(({ joinOrder }) => joinOrder));
  for (const userId of users) {
    const span = spanOf(stages, userId);
    const own = rows.findLast((one) => one.row.userId === userId && (one.until === null || one.until > first.at));
    if (own) await change(tx, own.row, spanNow(own, span, first.at, joinsWith(rotation, replaced, own.row)));
    else if (span) await join(tx, rotationId, userId, span, { before, joinOrder: ++last });
  }
}

type Span = { from: Date; until: Date | null };

/** From the first stage that has somebody to the end of the last one; `null`: none has. */
function spanOf(stages: readonly MembersFrom[], userId: string): Span | null {
  const first = stages.find(({ ids }) => ids.includes(userId));
  const last = stages.findLastIndex(({ ids }) => ids.includes(userId));
  return first ? { from: first.at, until: stages[last + 1]?.at ?? null } : null;
}

function spanNow({ row, until }: { row: RotationMember; until: Date | null }, span: Span | null, at: Date, isMoved: boolean): Span {
  if (!span) return { from: row.from, until: at > row.from ? at : row.from };
  const from = isMoved ? span.from : row.from;
  return { from, until: span.until && (until === null || until > span.until) ? span.until : until };
}

async function change(tx: Transaction, { rotationId, userId, ...row }: RotationMember, { from, until }: Span): Promise<void> {
  if (+from === +row.from && Number(until) === Number(row.until)) return;
  await tx.rotationMember.update({
    where: { rotationId_userId_from: { rotationId, userId, from: row.from } },
    data: { from, until },
  });
}

async function join(
  tx: Transaction,
  rotationId: string,
  userId: string,
  { from, until }: Span,
  { before, joinOrder }: { before: readonly RotationMember[]; joinOrder: number },
): Promise<void> {
  const old = before.findLast((row) => row.userId === userId);
  const data = { joinOrder, balance: old?.balance ?? 0, lastEnd: old?.lastEnd ?? null };
  await tx.rotationMember.upsert({
    where: { rotationId_userId_from: { rotationId, userId, from } },
    create: { rotationId, userId, from, until, ...data },
    update: { until },
  });
}

/** A version that is replaced has them no more, where the one before it has them. */
const leavesWith = (rotation: RotationRecord, replaced: readonly Version[], { userId, until }: RotationMember): boolean =>
  replaced.some((version) => +version.appliesFrom === Number(until) && has(previous(rotation, version), userId) && !has(version, userId));

const joinsWith = (rotation: RotationRecord, replaced: readonly Version[], { userId, from }: RotationMember): boolean =>
  replaced.some((version) => +version.appliesFrom === +from && !has(previous(rotation, version), userId) && has(version, userId));

const previous = ({ versions }: RotationRecord, { number }: Version): Version | undefined =>
  versions.findLast((version) => version.number < number);

function has(version: Version | undefined, userId: string): boolean {
  const layers = (version?.definition.layers ?? []) as { order?: (string | string[])[] }[];
  return layers.some(({ order }) => (order ?? []).flat().includes(userId));
}
