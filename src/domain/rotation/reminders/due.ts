import { type Database, type Transaction, writeTx } from '../../../database';
import { owe } from '../../../delivery/owe';
import type { Shift } from '../../../generated/sqlite/client';
import { takeSlot } from '../../../slots';
import { dayMs } from '../../calendar/zone';
import type { Reader } from '../../people/store';
import { type Stint, stintsOf } from '../stints';
import { type Reminders, type Reminding, remindersDue } from './rules';

const job = 'remind-rotations';
const aheadMs = 8 * dayMs;
/** Far enough that a stint under way is not taken for one that begins. */
const backMs = 14 * dayMs;

/** Reminds whoever is due to be, once each. */
export async function remindOfShifts(db: Database, workspaceId: string, stints: readonly Stint<Shift>[], now: Date): Promise<void> {
  const wishesOf = await remindersOfAll(db.read, workspaceId, [...new Set(stints.map(({ userId }) => userId))]);
  const due = stints.flatMap((stint) => {
    const [first] = stint.shifts;
    if (!first) return [];
    const what = remindersDue({ start: stint.start, assignedAt: first.modifiedAt }, wishesOf(stint.userId), now);
    return what.map((one) => ({ stint, first, what: one, key: keyOf(stint, first, one) }));
  });
  const taken = await takenSlots(
    db.read,
    due.map(({ key }) => key),
  );
  for (const { stint, first, what, key } of due) if (!taken.has(key)) await writeTx(db, (tx) => remind(tx, stint, first, what, key, now));
}

const keyOf = ({ userId, start }: Stint<Shift>, { id }: Shift, what: Reminding): string =>
  `rota_reminder:${id}:${start.toISOString()}:${userId}:${what}`;

/** Of many what was done before, asked at once: most looks find nothing to do, and open no transaction. */
export async function takenSlots(read: Reader, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const slots = await read.jobSlot.findMany({ where: { key: { in: [...keys] } }, select: { key: true } });
  return new Set(slots.map(({ key }) => key));
}

async function remind(
  tx: Transaction,
  { userId, start, end }: Stint<Shift>,
  { id, workspaceId }: Shift,
  what: Reminding,
  key: string,
  now: Date,
): Promise<void> {
  if (!(await takeSlot(tx, job, key, now))) return;
  const data = { what, userId, start: start.toISOString(), end: end.toISOString() };
  await owe(tx, { workspaceId, key, kind: 'rota.reminder', subject: id, data, lane: userId }, now);
}

/** That begin in the days to come. */
export async function stintsAhead(read: Reader, workspaceId: string, now: Date): Promise<Stint<Shift>[]> {
  const soon = { gt: now, lte: new Date(now.getTime() + aheadMs) };
  const coming = await read.shift.findMany({
    where: { workspaceId, state: 'planned', start: soon },
    select: { rotationId: true },
    distinct: ['rotationId'],
  });
  const rotationIds = coming.map(({ rotationId }) => rotationId);
  const live = await read.rotation.findMany({ where: { id: { in: rotationIds }, removedAt: null }, select: { id: true } });
  const shifts = await read.shift.findMany({
    where: {
      rotationId: { in: live.map(({ id }) => id) },
      state: { in: ['planned', 'on', 'served'] },
      start: { lte: soon.lte },
      end: { gt: new Date(now.getTime() - backMs) },
    },
    orderBy: { start: 'asc' },
  });
  const stints = live.flatMap(({ id }) => stintsOf(shifts.filter(({ rotationId }) => rotationId === id)));
  return stints.filter(({ start }) => start > now);
}

/** On unless they said otherwise. */
export async function remindersOf(read: Reader, workspaceId: string, userId: string): Promise<Reminders> {
  return (await remindersOfAll(read, workspaceId, [userId]))(userId);
}

async function remindersOfAll(read: Reader, workspaceId: string, userIds: string[]): Promise<(userId: string) => Reminders> {
  const where = { workspaceId, userId: { in: userIds } };
  const people = new Map((await read.person.findMany({ where, select: { userId: true, zone: true } })).map((one) => [one.userId, one]));
  const wishes = new Map((await read.supportTimes.findMany({ where })).map((one) => [one.userId, one]));
  return (userId) => {
    const wish = wishes.get(userId);
    return {
      zone: people.get(userId)?.zone ?? 'UTC',
      week: wish?.remindWeek ?? true,
      evening: wish?.remindEvening ?? true,
      minutes: wish?.remindMinutes ?? true,
    };
  };
}
