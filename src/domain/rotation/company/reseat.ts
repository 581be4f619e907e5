import { type Database, json, type Transaction, writeTx } from '../../../database';
import { owe } from '../../../delivery/owe';
import type { Shift } from '../../../generated/sqlite/client';
import { dayMs } from '../../calendar/zone';
import { isFullMember } from '../../people/rules';
import { peopleOf, type Reader } from '../../people/store';
import type { Because } from '../plan';
import { iso } from '../records/facts';
import { touchHomesOf } from '../records/homes';
import { lockRotation } from '../records/lock';
import { findRotation, type RotationRecord } from '../records/rotation';
import { isTheirWeek, type Seat, type Week } from '../sittings';
import { overlaps } from '../spans';
import { companyAt } from './definition';
import { weekDefinition } from './facts';
import { plannedBy } from './plan';
import { freeSlot, slotPrefix } from './seat';
import { findingDebts, findingOf, offDebt, seatDebt } from './told';
import { type CompanyWeek, weekAt } from './weeks';

/** Whoever cannot come any more gets no new seat at less notice. */
const noticeMs = dayMs;

/**
 * Seats that somebody has lost by an absence, or by leaving: the same week is looked through for another one for them, and for nobody
 * else. What is not found is off.
 */
export async function reseatRotation(db: Database, workspaceId: string, id: string, now: Date): Promise<void> {
  const rotation = await findRotation(db.read, workspaceId, id);
  if (!rotation || (await lostSeats(db.read, rotation, now)).length === 0) return;
  await writeTx(db, async (tx) => {
    const locked = await lockRotation(tx, workspaceId, id);
    if (locked) await reseat(tx, locked, now);
  });
}

/** The same in the transaction of what takes the seats, under the lock of the rotation. */
export async function reseat(tx: Transaction, rotation: RotationRecord, now: Date): Promise<void> {
  const lost = await lostSeats(tx, rotation, now);
  const weekIn = ({ start }: Shift) => weekAt(start, companyAt(rotation, start).zone);
  for (const week of new Map(lost.map((shift) => [weekIn(shift).name, weekIn(shift)])).values()) {
    const ofWeek = lost.filter((shift) => weekIn(shift).name === week.name);
    await reseatIn(tx, rotation, week, ofWeek, now);
  }
}

async function reseatIn(tx: Transaction, rotation: RotationRecord, week: CompanyWeek, lost: Shift[], now: Date): Promise<void> {
  const { id: rotationId, workspaceId, squadId } = rotation;
  const rows = await tx.shift.findMany({ where: { rotationId, start: { gte: week.start, lt: week.end } }, orderBy: { id: 'asc' } });
  const gone = new Set(lost.map(({ id }) => id));
  const kept = rows.filter(({ id, state }) => !gone.has(id) && state !== 'cancelled' && state !== 'missed');
  const users = new Set(lost.map(({ userId }) => userId));
  const { rules, plan } = plannedBy(
    await seekersOnly(tx, rotation, week, users, kept, now),
    kept.map(({ start }) => start.getTime()),
  );

  const { moved, off } = await moveOrDrop(tx, lost, { week, rules, seats: plan.seats, taken: new Set(rows.map(({ slot }) => slot)) }, now);
  await touchHomesOf(tx, workspaceId, [...users], squadId);
  const finding = findingOf(week, plan, rules);
  const left = new Set(lost.map(({ start }) => iso(start)));
  const news = { ...finding, unfilled: finding.unfilled.filter(({ start }) => left.has(start)) };
  const active = new Set(rules.members.filter(({ inactive }) => !inactive).map(({ id }) => id));
  const offDebts = off.filter(({ userId }) => active.has(userId)).map(offDebt);
  await owe(tx, [...moved.map(seatDebt), ...offDebts, ...(await findingDebts(tx, rotation, week, news, iso(now)))], now);
}

interface Found {
  week: CompanyWeek;
  rules: Week;
  seats: Seat[];
  /** Slots that sittings of the week have, or have had. */
  taken: Set<string>;
}

async function moveOrDrop(tx: Transaction, lost: Shift[], { week, rules, seats, taken }: Found, now: Date) {
  const free = new Map(seats.map((seat) => [seat.member, seat]));
  const moved: Shift[] = [];
  const off: Shift[] = [];
  for (const shift of lost) {
    const seat = free.get(shift.userId);
    free.delete(shift.userId);
    if (!seat) {
      off.push(await giveUp(tx, shift, rules, now));
      continue;
    }
    const slot = freeSlot(slotPrefix(week, new Date(seat.start), rules.zone), taken);
    taken.add(slot);
    moved.push(await moveSeat(tx, shift, seat, slot, now));
  }
  return { moved, off };
}

/** The week as it is for those who look for a seat; where they sit already, and until there is notice enough, they are busy. */
async function seekersOnly(
  tx: Transaction,
  rotation: RotationRecord,
  week: CompanyWeek,
  users: ReadonlySet<string>,
  kept: readonly Shift[],
  now: Date,
) {
  const definition = await weekDefinition(tx, rotation, week);
  const members = definition.members.filter(({ id }) => users.has(id)).map((member) => ({ ...member, due: true }));
  const notice = new Date(now.getTime() + noticeMs);
  const busy = members.flatMap(({ id: member }) => [
    ...kept.filter(({ userId }) => userId === member).map(({ start, end }) => ({ member, start: iso(start), end: iso(end) })),
    ...(notice > week.start ? [{ member, start: iso(week.start), end: iso(notice) }] : []),
  ]);
  const ofThem = <T extends { member: string }>(spans: T[]) => spans.filter(({ member }) => users.has(member));
  return { ...definition, members, absences: ofThem(definition.absences), busy: [...ofThem(definition.busy), ...busy] };
}

async function moveSeat(tx: Transaction, shift: Shift, { start, end, cost }: Seat, slot: string, now: Date): Promise<Shift> {
  const told = { sequence: { increment: 1 }, modifiedAt: now, confirmedAt: null };
  const reasons = (shift.reasons as unknown as Because[]).map((one) => (one.why === 'holder' ? { ...one, cost } : one));
  return tx.shift.update({
    where: { id: shift.id },
    data: { slot, start: new Date(start), end: new Date(end), reasons: json(reasons), ...told },
  });
}

/** One that made up for another is still to be made up. */
async function giveUp(tx: Transaction, shift: Shift, rules: Week, now: Date): Promise<Shift> {
  const member = rules.members.find(({ id }) => id === shift.userId);
  if (member && !isTheirWeek(rules, member)) {
    const where = { rotationId: shift.rotationId, userId: member.id };
    await tx.rotationMember.updateMany({ where, data: { owed: true } });
  }
  return tx.shift.update({ where: { id: shift.id }, data: { state: 'cancelled', sequence: { increment: 1 }, modifiedAt: now } });
}

/** Sittings ahead whose person is away then, has left, or may not be on any more. */
async function lostSeats(read: Reader, { id: rotationId, workspaceId }: RotationRecord, now: Date): Promise<Shift[]> {
  const ahead = await read.shift.findMany({ where: { rotationId, state: 'planned', start: { gt: now } }, orderBy: { start: 'asc' } });
  const userIds = [...new Set(ahead.map(({ userId }) => userId))];
  const [absences, members, people] = await Promise.all([
    read.absence.findMany({ where: { workspaceId, withdrawnAt: null, userId: { in: userIds }, end: { gt: now } } }),
    read.rotationMember.findMany({ where: { rotationId, userId: { in: userIds } } }),
    peopleOf(read, workspaceId, userIds),
  ]);
  const inactive = new Set(people.filter((person) => !isFullMember(person)).map(({ userId }) => userId));
  const left = ({ userId, start }: Shift) => {
    const spells = members.filter((one) => one.userId === userId);
    return spells.length > 0 && !spells.some(({ from, until }) => from <= start && (until === null || until > start));
  };
  const isAway = (shift: Shift) => absences.some((one) => one.userId === shift.userId && overlaps(msOf(one), msOf(shift)));
  return ahead.filter((shift) => inactive.has(shift.userId) || left(shift) || isAway(shift));
}

const msOf = ({ start, end }: { start: Date; end: Date }) => ({ start: start.getTime(), end: end.getTime() });
