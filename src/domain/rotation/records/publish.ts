import { type Database, json, type Transaction, writeTx } from '../../../database';
import type { Reader } from '../../people/store';
import { settleTurns } from '../absences';
import type { Change } from '../plan';
import { touchRotationHomes } from './homes';
import { lockRotation } from './lock';
import { type Moved, movedBy } from './moved';
import { presentDuty } from './present';
import { type Projection, project, type StoredShift, wantedOf } from './projection';
import { findRotation, type Given, type RotationRecord } from './rotation';
import { horizonOf, scheduleOf } from './schedule';
import type { Timeline } from './timeline';

export interface Published {
  rotation: RotationRecord;
  timeline: Timeline;
  /** Of what was written down before. */
  moved: Moved[];
  changed: boolean;
}

/** Writes down what is ahead, when anything of it differs from what is written: a planning that changes nothing writes nothing. */
export async function publishRotation(
  db: Database,
  workspaceId: string,
  id: string,
  now: Date,
  afterwards?: (tx: Transaction, published: Published) => Promise<void>,
): Promise<Published | null> {
  const rotation = await findRotation(db.read, workspaceId, id);
  if (!rotation || rotation.removedAt || rotation.kind !== 'turns') return null;
  if (!(await isBehind(db.read, rotation, now))) return null;
  return writeTx(db, async (tx) => {
    const locked = await lockRotation(tx, workspaceId, id);
    const published = locked && (await republish(tx, locked, now));
    if (published) await afterwards?.(tx, published);
    return published;
  });
}

/** The same in the transaction of a change, under the lock of its rotation. */
export async function republish(tx: Transaction, before: RotationRecord, now: Date): Promise<Published> {
  const until = later(before.publishedUntil, horizonOf(before, now));
  await settleNew(tx, before, now, until);
  const rotation = { ...before, publishedUntil: until };
  const { timeline, projection, given } = await plannedOf(tx, rotation, now);
  await write(tx, rotation, projection, now);
  if (+until !== Number(before.publishedUntil) || !isSameGiven(given, before.given))
    await tx.rotation.update({ where: { id: rotation.id }, data: { publishedUntil: until, given: json(given) } });
  const changed = isAny(projection);
  if (changed) await touchRotationHomes(tx, rotation, projection);
  if (isAboutNow(projection, now.getTime())) await presentDuty(tx, rotation, now);
  const moved = movedBy(projection, now.getTime(), before.publishedUntil?.getTime() ?? Number.NEGATIVE_INFINITY);
  return { rotation: { ...rotation, given }, timeline, moved, changed };
}

async function isBehind(read: Reader, rotation: RotationRecord, now: Date): Promise<boolean> {
  if (rotation.publishedUntil === null || rotation.publishedUntil < horizonOf(rotation, now)) return true;
  return isAny((await plannedOf(read, rotation, now)).projection);
}

const isAny = ({ create, update, cancel, end }: Projection): boolean => create.length + update.length + cancel.length + end.length > 0;

const isAboutNow = ({ create, update, cancel, end }: Projection, now: number): boolean =>
  [...create, ...update.flatMap(({ row, to }) => [row, to]), ...cancel, ...end].some(
    ({ start, end: until }) => start <= now && now < until,
  );

async function plannedOf(
  read: Reader,
  rotation: RotationRecord,
  now: Date,
): Promise<{ timeline: Timeline; projection: Projection; given: Given }> {
  const until = (rotation.publishedUntil ?? horizonOf(rotation, now)).getTime();
  const timeline = await scheduleOf(read, rotation, now, new Date(until));
  const span = { start: now.getTime(), end: until };
  const wanted = timeline
    .shiftsIn(span)
    .filter((shift) => turnStart(timeline, shift) < until)
    .flatMap((shift) => (shift.end > span.start ? [wantedOf({ ...shift, start: Math.max(shift.start, span.start) })] : []));
  const stored = await storedAfter(read, rotation, now);
  return { timeline, projection: project(stored, wanted, span.start), given: givenIn(timeline, span) };
}

/** A turn is written down whole, or not at all. */
function turnStart(timeline: Timeline, { layer, turn, start }: { layer: string | null; turn: number | null; start: number }): number {
  const own = timeline.stageAt(start).rota.compiled.layers.find((one) => one.layer.name === layer);
  return own && turn !== null ? own.turns.numbered(turn).start : start;
}

async function storedAfter(read: Reader, { id: rotationId }: RotationRecord, now: Date): Promise<StoredShift[]> {
  const rows = await read.shift.findMany({
    where: { rotationId, end: { gt: now }, state: { in: ['planned', 'on', 'cancelled'] } },
    orderBy: { start: 'asc' },
  });
  return rows.map((row) => ({ ...row, state: row.state as StoredShift['state'], start: row.start.getTime(), end: row.end.getTime() }));
}

/** Of the newest version that begins before the end: turns that were given out are not given anew. */
function givenIn(timeline: Timeline, span: { start: number; end: number }): Given {
  const stage = timeline.stageAt(span.start);
  const byBalance = stage.rota.compiled.layers.filter(({ layer }) => layer.choose === 'balance');
  const end = Math.min(stage.end, span.end);
  const layers = byBalance.map((layer) => {
    const held = layer.turnsIn({ start: span.start, end }).flatMap((turn) => layer.held(turn));
    return [layer.layer.name, Object.fromEntries(held.map(({ number, entry }) => [String(number), [...entry]]))] as const;
  });
  return { version: stage.version, layers: Object.fromEntries(layers) };
}

const isSameGiven = (a: Given, b: Given): boolean => JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));

const inOrder = ({ version, layers }: Given) => [
  version,
  Object.entries(layers)
    .map(([name, turns]) => [name, Object.entries(turns).sort()])
    .sort(),
];

/** Of the turns that are published now, absences are settled, once. */
async function settleNew(tx: Transaction, rotation: RotationRecord, now: Date, until: Date): Promise<void> {
  const from = rotation.publishedUntil;
  if (from && from >= until) return;
  const timeline = await scheduleOf(tx, rotation, now, until);
  for (const { rota, start, end } of timeline.stages) {
    const turnsStart = { start: Math.max(start, from?.getTime() ?? Number.NEGATIVE_INFINITY), end: Math.min(end, until.getTime()) };
    for (const { changes, absence } of settleTurns(rota.compiled, turnsStart)) {
      const ahead = changes.filter((change) => change.end > now.getTime());
      await writeSettled(tx, rotation, ahead, { absenceId: absence?.id ?? null }, now);
    }
  }
}

/** What a rule has moved, on record. */
export async function writeSettled(
  tx: Transaction,
  { id: rotationId, workspaceId }: RotationRecord,
  changes: readonly Change[],
  { absenceId }: { absenceId: string | null },
  now: Date,
): Promise<void> {
  for (const { kind, from, to, start, end, layer, because } of changes)
    await tx.rotationChange.create({
      data: {
        ...{ workspaceId, rotationId, kind, from, to, layer, absenceId, by: 'backline', acceptedAt: now, source: 'absence' as const },
        start: new Date(start),
        end: new Date(end),
        ...(because && { because: json(because) }),
      },
    });
}

async function write(tx: Transaction, { id: rotationId, workspaceId }: RotationRecord, projection: Projection, now: Date): Promise<void> {
  const { create, update, cancel, end, free } = projection;
  const told = { sequence: { increment: 1 }, modifiedAt: now };
  for (const row of end) await tx.shift.update({ where: { id: row.id }, data: { end: now, ...told } });
  for (const row of cancel) await tx.shift.update({ where: { id: row.id }, data: { state: 'cancelled', ...told } });
  for (const row of free) await tx.shift.update({ where: { id: row.id }, data: { slot: `~${row.id}` } });
  // Two that change places would meet on the way.
  for (const { row, to } of update)
    if (row.start !== to.start || row.slot !== to.slot) await tx.shift.update({ where: { id: row.id }, data: { slot: `~${row.id}` } });
  for (const { row, to, isTold } of update) {
    const person = row.userId === to.userId ? {} : { userId: to.userId, confirmedAt: null };
    const state = row.state === 'cancelled' ? { state: 'planned' as const } : {};
    const columns = { version: to.version, slot: to.slot, start: new Date(to.start), end: new Date(to.end), reasons: json(to.reasons) };
    await tx.shift.update({ where: { id: row.id }, data: { ...columns, ...person, ...state, ...(isTold && told) } });
  }
  if (create.length === 0) return;
  await tx.shift.createMany({
    data: create.map(({ version, slot, userId, start, end: until, reasons }) => ({
      ...{ workspaceId, rotationId, version, slot, userId, modifiedAt: now },
      start: new Date(start),
      end: new Date(until),
      reasons: json(reasons),
    })),
  });
}

const later = (a: Date | null, b: Date): Date => (a && a > b ? a : b);
