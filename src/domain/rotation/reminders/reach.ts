import { z } from 'zod';
import { type Database, type Transaction, writeTx } from '../../../database';
import { type Debt, owe } from '../../../delivery/owe';
import type { Shift } from '../../../generated/sqlite/client';
import type { Slack } from '../../../slack';
import { takeSlot } from '../../../slots';
import { dayMs, minuteMs } from '../../calendar/zone';
import { isFullMember } from '../../people/rules';
import { personOf, type Reader } from '../../people/store';
import { findRotation, leadsOf, type RotationRecord } from '../records/rotation';
import type { Stint } from '../stints';
import { takenSlots } from './due';

const job = 'reach-people-on-rotation';

/** Why somebody who is on soon may not be reached. */
export type Unreached = 'gone' | 'not_in_channel' | 'snoozed' | 'silent';

/** What the leads are told of it, and about whom. */
export interface Unreachable {
  userId: string;
  why: Unreached;
  start: string;
  end: string;
}

const soonMs = dayMs;
const askMs = 15 * minuteMs;

/** A day before a stint: who is on can see what is said there. 15 minutes before: they do not sleep; and when they begin: they have answered. */
export async function reachPeople(db: Database, slack: Slack, stints: readonly Stint<Shift>[], now: Date): Promise<void> {
  const { workspaceId } = slack;
  const soon = stints.filter(({ start }) => start.getTime() - now.getTime() <= soonMs);
  const looks = soon.flatMap((stint) =>
    stint.shifts.slice(0, 1).map((first) => ({ stint, first, key: `rota_reach:${first.id}:${stint.userId}:24h` })),
  );
  const taken = await takenSlots(
    db.read,
    looks.map(({ key }) => key),
  );
  for (const { stint, first, key } of looks) {
    if (!taken.has(key)) await lookADayBefore(db, workspaceId, stint, first, key, now);
    if (stint.start.getTime() - now.getTime() <= askMs) await askBefore(db, slack, stint, first, now);
  }
  await tellOfSilent(db, workspaceId, now);
}

async function lookADayBefore(db: Database, workspaceId: string, stint: Stint<Shift>, first: Shift, key: string, now: Date): Promise<void> {
  const rotation = await turnsOnly(db.read, workspaceId, first.rotationId);
  const why = rotation && (await whyUnseen(db.read, rotation, stint.userId));
  await writeTx(db, async (tx) => {
    if ((await takeSlot(tx, job, key, now)) && rotation && why) await tellLeads(tx, rotation, first, stint, why, now);
  });
}

/** Nobody is paged by a sitting. */
async function turnsOnly(read: Reader, workspaceId: string, rotationId: string): Promise<RotationRecord | null> {
  const rotation = await findRotation(read, workspaceId, rotationId);
  return rotation?.kind === 'turns' ? rotation : null;
}

async function whyUnseen(read: Reader, { workspaceId, channelId }: RotationRecord, userId: string): Promise<Unreached | null> {
  const person = await personOf(read, workspaceId, userId);
  if (person && !isFullMember(person)) return 'gone';
  const channel = await read.channel.findUnique({ where: { workspaceId_channelId: { workspaceId, channelId } } });
  if (!channel?.membersAt) return null;
  return (await read.channelMember.count({ where: { workspaceId, channelId, userId } })) > 0 ? null : 'not_in_channel';
}

/** Who has paused notifications beyond the start, or did not say that they are in when they were asked, is asked once more. */
async function askBefore(
  db: Database,
  slack: Slack,
  { userId, start, end }: Stint<Shift>,
  { id, confirmedAt, rotationId }: Shift,
  now: Date,
): Promise<void> {
  if (confirmedAt) return;
  const key = `rota_reach:${id}:${userId}:15m`;
  if (await db.read.jobSlot.findUnique({ where: { key } })) return;
  if (!(await turnsOnly(db.read, slack.workspaceId, rotationId))) return;
  const why = (await isSnoozed(slack, userId, start))
    ? 'snoozed'
    : (await wasAsked(db.read, slack.workspaceId, id, userId, start))
      ? 'silent'
      : null;
  await writeTx(db, async (tx) => {
    if (!(await takeSlot(tx, job, key, now)) || !why) return;
    const data = { what: why, userId, start: start.toISOString(), end: end.toISOString() };
    await owe(tx, { workspaceId: slack.workspaceId, key, kind: 'rota.reminder', subject: id, data, lane: userId }, now);
  });
}

const wasAsked = async (read: Reader, workspaceId: string, shiftId: string, userId: string, start: Date): Promise<boolean> =>
  (await read.delivery.count({
    where: { workspaceId, key: `rota_reminder:${shiftId}:${start.toISOString()}:${userId}:evening`, state: 'sent' },
  })) > 0;

/** In seconds since 1970. */
const Paused = z.looseObject({
  dnd_enabled: z.boolean().default(false),
  next_dnd_start_ts: z.number().default(0),
  next_dnd_end_ts: z.number().default(0),
  snooze_enabled: z.boolean().default(false),
  snooze_endtime: z.number().default(0),
});

/** What Slack does not tell (the scope is optional) is taken for no. */
async function isSnoozed(slack: Slack, userId: string, start: Date): Promise<boolean> {
  const outcome = await slack.client.call('dnd.info', { user: userId });
  if (outcome.is !== 'ok') return false;
  const at = start.getTime() / 1_000;
  const { dnd_enabled, next_dnd_start_ts, next_dnd_end_ts, snooze_enabled, snooze_endtime } = Paused.parse(outcome.answer);
  return (dnd_enabled && next_dnd_start_ts <= at && at < next_dnd_end_ts) || (snooze_enabled && snooze_endtime > at);
}

const lookBackMs = 15 * minuteMs;

/** They were asked, have begun, and have not answered: where no handoff waits to be accepted, the leads hear. */
async function tellOfSilent(db: Database, workspaceId: string, now: Date): Promise<void> {
  const begun = await db.read.shift.findMany({
    where: {
      workspaceId,
      state: { in: ['planned', 'on'] },
      confirmedAt: null,
      start: { lte: now, gt: new Date(now.getTime() - lookBackMs) },
    },
  });
  for (const shift of begun) {
    const asked = await db.read.delivery.findUnique({
      where: { workspaceId_key: { workspaceId, key: `rota_reach:${shift.id}:${shift.userId}:15m` } },
    });
    if (asked?.state !== 'sent') continue;
    const rotation = await turnsOnly(db.read, workspaceId, shift.rotationId);
    if (!rotation || (await waitsToBeAccepted(db.read, shift))) continue;
    const { what } = asked.data as { what: Unreached };
    await writeTx(db, async (tx) => {
      const key = `rota_reach:${shift.id}:${shift.userId}:start`;
      if (await takeSlot(tx, job, key, now)) await tellLeads(tx, rotation, shift, shift, what, now);
    });
  }
}

const waitsToBeAccepted = async (read: Reader, { rotationId, start }: Shift): Promise<boolean> =>
  (await read.handoff.count({ where: { rotationId, at: start, dueAt: { not: null } } })) > 0;

async function tellLeads(
  tx: Transaction,
  rotation: RotationRecord,
  shift: Shift,
  { userId, start, end }: { userId: string; start: Date; end: Date },
  why: Unreached,
  now: Date,
): Promise<void> {
  const { workspaceId } = rotation;
  const unreachable: Unreachable = { userId, why, start: start.toISOString(), end: end.toISOString() };
  const leads = (await leadsOf(tx, rotation)).filter((lead) => lead !== userId);
  const debts = leads.map((lead): Debt => {
    const key = `rota.finding:${shift.id}:${userId}:${why}:${lead}`;
    return { workspaceId, key, kind: 'rota.finding', subject: rotation.id, data: { unreachable, shiftId: shift.id }, lane: lead };
  });
  await owe(tx, debts, now);
}
