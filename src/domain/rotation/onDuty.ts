import { isFullMember } from '../people/rules';
import { adminsOf, peopleOf, type Reader } from '../people/store';
import { squadPeople } from '../squads/rights';
import type { Squad } from '../squads/rules';
import { squadOf } from '../squads/store';
import { type Status, statusAt } from './health';
import { fallbackOf, type RotationRecord, rotationsOfSquad, versionAt } from './records/rotation';
import { scheduleOf } from './records/schedule';

export interface Duty {
  user: string;
  /** Name of the line of the rotation. */
  layer: string;
  /** `null`: until somebody changes it. */
  until: Date | null;
}

export interface OnDuty {
  on: Duty[];
  backup: Duty[];
  /** Who still looks after the squad while a handoff waits to be accepted. */
  outgoing: string[];
  next: { start: Date; on: string[] } | null;
  /** Whom to ask when nobody is on: who was named for it, else the leads, else the admins. */
  fallback: string[];
  /** The most serious thing that can be said; an answer without people always has one of the first three. */
  status: Status;
  /** `null`: the squad has none, and is looked after by its people in order. */
  rotation: RotationRecord | null;
}

/**
 * Who looks after a squad at an instant, by its rotation as it is written down: what was, and what is published. A squad without a
 * rotation is looked after by its people in order: the first is on, the second is the backup, at any time.
 */
export async function onDuty(tx: Reader, squadId: string, at: Date): Promise<OnDuty> {
  const squad = await squadOf(tx, squadId);
  if (!squad) return { ...nobody, fallback: [], status: 'no_layers', rotation: null };
  const rotation = (await rotationsOfSquad(tx, squadId)).find(({ kind }) => kind === 'turns');
  return rotation ? byRotation(tx, rotation, at) : byPeople(tx, squad);
}

/** Who is on in a rotation at an instant: the people of the top layer that has somebody; under it the backup, else who comes next. */
export async function onDutyIn(tx: Reader, rotation: RotationRecord, at: Date): Promise<Omit<OnDuty, 'fallback' | 'status' | 'rotation'>> {
  const rows = await tx.shift.findMany({
    where: { rotationId: rotation.id, start: { lte: at }, end: { gt: at }, state: { in: ['planned', 'on', 'served'] } },
    orderBy: [{ start: 'asc' }, { slot: 'asc' }],
  });
  const places = layersOf(rotation, at);
  const duties = rows.map(({ userId, slot, end }) => ({ user: userId, layer: layerOfSlot(slot), until: end }));
  const placed = duties.map((duty) => ({ duty, place: Math.max(places.indexOf(duty.layer), 0) }));
  const top = Math.min(...placed.map(({ place }) => place));
  const on = once(placed.filter(({ place }) => place === top).map(({ duty }) => duty));
  const under = once(placed.filter(({ place }) => place > top).map(({ duty }) => duty)).filter(
    ({ user }) => !on.some((one) => one.user === user),
  );
  const next = await nextIn(tx, rotation, at, on);
  const coming = next ? next.on.map((user) => ({ user, layer: on[0]?.layer ?? '', until: null })) : [];
  return { on, backup: under.length > 0 || on.length === 0 ? under : coming, outgoing: await outgoingOf(tx, rotation, at), next };
}

async function byRotation(tx: Reader, rotation: RotationRecord, at: Date): Promise<OnDuty> {
  const duty = await onDutyIn(tx, rotation, at);
  const timeline = await scheduleOf(tx, rotation, at);
  const status = statusAt(timeline.rotaAt(at.getTime()), at.getTime());
  return {
    ...duty,
    fallback: await fallbackOf(tx, rotation),
    status: duty.on.length > 0 && isNobody(status) ? 'covered' : status,
    rotation,
  };
}

const isNobody = (status: Status): boolean => status === 'no_layers' || status === 'no_members';

/** Names of layers, the top one first. */
function layersOf(rotation: RotationRecord, at: Date): string[] {
  const { layers = [] } = (versionAt(rotation, at)?.definition ?? {}) as { layers?: { name: string }[] };
  return layers.map(({ name }) => name);
}

/** `day:4:1` → `day`; who was added is in none. */
export const layerOfSlot = (slot: string): string => /^(.*):-?\d+:\d+$/.exec(slot)?.[1] ?? '';

/** The next instant at which others are on, as far as shifts are written down. */
async function nextIn(tx: Reader, rotation: RotationRecord, at: Date, on: Duty[]): Promise<OnDuty['next']> {
  const now = on.map(({ user }) => user);
  const next = await tx.shift.findFirst({
    where: { rotationId: rotation.id, start: { gt: at }, state: 'planned', userId: { notIn: now } },
    orderBy: { start: 'asc' },
    select: { start: true },
  });
  if (!next) return null;
  const rows = await tx.shift.findMany({
    where: { rotationId: rotation.id, start: { lte: next.start }, end: { gt: next.start }, state: 'planned' },
    orderBy: [{ slot: 'asc' }, { userId: 'asc' }],
    select: { userId: true },
  });
  return { start: next.start, on: [...new Set(rows.map(({ userId }) => userId))] };
}

/** Of the last handoff, while it is not accepted. */
async function outgoingOf(tx: Reader, { id: rotationId }: RotationRecord, at: Date): Promise<string[]> {
  const handoff = await tx.handoff.findFirst({ where: { rotationId, at: { lte: at } }, orderBy: { at: 'desc' } });
  // Without a time by which it has to be accepted it is only prepared.
  const isOpen = handoff?.state === 'overdue' || (handoff?.state === 'waiting' && handoff.dueAt !== null);
  return isOpen ? (handoff.outgoing as string[]) : [];
}

const once = (duties: Duty[]): Duty[] => duties.filter(({ user }, index) => duties.findIndex((one) => one.user === user) === index);

const nobody = { on: [], backup: [], outgoing: [], next: null } satisfies Partial<OnDuty>;

async function byPeople(tx: Reader, squad: Squad): Promise<OnDuty> {
  const [first, second] = await squadPeople(tx, squad);
  const fallback = await managersOf(tx, squad);
  const rotation = null;
  if (!first) return { ...nobody, fallback, status: 'no_members', rotation };
  const backup = second ? [inOrder(second.userId)] : [];
  return { ...nobody, on: [inOrder(first.userId)], backup, fallback, status: 'covered', rotation };
}

const inOrder = (user: string): Duty => ({ user, layer: 'people in order', until: null });

async function managersOf(tx: Reader, { workspaceId, manager }: Squad): Promise<string[]> {
  const managers = manager ? await peopleOf(tx, workspaceId, [manager]) : [];
  const active = managers.filter(isFullMember);
  const asked = active.length > 0 ? active : await adminsOf(tx, workspaceId);
  return asked.map(({ userId }) => userId);
}
