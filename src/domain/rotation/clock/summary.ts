import type { Handoff } from '../../../generated/sqlite/client';
import type { Turn } from '../../../generated/sqlite/enums';
import { wallTime } from '../../calendar/zone';
import { calendarFor } from '../../escalations/around';
import { eventsOf } from '../../escalations/events';
import { promisedAt } from '../../escalations/promise';
import type { EscalationRecord } from '../../escalations/record';
import { personOf, type Reader } from '../../people/store';
import { zoneOf } from '../home';
import { type RotationRecord, versionAt } from '../records/rotation';

/** One of the squad's escalations that is not answered yet. Instants are kept as text: it is frozen as JSON. */
export interface OpenItem {
  id: string;
  number: number;
  title: string;
  owner: string | null;
  /** Whom it waits for, and since when. */
  side: Turn;
  since: string;
  /** By when the agents expect a word of the squad. */
  promisedAt: string | null;
}

export interface Figures {
  /** When the last stint began. */
  since: string;
  came: number;
  closed: number;
  atNight: number;
}

/** What the incoming person is given. */
export interface Summary {
  open: OpenItem[];
  /** `null`: nobody was on before, or no squad is looked after. */
  last: Figures | null;
}

/** Column `summary` of a handoff. */
export interface Handing {
  /** Escalations that stay with the outgoing person. */
  kept: string[];
  /** `Hand over all` was pressed. */
  all: boolean;
  /** As it was when it was accepted. */
  frozen?: Summary;
  /** Who is on in place of somebody who did not accept. */
  instead?: string;
}

export const handingOf = ({ summary }: Pick<Handoff, 'summary'>): Handing => ({
  kept: [],
  all: false,
  ...(summary as Partial<Handing> | null),
});

const withThreads = { threads: { orderBy: { position: 'asc' } } } as const;

/** The squad's escalations that are not answered yet, the most severe first. */
export async function openOf(read: Reader, { workspaceId, squadId }: RotationRecord): Promise<EscalationRecord[]> {
  if (!squadId) return [];
  return read.escalation.findMany({
    where: { workspaceId, squadId, state: { in: ['open', 'claimed', 'waiting'] } },
    orderBy: [{ severity: 'asc' }, { number: 'asc' }],
    include: withThreads,
  });
}

/** As it is now. */
export async function summaryOf(read: Reader, rotation: RotationRecord, handoff: Pick<Handoff, 'at' | 'outgoing'>): Promise<Summary> {
  const open: OpenItem[] = [];
  for (const record of await openOf(read, rotation)) open.push(await itemOf(read, record));
  return { open, last: await figuresOf(read, rotation, handoff) };
}

async function itemOf(read: Reader, record: EscalationRecord): Promise<OpenItem> {
  const { id, number, title, owner, turn, askedAt, claimedAt, raisedAt, state } = record;
  const since = (state === 'waiting' ? askedAt : claimedAt) ?? raisedAt;
  const promised = promisedAt(record, await eventsOf(read, id), await calendarFor(read, record));
  return { id, number, title, owner, side: turn, since: since.toISOString(), promisedAt: promised?.toISOString() ?? null };
}

async function figuresOf(
  read: Reader,
  rotation: RotationRecord,
  { at, outgoing }: Pick<Handoff, 'at' | 'outgoing'>,
): Promise<Figures | null> {
  const { workspaceId, squadId } = rotation;
  const [first] = outgoing as string[];
  if (!squadId || !first) return null;
  const before = await read.handoff.findFirst({
    where: { rotationId: rotation.id, at: { lt: at }, state: { not: 'void' } },
    orderBy: { at: 'desc' },
    select: { at: true },
  });
  const since = before?.at ?? (await firstShiftOf(read, rotation, first)) ?? rotation.createdAt;
  const span = { gte: since, lt: at };
  const came = await read.escalation.findMany({ where: { workspaceId, squadId, raisedAt: span }, select: { raisedAt: true } });
  const closed = await read.escalation.count({ where: { workspaceId, squadId, resolvedAt: span } });
  const zone = (await personOf(read, workspaceId, first))?.zone ?? zoneOf(rotation, at);
  const isAtNight = nightIn(rotation, at);
  const atNight = came.filter(({ raisedAt }) => isAtNight(wallTime(raisedAt, zone).time)).length;
  return { since: since.toISOString(), came: came.length, closed, atNight };
}

async function firstShiftOf(read: Reader, { id: rotationId }: RotationRecord, userId: string): Promise<Date | null> {
  const first = await read.shift.findFirst({
    where: { rotationId, userId, state: { in: ['on', 'served'] } },
    orderBy: { start: 'asc' },
    select: { start: true },
  });
  return first?.start ?? null;
}

/** Times of day as `22:00` sort as they pass. */
function nightIn(rotation: RotationRecord, at: Date): (time: string) => boolean {
  const said = versionAt(rotation, at)?.definition.nightHours;
  const [from = '22:00', to = '07:00'] = typeof said === 'string' ? said.split('-').map((one) => one.trim().padStart(5, '0')) : [];
  return from < to ? (time) => from <= time && time < to : (time) => time >= from || time < to;
}
