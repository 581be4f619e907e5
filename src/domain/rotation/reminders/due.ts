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
export async function remindOfShifts(db: Database, workspaceId: string, now: Date): Promise<void> {
  for (const stint of await stintsAhead(db.read, workspaceId, now)) {
    const [first] = stint.shifts;
    if (!first) continue;
    const wishes = await remindersOf(db.read, workspaceId, stint.userId);
    for (const what of remindersDue({ start: stint.start, assignedAt: first.modifiedAt }, wishes, now))
      await writeTx(db, (tx) => remind(tx, stint, first, what, now));
  }
}

async function remind(
  tx: Transaction,
  { userId, start, end }: Stint<Shift>,
  { id, workspaceId }: Shift,
  what: Reminding,
  now: Date,
): Promise<void> {
  const key = `rota_reminder:${id}:${start.toISOString()}:${userId}:${what}`;
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
  const where = { workspaceId_userId: { workspaceId, userId } };
  const person = await read.person.findUnique({ where, select: { zone: true } });
  const wishes = await read.supportTimes.findUnique({ where });
  return {
    zone: person?.zone ?? 'UTC',
    week: wishes?.remindWeek ?? true,
    evening: wishes?.remindEvening ?? true,
    minutes: wishes?.remindMinutes ?? true,
  };
}
