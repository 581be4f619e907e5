import type { Transaction } from '../../../database';
import { type Debt, owe } from '../../../delivery/owe';
import type { Shift } from '../../../generated/sqlite/client';
import { announcementLanes } from '../records/lanes';
import { leadsOf, type RotationRecord } from '../records/rotation';
import { slotsOf, type Week, type WeekPlan } from '../sittings';
import { hullOf } from '../spans';
import type { CompanyWeek } from './weeks';

/** What a delivery of a week carries: for the channel its week, for a person where they sit, or where they do not any more. */
export type WeekTold =
  | { is: 'week'; week: string }
  | { is: 'seat'; user: string; start: string }
  | { is: 'off'; user: string; start: string };

/** For leads: whom no seat was found for, and where people are missing; both in ids and instants. */
export interface WeekFinding {
  week: string;
  unseated: string[];
  unfilled: { start: string; need: number }[];
}

interface PlannedWeek {
  shifts: Shift[];
  plan: WeekPlan;
  rules: Week;
}

/** The channel hears that a week is planned, each of those who sit when, and leads what is missing. */
export async function oweWeek(
  tx: Transaction,
  rotation: RotationRecord,
  week: CompanyWeek,
  { shifts, plan, rules }: PlannedWeek,
  now: Date,
): Promise<void> {
  const { workspaceId, id: subject } = rotation;
  const data: WeekTold = { is: 'week', week: week.name };
  const lanes = shifts.length === 0 ? [] : await announcementLanes(tx, rotation);
  const notices = lanes.map((lane): Debt => {
    const key = `rota.week_planned:${subject}:${week.name}:${lane}`;
    return { workspaceId, key, kind: 'rota.week_planned', subject, lane, data: { ...data } };
  });
  const findings = await findingDebts(tx, rotation, week, findingOf(week, plan, rules), week.name);
  await owe(tx, [...notices, ...shifts.map(seatDebt), ...findings], now);
}

/** A seat is told once: when it changes, its shift counts on. */
export const seatDebt = (shift: Shift): Debt => personDebt(shift, 'seat');

/** Who was to sit then need not. */
export const offDebt = (shift: Shift): Debt => personDebt(shift, 'off');

function personDebt({ workspaceId, id: subject, sequence, userId, start }: Shift, is: 'seat' | 'off'): Debt {
  const data: WeekTold = { is, user: userId, start: start.toISOString() };
  const key = `rota.week_planned:${subject}:${sequence}`;
  return { workspaceId, key, kind: 'rota.week_planned', subject, lane: userId, data: { ...data } };
}

/** Who is away all week is not looked for. */
export function findingOf({ name: week }: CompanyWeek, { unseated, unfilled }: WeekPlan, rules: Week): WeekFinding {
  const hull = hullOf(slotsOf(rules));
  const away = new Set(
    rules.members.filter(({ taken }) => hull && taken.some(({ start, end }) => start <= hull.start && hull.end <= end)).map(({ id }) => id),
  );
  return {
    week,
    unseated: unseated.filter((id) => !away.has(id)),
    unfilled: unfilled.map(({ start, need }) => ({ start: new Date(start).toISOString(), need })),
  };
}

/** `occasion`: what it is said on; the same is said once. */
export async function findingDebts(
  tx: Transaction,
  rotation: RotationRecord,
  { name }: CompanyWeek,
  finding: WeekFinding,
  occasion: string,
): Promise<Debt[]> {
  if (finding.unseated.length === 0 && finding.unfilled.length === 0) return [];
  const { workspaceId, id: subject } = rotation;
  return (await leadsOf(tx, rotation)).map((lane) => ({
    ...{ workspaceId, kind: 'rota.week_finding', subject, lane, data: { ...finding } },
    key: `rota.week_finding:${subject}:${name}:${occasion}:${lane}`,
  }));
}
