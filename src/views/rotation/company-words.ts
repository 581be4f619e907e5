import type { DrawContext, Drawn, Words } from '../../delivery/words';
import { companyAt } from '../../domain/rotation/company/definition';
import { hostsOf } from '../../domain/rotation/company/host';
import { overviewOf } from '../../domain/rotation/company/now';
import type { WeekFinding, WeekTold } from '../../domain/rotation/company/told';
import { weekFrom } from '../../domain/rotation/company/weeks';
import { mondayOf } from '../../domain/rotation/iso-week';
import { findRotation, type RotationRecord } from '../../domain/rotation/records/rotation';
import type { Delivery, Shift } from '../../generated/sqlite/client';
import { namesOf } from '../escalations/facts';
import { offMessage, seatMessage, weekFindingMessage, weekMessage } from './company';

/** Words for what the company rota owes. */
export const companyWords = {
  'rota.week_planned': drawPlanned,
  'rota.week_finding': drawFinding,
} satisfies Partial<Words>;

type Told<Is extends WeekTold['is']> = Extract<WeekTold, { is: Is }>;

async function drawPlanned(row: Delivery, context: DrawContext): Promise<Drawn> {
  const told = row.data as unknown as WeekTold;
  switch (told.is) {
    case 'week':
      return drawWeek(row, told, context);
    case 'seat':
      return drawSeat(row, told, context);
    case 'off':
      return drawOff(row, told, context);
  }
}

async function drawWeek({ workspaceId, subject }: Delivery, told: Told<'week'>, { read, now }: DrawContext): Promise<Drawn> {
  const rotation = await rotationOf(read, workspaceId, subject);
  if (!rotation) return null;
  const week = await overviewOf(read, rotation, weekNamed(rotation, told.week, now), now);
  if (week.week.end <= now || week.sittings.length === 0) return null;
  const nameOf = await namesOf(
    read,
    workspaceId,
    week.sittings.map(({ userId }) => userId),
  );
  return weekMessage({ rotation: { name: rotation.name, guide: rotation.options.guide }, week, nameOf });
}

/** Declines when it is not so any more, or when they know. */
async function drawSeat(row: Delivery, { user, start }: Told<'seat'>, { read, now }: DrawContext): Promise<Drawn> {
  const shift = await read.shift.findUnique({ where: { id: row.subject } });
  if (shift?.userId !== user || shift.state !== 'planned' || shift.start.toISOString() !== start || shift.start <= now) return null;
  const last = await lastTold(read, row);
  if (last?.is === 'seat' && last.start === start) return null;
  const rotation = await rotationOf(read, row.workspaceId, shift.rotationId);
  return rotation && seatMessage(await seatFacts(read, rotation, shift));
}

async function drawOff(row: Delivery, { user, start }: Told<'off'>, { read, now }: DrawContext): Promise<Drawn> {
  const at = new Date(start);
  const shift = await read.shift.findUnique({ where: { id: row.subject } });
  const last = await lastTold(read, row);
  if (shift?.state !== 'cancelled' || at <= now || last?.is !== 'seat' || last.start !== start) return null;
  const { workspaceId } = row;
  const absences = await read.absence.count({
    where: { workspaceId, userId: user, withdrawnAt: null, start: { lt: shift.end }, end: { gt: at } },
  });
  const rotation = await rotationOf(read, workspaceId, shift.rotationId);
  return rotation && offMessage({ start: at, zone: await zoneOf(read, rotation, user, at), isAway: absences > 0 });
}

async function drawFinding({ workspaceId, subject, data }: Delivery, { read, now }: DrawContext): Promise<Drawn> {
  const finding = data as unknown as WeekFinding;
  const rotation = await rotationOf(read, workspaceId, subject);
  if (!rotation) return null;
  const { week, zone, unseated, unfilled } = await overviewOf(read, rotation, weekNamed(rotation, finding.week, now), now);
  const still = finding.unseated.filter((id) => unseated.includes(id));
  const starts = new Set(finding.unfilled.map(({ start }) => start));
  const missing = unfilled.filter(({ start }) => starts.has(start.toISOString()) && start > now);
  const nameOf = await namesOf(read, workspaceId, still);
  return weekFindingMessage({ rotation: rotation.name, weekStart: week.start, zone, unseated: still.map(nameOf), unfilled: missing });
}

type Read = DrawContext['read'];

async function rotationOf(read: Read, workspaceId: string, id: string): Promise<RotationRecord | null> {
  const rotation = await findRotation(read, workspaceId, id);
  return rotation?.removedAt ? null : rotation;
}

const weekNamed = (rotation: RotationRecord, name: string, now: Date) => weekFrom(mondayOf(name) as number, companyAt(rotation, now).zone);

async function lastTold(read: Read, { workspaceId, kind, subject, lane, id }: Delivery): Promise<WeekTold | null> {
  const row = await read.delivery.findFirst({
    where: { workspaceId, kind, subject, lane, state: 'sent', id: { lt: id } },
    orderBy: { id: 'desc' },
    select: { data: true },
  });
  return row && (row.data as unknown as WeekTold);
}

async function seatFacts(read: Read, rotation: RotationRecord, { id: shiftId, userId, start, end }: Shift) {
  const hosts = (await hostsOf(read, rotation, start)).filter((host) => host !== userId);
  const nameOf = await namesOf(read, rotation.workspaceId, hosts);
  const { name, options } = rotation;
  return {
    ...{ shiftId, start, end, hosts: hosts.map(nameOf) },
    zone: await zoneOf(read, rotation, userId, start),
    rotation: { name, zone: companyAt(rotation, start).zone, guide: options.guide },
  };
}

/** Of the person; of whom nothing is known, the rotation's. */
async function zoneOf(read: Read, rotation: RotationRecord, userId: string, at: Date): Promise<string> {
  const { workspaceId } = rotation;
  const person = await read.person.findUnique({ where: { workspaceId_userId: { workspaceId, userId } }, select: { zone: true } });
  return person?.zone ?? companyAt(rotation, at).zone;
}
