import { type Database, type Transaction, writeTx } from '../../../database';
import { type Debt, owe } from '../../../delivery/owe';
import { takeSlot } from '../../../slots';
import { dayMs, dayOf, hourMs, instantAt, wallClockAt, weekdayOf } from '../../calendar/zone';
import type { Reader } from '../../people/store';
import type { Finding } from '../health';
import { zoneOf } from '../home';
import { weekOf } from '../iso-week';
import { lookAt } from '../look';
import type { Span } from '../plan';
import { type Proposed, withProposals } from '../proposals';
import { leadsOf, type RotationRecord } from '../records/rotation';
import { scheduleOf } from '../records/schedule';
import { type Compared, compareFindings, keyOf, spanOf, type ToldFinding } from './told';

const job = 'find-what-to-mend';
/** What is told at once; the rest can wait for Monday. */
const urgent: ReadonlySet<Finding['finding']> = new Set(['gap', 'short', 'crowd', 'double', 'unreachable']);

const isUrgent = (finding: Finding): boolean => urgent.has(finding.finding) || (finding.finding === 'tired' && finding.why === 'rest');
export const urgentAheadMs = 14 * dayMs;
/** More than these are told in one message. */
const mostAtOnce = 5;
/** A Monday that was missed by more than a day is left to the next. */
const weeklyLateMs = dayMs;

/** Tells the leads of a rotation what is wrong in the next two weeks, each thing once until it is mended; on Monday what else is new. */
export async function tellFindings(db: Database, rotation: RotationRecord, now: Date): Promise<void> {
  await tellPressing(db, rotation, now);
  const monday = mondayHour(rotation, now);
  if (now >= monday && now.getTime() - monday.getTime() < weeklyLateMs) await tellWeekly(db, rotation, monday, now);
}

/** Everything that is wrong from now on, as far as shifts are written down. */
export async function findingsNow(read: Reader, rotation: RotationRecord, now: Date, until: Date): Promise<Proposed[]> {
  const rota = (await scheduleOf(read, rotation, now, until)).rotaAt(now.getTime());
  return withProposals(rota, lookAt(rota, { start: now.getTime(), end: until.getTime() }).findings);
}

async function tellPressing(db: Database, rotation: RotationRecord, now: Date): Promise<void> {
  const { id, workspaceId } = rotation;
  const until = new Date(now.getTime() + urgentAheadMs);
  const window = { start: now.getTime(), end: until.getTime() };
  const found = (await findingsNow(db.read, rotation, now, until)).filter(isUrgent);
  const { told, count } = await toldBefore(db.read, id);
  const before = told.filter(({ atOnce }) => atOnce);
  const compared = compareFindings(found, before, window);
  if (compared.fresh.length + compared.gone.length + compared.seen.length === 0) return;
  await writeTx(db, async (tx) => {
    if (!(await remember(tx, id, count, compared, { atOnce: true, window }, now))) return;
    const leads = compared.fresh.length > 0 ? await leadsOf(tx, rotation) : [];
    const { fresh } = compared;
    const parts = fresh.length > mostAtOnce ? [fresh] : fresh.map((finding) => [finding]);
    const debts = leads.flatMap((lead) =>
      parts.map((findings, index): Debt => {
        const key = `rota.finding:${id}:${count + 1}:${index}:${lead}`;
        return { workspaceId, key, kind: 'rota.finding', subject: id, data: { findings }, lane: lead };
      }),
    );
    await owe(tx, debts, now);
  });
}

async function tellWeekly(db: Database, rotation: RotationRecord, monday: Date, now: Date): Promise<void> {
  const { id, workspaceId, publishedUntil } = rotation;
  const slot = `rota_weekly:${id}:${weekOf(dayOf(wallClockAt(monday.getTime(), zoneOf(rotation, now))))}`;
  if (await db.read.jobSlot.findUnique({ where: { key: slot } })) return;
  const until = publishedUntil ?? new Date(now.getTime() + urgentAheadMs);
  const window = { start: now.getTime(), end: until.getTime() };
  const found = await findingsNow(db.read, rotation, now, until);
  const { told, count } = await toldBefore(db.read, id);
  const { fresh } = compareFindings(found, told, window);
  const onMondays = compareFindings(
    found,
    told.filter(({ atOnce }) => !atOnce),
    window,
  );
  await writeTx(db, async (tx) => {
    if (!(await takeSlot(tx, job, slot, now))) return;
    if (!(await remember(tx, id, count, { ...onMondays, fresh }, { atOnce: false, window }, now))) return;
    const leads = fresh.length > 0 ? await leadsOf(tx, rotation) : [];
    const debts = leads.map(
      (lead): Debt => ({ workspaceId, key: `${slot}:${lead}`, kind: 'rota.weekly', subject: id, data: { findings: fresh }, lane: lead }),
    );
    await owe(tx, debts, now);
  });
}

async function toldBefore(read: Reader, rotationId: string): Promise<{ told: (ToldFinding & { atOnce: boolean })[]; count: number }> {
  const rotation = await read.rotation.findUniqueOrThrow({ where: { id: rotationId }, select: { toldFindings: true } });
  const rows = await read.rotationFinding.findMany({ where: { rotationId } });
  const told = rows.map(({ id, key, start, end, isOpenEnd, atOnce }) => {
    const span = start && end ? { start: start.getTime(), end: end.getTime() } : null;
    return { id, key, span, isOpenEnd, atOnce };
  });
  return { told, count: rotation.toldFindings };
}

/** `false`: another process has told since. */
async function remember(
  tx: Transaction,
  rotationId: string,
  count: number,
  { fresh, gone, seen }: Compared,
  { atOnce, window }: { atOnce: boolean; window: Span },
  now: Date,
): Promise<boolean> {
  const taken = await tx.rotation.updateMany({ where: { id: rotationId, toldFindings: count }, data: { toldFindings: { increment: 1 } } });
  if (taken.count === 0) return false;
  await tx.rotationFinding.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } });
  for (const { told, span, isOpenEnd } of seen)
    await tx.rotationFinding.update({ where: { id: told.id }, data: { end: new Date(span.end), isOpenEnd } });
  if (fresh.length > 0)
    await tx.rotationFinding.createMany({
      data: fresh.map((finding) => ({ rotationId, atOnce, toldAt: now, ...columnsOf(finding, window) })),
    });
  return true;
}

function columnsOf(finding: Finding, window: Span) {
  const span = spanOf(finding);
  return {
    key: keyOf(finding),
    ...(span && { start: new Date(span.start), end: new Date(span.end), isOpenEnd: span.end >= window.end }),
  };
}

/** 09:00 on this week's Monday, on the rotation's clock. */
function mondayHour(rotation: RotationRecord, now: Date): Date {
  const zone = zoneOf(rotation, now);
  const today = dayOf(wallClockAt(now.getTime(), zone));
  return new Date(instantAt((today - weekdayOf(today)) * dayMs + 9 * hourMs, zone, 'start'));
}
