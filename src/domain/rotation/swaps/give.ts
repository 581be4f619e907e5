import { hourMs } from '../../calendar/zone';
import type { Reader } from '../../people/store';
import { findRotation, type RotationRecord, rotationsOf } from '../records/rotation';
import { scheduleOf } from '../records/schedule';
import type { Timeline } from '../records/timeline';
import { type Stint, stintsOf } from '../stints';

/** A person's stint, as far as it can still be handed over. */
export interface Givable {
  /** Of its first shift that is ahead, or of the running one. */
  shiftId: string;
  userId: string;
  rotation: RotationRecord;
  start: Date;
  end: Date;
}

interface Row {
  id: string;
  rotationId: string;
  userId: string;
  version: number;
  slot: string;
  start: Date;
  end: Date;
}

/** What somebody could hand over, in one rotation or all, by start. */
export async function givableOf(read: Reader, workspaceId: string, userId: string, now: Date, rotationId?: string): Promise<Givable[]> {
  const own = await read.shift.findMany({
    where: { workspaceId, userId, ...live(now), ...(rotationId && { rotationId }) },
    distinct: ['rotationId'],
    select: { rotationId: true },
  });
  const ids = new Set(own.map((row) => row.rotationId));
  const found: Givable[] = [];
  for (const rotation of await rotationsOf(read, workspaceId))
    if (ids.has(rotation.id)) found.push(...(await givableIn(read, rotation, now)).filter((one) => one.userId === userId));
  return found.sort((a, b) => a.start.getTime() - b.start.getTime());
}

/** The stint that a shift is part of; `null`: there is no such shift, or it is over. */
export async function stintFrom(read: Reader, workspaceId: string, shiftId: string, now: Date): Promise<Givable | null> {
  const row = await read.shift.findUnique({ where: { id: shiftId } });
  const rotation = row?.workspaceId === workspaceId ? await findRotation(read, workspaceId, row.rotationId) : null;
  if (!row || !rotation || rotation.removedAt) return null;
  const all = await givableIn(read, rotation, now);
  return all.find(({ userId, start, end }) => userId === row.userId && start < row.end && row.start < end) ?? null;
}

/** What all of a rotation could hand over, by start. */
export async function givableIn(read: Reader, rotation: RotationRecord, now: Date): Promise<Givable[]> {
  const rows: Row[] = await read.shift.findMany({ where: { rotationId: rotation.id, ...live(now) }, orderBy: { start: 'asc' } });
  const stints = stintsOf(rows);
  const timeline = rotation.kind === 'turns' ? await scheduleOf(read, rotation, now) : null;
  return stints.flatMap((stint) => {
    const first = stint.shifts.find(({ start }) => start > now) ?? stint.shifts.at(-1);
    if (!first) return [];
    const start = first.start > now ? first.start : soon(now);
    const end = timeline ? untilHandoff(timeline, stint, stints) : stint.end;
    return start < end ? [{ shiftId: first.id, userId: stint.userId, rotation, start, end }] : [];
  });
}

/** Of a running shift, what begins at the next full hour but one: somebody has to have the time to take it. */
const soon = (now: Date): Date => new Date(Math.ceil(now.getTime() / hourMs + 1) * hourMs);

/** Hours may end before the turn does: a week is handed over until the next one begins. */
function untilHandoff({ stages }: Timeline, { shifts, end, userId }: Stint<Row>, all: Stint<Row>[]): Date {
  const last = shifts.at(-1);
  const [, name, number] = /^(.+):(-?\d+):\d+$/.exec(last?.slot ?? '') ?? [];
  const stage = stages.find(({ version }) => version === last?.version);
  const layer = stage?.rota.compiled.layers.find((one) => one.layer.name === name);
  if (!stage || !layer) return end;
  const turnEnd = layer.turns.numbered(Number(number)).end;
  const others = all.filter((stint) => stint.userId !== userId && stint.start >= end).map((stint) => stint.start.getTime());
  return new Date(Math.max(end.getTime(), Math.min(turnEnd, stage.end, ...others)));
}

const live = (now: Date) => ({ end: { gt: now }, state: { in: ['planned', 'on'] as ('planned' | 'on')[] } });
