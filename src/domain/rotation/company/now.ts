import type { Reader } from '../../people/store';
import type { RotationRecord } from '../records/rotation';
import { dueIn, planWeek, slotsOf, type Week } from '../sittings';
import { companyAt, firstMondayOf } from './definition';
import { weekDefinition } from './facts';
import { rulesOf, slotOfWeek } from './plan';
import { plannedFor } from './seat';
import { type CompanyWeek, weekAfter, weekAt } from './weeks';

export interface Sitting {
  /** `null`: not written down yet. */
  shiftId: string | null;
  userId: string;
  start: Date;
  end: Date;
}

export interface WeekOverview {
  week: CompanyWeek;
  zone: string;
  /** Written down; else as it would be planned now. */
  isPlanned: boolean;
  /** By start, then person. */
  sittings: Sitting[];
  /** "61 of 64 seated": of those whose week it is, how many have a seat. */
  seated: number;
  due: number;
  unseated: string[];
  /** Slots with fewer people than needed. */
  unfilled: { start: Date; end: Date; need: number; have: number }[];
}

/** Who sits this week, and how far next week is. */
export async function companyNow(
  read: Reader,
  rotation: RotationRecord,
  now: Date,
): Promise<{ current: WeekOverview; next: WeekOverview }> {
  const [current, next] = await companyPreview(read, rotation, now, 2);
  return { current: current as WeekOverview, next: next as WeekOverview };
}

/** This week and those after it; what is not written down is planned as it would be now. */
export async function companyPreview(read: Reader, rotation: RotationRecord, now: Date, weeks = 4): Promise<WeekOverview[]> {
  const { zone } = companyAt(rotation, now);
  const found: WeekOverview[] = [];
  for (let week = weekAt(now, zone); found.length < weeks; week = weekAfter(week, zone))
    found.push(await overviewOf(read, rotation, week, now));
  return found;
}

export async function overviewOf(read: Reader, rotation: RotationRecord, week: CompanyWeek, now: Date): Promise<WeekOverview> {
  const company = companyAt(rotation, week.start);
  const { zone } = company;
  const isPlanned = (await read.jobSlot.count({ where: { key: slotOfWeek(rotation, week) } })) > 0;
  const nothing = { week, zone, isPlanned, sittings: [], seated: 0, due: 0, unseated: [], unfilled: [] };
  // What had begun before the rotation was there is nobody's.
  if (!isPlanned && (week.start <= now || week.monday < firstMondayOf(company))) return nothing;

  const rules = rulesOf(await weekDefinition(read, rotation, week));
  const seats = isPlanned ? await seatsWritten(read, rotation, week) : seatsAhead(rules);
  const sittings = seats.map(({ plannedFor: _, ...sitting }) => sitting);
  const seated = new Set(seats.map((seat) => seat.plannedFor));
  const due = new Set([...dueIn(rules).map(({ id }) => id), ...seated]);
  return {
    ...{ week, zone, isPlanned, sittings },
    seated: seated.size,
    due: due.size,
    unseated: [...due].filter((id) => !seated.has(id)).sort(),
    unfilled: unfilledBy(rules, sittings),
  };
}

function unfilledBy(rules: Week, sittings: readonly Sitting[]): WeekOverview['unfilled'] {
  return slotsOf(rules).flatMap(({ start, end }) => {
    const have = sittings.filter((one) => one.start.getTime() === start).length;
    return have < rules.need ? [{ start: new Date(start), end: new Date(end), need: rules.need, have }] : [];
  });
}

interface Seated extends Sitting {
  /** Whoever sits there now. */
  plannedFor: string;
}

async function seatsWritten(read: Reader, { id: rotationId }: RotationRecord, { start: from, end: until }: CompanyWeek): Promise<Seated[]> {
  const rows = await read.shift.findMany({
    where: { rotationId, start: { gte: from, lt: until }, state: { in: ['planned', 'on', 'served', 'missed'] } },
    orderBy: [{ start: 'asc' }, { userId: 'asc' }],
  });
  return rows.map((row) => ({ shiftId: row.id, userId: row.userId, start: row.start, end: row.end, plannedFor: plannedFor(row) }));
}

const seatsAhead = (rules: Week): Seated[] =>
  planWeek(rules).seats.map(({ member, start, end }) => ({
    ...{ shiftId: null, userId: member, plannedFor: member },
    ...{ start: new Date(start), end: new Date(end) },
  }));
