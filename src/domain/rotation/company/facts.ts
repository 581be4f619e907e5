import { dayMs, wallTime } from '../../calendar/zone';
import { isFullMember } from '../../people/rules';
import { peopleOf, type Reader } from '../../people/store';
import { iso } from '../records/facts';
import type { RotationRecord } from '../records/rotation';
import { companyAt, seatTime } from './definition';
import { wasDisliked } from './seat';
import { supportTimesOf } from './support-times';
import { type CompanyWeek, weekAt } from './weeks';

/** A week with all that bears on it, as `backline rota week` reads it. */
export async function weekDefinition(read: Reader, rotation: RotationRecord, week: CompanyWeek): Promise<WeekDefinition> {
  const company = companyAt(rotation, week.start);
  const members = await membersOf(read, rotation, week, company.zone);
  const userIds = members.map(({ id }) => id);
  const { workspaceId, id: rotationId } = rotation;
  const span = { start: { lt: week.end }, end: { gt: week.start } };
  const [absences, busy] = await Promise.all([
    read.absence.findMany({ where: { workspaceId, withdrawnAt: null, userId: { in: userIds }, ...span }, orderBy: { id: 'asc' } }),
    read.shift.findMany({
      where: { workspaceId, rotationId: { not: rotationId }, userId: { in: userIds }, state: { in: ['planned', 'on'] }, ...span },
      orderBy: [{ start: 'asc' }, { id: 'asc' }],
    }),
  ]);
  return {
    ...company,
    name: rotation.name,
    week: week.name,
    members,
    absences: absences.map(({ userId, start, end, forgiven }) => ({ member: userId, from: iso(start), to: iso(end), forgiven })),
    busy: busy.map(({ userId, start, end }) => ({ member: userId, start: iso(start), end: iso(end) })),
  };
}

export interface WeekDefinition extends ReturnType<typeof companyAt> {
  name: string;
  week: string;
  members: MemberFacts[];
  absences: { member: string; from: string; to: string; forgiven: boolean }[];
  busy: { member: string; start: string; end: string }[];
}

interface MemberFacts {
  id: string;
  zone?: string;
  inactive?: boolean;
  best: string[];
  ratherNot: string[];
  never: string[];
  lastSeat: string | null;
  lastRatherNot: string | null;
  joinOrder: number;
  owed: boolean;
  from: string;
  until: string | null;
  /** Said instead of counted. */
  due?: boolean;
}

async function membersOf(
  read: Reader,
  { id: rotationId, workspaceId }: RotationRecord,
  week: CompanyWeek,
  zone: string,
): Promise<MemberFacts[]> {
  const rows = await read.rotationMember.findMany({ where: { rotationId, from: { lt: week.end } }, orderBy: { from: 'asc' } });
  const newest = [...new Map(rows.map((row) => [row.userId, row])).values()];
  const userIds = newest.map(({ userId }) => userId);
  const [people, times, last, disliked] = await Promise.all([
    peopleOf(read, workspaceId, userIds),
    supportTimesOf(read, workspaceId, userIds),
    lastSeats(read, rotationId, week),
    lastDisliked(read, rotationId, week, zone),
  ]);
  const known = new Map(people.map((person) => [person.userId, person]));
  return newest.map(({ userId: id, joinOrder, owed, from, until }) => {
    const person = known.get(id);
    const { best, ratherNot, never } = times(id);
    const sat = last.get(id);
    const seat = sat && wallTime(sat, zone);
    return {
      ...{ id, joinOrder, owed, best, ratherNot, never },
      ...(person && { zone: person.zone, inactive: !isFullMember(person) }),
      lastSeat: seat ? seatTime(seat.weekday, seat.time) : null,
      lastRatherNot: disliked.get(id) ?? null,
      from: iso(from),
      until: until && iso(until),
    };
  });
}

const sat = { in: ['planned', 'on', 'served'] as ('planned' | 'on' | 'served')[] };

async function lastSeats(read: Reader, rotationId: string, week: CompanyWeek): Promise<Map<string, Date>> {
  const rows = await read.shift.groupBy({
    by: ['userId'],
    where: { rotationId, start: { lt: week.start }, state: sat },
    _max: { start: true },
  });
  return new Map(rows.flatMap(({ userId, _max: { start } }) => (start ? [[userId, start] as const] : [])));
}

const remembered = 4 * 7 * dayMs;

/** In which of the last four weeks somebody sat at a time that they would rather not have: the newest, by person. */
async function lastDisliked(read: Reader, rotationId: string, week: CompanyWeek, zone: string): Promise<Map<string, string>> {
  const since = new Date(week.start.getTime() - remembered - dayMs);
  const rows = await read.shift.findMany({
    where: { rotationId, start: { gte: since, lt: week.start }, state: sat },
    orderBy: { start: 'asc' },
    select: { userId: true, start: true, reasons: true },
  });
  return new Map(rows.filter(wasDisliked).map(({ userId, start }) => [userId, weekAt(start, zone).name]));
}
