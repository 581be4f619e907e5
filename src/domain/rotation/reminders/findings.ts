import { type Database, type Transaction, writeTx } from '../../../database';
import { type Debt, owe } from '../../../delivery/owe';
import { takeSlot } from '../../../slots';
import { dayMs, dayOf, hourMs, instantAt, wallClockAt, weekdayOf } from '../../calendar/zone';
import type { Reader } from '../../people/store';
import type { Finding } from '../health';
import { weekOf } from '../iso-week';
import { lookAt } from '../look';
import type { Span } from '../plan';
import { type Proposed, withProposals } from '../proposals';
import { leadsOf, type RotationRecord } from '../records/rotation';
import { scheduleOf } from '../records/schedule';

const job = 'find-what-to-mend';
/** What is told at once; the rest can wait for Monday. */
const urgent: ReadonlySet<Finding['finding']> = new Set(['gap', 'short', 'double', 'unreachable']);
export const urgentAheadMs = 14 * dayMs;
const mostAtOnce = 5;
/** A Monday that was missed by more than a day is left to the next. */
const weeklyLateMs = dayMs;

/** Tells the leads of a rotation what is wrong in the next two weeks, each thing once; on Monday what else is new. */
export async function tellFindings(db: Database, rotation: RotationRecord, now: Date): Promise<void> {
  const found = await findingsNow(db.read, rotation, now, new Date(now.getTime() + urgentAheadMs));
  const pressing = found.filter(({ finding }) => urgent.has(finding));
  if (pressing.length > 0) await writeTx(db, (tx) => tellPressing(tx, rotation, pressing, windowAt(now), now));
  const monday = mondayHour(rotation, now);
  if (now >= monday && now.getTime() - monday.getTime() < weeklyLateMs) await tellWeekly(db, rotation, monday, now);
}

/** Everything that is wrong from now on, as far as shifts are written down. */
export async function findingsNow(read: Reader, rotation: RotationRecord, now: Date, until: Date): Promise<Proposed[]> {
  const rota = (await scheduleOf(read, rotation, now, until)).rotaAt(now.getTime());
  return withProposals(rota, lookAt(rota, { start: now.getTime(), end: until.getTime() }).findings);
}

const windowAt = (now: Date): Span => ({ start: now.getTime(), end: now.getTime() + urgentAheadMs });

async function tellPressing(tx: Transaction, rotation: RotationRecord, found: Finding[], window: Span, now: Date): Promise<void> {
  const fresh: Finding[] = [];
  for (const finding of found) if (await isNew(tx, rotation, finding, window, 'rota_finding', now)) fresh.push(finding);
  const { workspaceId, id } = rotation;
  const leads = fresh.length > 0 ? await leadsOf(tx, rotation) : [];
  const debts = leads.flatMap((lead) =>
    fresh.slice(0, mostAtOnce).map((finding): Debt => {
      const [key] = keysOf(finding, window);
      return {
        workspaceId,
        key: `rota.finding:${id}:${key}:${now.getTime()}:${lead}`,
        kind: 'rota.finding',
        subject: id,
        data: { finding },
        lane: lead,
      };
    }),
  );
  await owe(tx, debts, now);
}

async function tellWeekly(db: Database, rotation: RotationRecord, monday: Date, now: Date): Promise<void> {
  const { id, workspaceId, publishedUntil } = rotation;
  const slot = `rota_weekly:${id}:${weekOf(dayOf(wallClockAt(monday.getTime(), zoneOf(rotation))))}`;
  if (await db.read.jobSlot.findUnique({ where: { key: slot } })) return;
  const until = publishedUntil ?? new Date(now.getTime() + urgentAheadMs);
  const found = await findingsNow(db.read, rotation, now, until);
  await writeTx(db, async (tx) => {
    if (!(await takeSlot(tx, job, slot, now))) return;
    const fresh: Finding[] = [];
    const window = { start: now.getTime(), end: until.getTime() };
    for (const finding of found) if (await isNew(tx, rotation, finding, window, 'rota_weekly_told', now)) fresh.push(finding);
    if (fresh.length === 0) return;
    const leads = await leadsOf(tx, rotation);
    await owe(
      tx,
      leads.map(
        (lead): Debt => ({ workspaceId, key: `${slot}:${lead}`, kind: 'rota.weekly', subject: id, data: { findings: fresh }, lane: lead }),
      ),
      now,
    );
  });
}

/** Told once under each of its names: a gap that has begun is known by its end. */
async function isNew(tx: Transaction, { id }: RotationRecord, finding: Finding, window: Span, as: string, now: Date): Promise<boolean> {
  const taken: boolean[] = [];
  for (const key of keysOf(finding, window)) taken.push(await takeSlot(tx, job, `${as}:${id}:${key}`, now));
  return taken.length > 0 && taken.every(Boolean);
}

/** What makes it the same finding when it is found again, at another time, through another window. */
export function keysOf(finding: Finding, window: Span): string[] {
  switch (finding.finding) {
    case 'gap':
    case 'short':
    case 'crowd':
      return edgesOf(finding, window).map((edge) => `${finding.finding}:${finding.have}:${edge}`);
    case 'double':
    case 'unreachable':
    case 'tired':
      return edgesOf(finding, window).map((edge) => `${finding.finding}:${finding.member}:${edge}`);
    case 'small':
      return [`small:${finding.members}`];
    case 'starved':
      return [`starved:${finding.member}`];
    case 'seam':
      return [`seam:${finding.from}:${finding.zone}`];
    case 'idle':
      return [`idle:${finding.change.id ?? `${finding.change.start}`}`];
  }
}

/** The edges that are its own, and not the window's. */
function edgesOf({ start, end }: Span, window: Span): string[] {
  const edges = [...(start > window.start ? [`from ${start}`] : []), ...(end < window.end ? [`to ${end}`] : [])];
  return edges.length > 0 ? edges : ['always'];
}

export const isSameFinding = (a: Finding, b: Finding, window: Span): boolean => {
  const keys = new Set(keysOf(a, window));
  return keysOf(b, window).some((key) => keys.has(key));
};

const zoneOf = ({ versions }: RotationRecord): string => String(versions.at(-1)?.definition.zone ?? 'UTC');

/** 09:00 on this week's Monday, on the rotation's clock. */
function mondayHour(rotation: RotationRecord, now: Date): Date {
  const zone = zoneOf(rotation);
  const today = dayOf(wallClockAt(now.getTime(), zone));
  return new Date(instantAt((today - weekdayOf(today)) * dayMs + 9 * hourMs, zone, 'start'));
}
