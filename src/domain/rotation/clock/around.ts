import type { Transaction } from '../../../database';
import type { Reader } from '../../people/store';
import { type RotationRecord, versionAt } from '../records/rotation';
import { type Handover, handoversOf, type OnSpan, type TurnLength } from './rules';

type Where = NonNullable<NonNullable<Parameters<Transaction['shift']['findMany']>[0]>['where']>;

/** What really was, or is to be. A missed one was handed over like any other; one that was corrected away was nobody's. */
const shown: Where = { state: { in: ['planned', 'on', 'served', 'missed'] }, NOT: { slot: { contains: '~' } } };

/** The handovers from an instant until now. */
export async function handoversSince(read: Reader, rotation: RotationRecord, since: Date, now: Date): Promise<Handover[]> {
  const found = await handoversIn(read, rotation, since, { start: { lte: now } });
  // Of several who are on together, one goes later than now.
  return found.filter(({ at }) => at <= now);
}

/** The first handover from an instant on, of what is written down; `null`: the same people go on, or nobody comes. */
export async function handoverFrom(read: Reader, rotation: RotationRecord, since: Date): Promise<Handover | null> {
  const next = await read.shift.findFirst({
    where: { rotationId: rotation.id, start: { gte: since }, ...shown },
    orderBy: { start: 'asc' },
    select: { start: true },
  });
  const [first] = await handoversIn(read, rotation, since, { start: { lte: next?.start ?? since } });
  return first ?? null;
}

/** The first handover after an instant, however long the same people go on. */
export async function nextHandover(read: Reader, rotation: RotationRecord, after: Date): Promise<Handover | null> {
  const [first] = await handoversIn(read, rotation, new Date(after.getTime() + 1), {});
  return first ?? null;
}

async function handoversIn(read: Reader, rotation: RotationRecord, since: Date, where: Where): Promise<Handover[]> {
  const last = await lastEnd(read, rotation, since);
  const rows = await read.shift.findMany({
    where: { AND: [{ rotationId: rotation.id, end: { gte: last ?? since } }, shown, where] },
    orderBy: { start: 'asc' },
    select: { userId: true, start: true, end: true, slot: true },
  });
  const stays = await staysOf(read, rows);
  return handoversOf(rows.filter(({ slot }) => !stays.has(slot))).filter(({ at }) => at >= since);
}

/** When the last one went who did not only stay on. `besides`: slots of those who did. */
async function lastEnd(read: Reader, rotation: RotationRecord, until: Date, besides: string[] = []): Promise<Date | null> {
  const last = await read.shift.findFirst({
    where: { AND: [{ rotationId: rotation.id, end: { lte: until }, slot: { notIn: besides } }, shown] },
    orderBy: { end: 'desc' },
    select: { userId: true, start: true, end: true, slot: true },
  });
  if (!last) return null;
  const onlyStayed = await staysOf(read, [last]);
  return onlyStayed.has(last.slot) ? lastEnd(read, rotation, until, [...besides, last.slot]) : last.end;
}

/** Ids of who is on at an instant, without who only stays on until a handoff is accepted. */
export async function onDutyAt(read: Reader, { id: rotationId }: RotationRecord, at: Date): Promise<string[]> {
  const rows = await read.shift.findMany({
    where: { rotationId, start: { lte: at }, end: { gt: at }, state: { in: ['planned', 'on', 'served'] } },
    select: { userId: true, start: true, end: true, slot: true },
  });
  const stays = await staysOf(read, rows);
  return [...new Set(rows.filter(({ slot }) => !stays.has(slot)).map(({ userId }) => userId))].sort();
}

/** Who only stays on until a handoff is accepted neither comes nor goes. Answers their slots. */
async function staysOf(read: Reader, rows: readonly (OnSpan & { slot: string })[]): Promise<Set<string>> {
  const changeIds = rows.flatMap(({ slot }) => (slot.startsWith('+:') ? [slot.slice(2)] : []));
  if (changeIds.length === 0) return new Set();
  const found = await read.rotationChange.findMany({ where: { id: { in: changeIds }, source: 'handoff' }, select: { id: true } });
  return new Set(found.map(({ id }) => `+:${id}`));
}

export function turnLengthsOf(rotation: RotationRecord, at: Date): TurnLength[] {
  const { layers = [] } = (versionAt(rotation, at)?.definition ?? {}) as { layers?: TurnLength[] };
  return layers;
}
