import { json, type Transaction } from '../../database';
import { difference } from '../audit/rules';
import { record } from '../audit/store';
import { type CalendarDefinition, type CalendarException, hoursOfWindows } from '../calendar/definition';
import { parseHours } from '../calendar/parse';
import { type Calendar, calendarOf } from '../calendar/rules';
import { personOf, type Reader } from '../people/store';

/** Business hours and holidays of a workspace. */
export interface BusinessHours {
  zone: string;
  /** A line each, like `Mon-Fri 09:00-17:00`. */
  weekly: string[];
  /** In order of date. */
  exceptions: CalendarException[];
}

const section = 'hours';
export const usualWeek = ['Mon-Fri 09:00-17:00'];

/** What was set, else Mon–Fri 09:00–17:00 in the zone of the admin who was asked to set up. */
export async function businessHours(read: Reader, workspaceId: string): Promise<BusinessHours> {
  const row = await read.setting.findUnique({ where: { workspaceId_section: { workspaceId, section } } });
  return (row?.value as BusinessHours | undefined) ?? defaultHours(read, workspaceId);
}

export async function defaultHours(read: Reader, workspaceId: string): Promise<BusinessHours> {
  const workspace = await read.workspace.findUnique({ where: { id: workspaceId }, select: { greetedAdmin: true } });
  const admin = workspace?.greetedAdmin ? await personOf(read, workspaceId, workspace.greetedAdmin) : null;
  return { zone: admin?.zone ?? 'UTC', weekly: usualWeek, exceptions: [] };
}

/** A squad with a zone of its own has the same hours on its own clock. */
export async function workingCalendar(read: Reader, workspaceId: string, squad?: { zone: string | null } | null): Promise<Calendar> {
  const hours = await businessHours(read, workspaceId);
  return calendarOf(definitionOf({ ...hours, zone: squad?.zone ?? hours.zone }));
}

/** Throws when the lines cannot be read: what is kept was checked. */
export function definitionOf({ zone, weekly, exceptions }: BusinessHours): CalendarDefinition {
  const parsed = parseHours(weekly);
  if (!parsed.ok) throw new RangeError(parsed.problem);
  return { timeZone: zone, hours: hoursOfWindows(parsed.windows), exceptions };
}

/** `null` goes back to the default. Answers whether anything changed. */
export async function setBusinessHours(
  tx: Transaction,
  workspaceId: string,
  wanted: BusinessHours | null,
  changedBy: string,
  changedAt: Date,
): Promise<boolean> {
  const before = await businessHours(tx, workspaceId);
  const after = wanted ?? (await defaultHours(tx, workspaceId));
  const where = { workspaceId_section: { workspaceId, section } };
  if (wanted === null) await tx.setting.deleteMany({ where: { workspaceId, section } });
  const changed = difference<BusinessHours>(before, after);
  if (!changed) return false;

  const columns = { value: json(after), changedBy, changedAt };
  if (wanted !== null) await tx.setting.upsert({ where, create: { workspaceId, section, ...columns }, update: columns });
  await record(tx, { workspaceId, actor: changedBy, action: 'hours.changed', subject: 'hours', ...changed }, changedAt);
  return true;
}
