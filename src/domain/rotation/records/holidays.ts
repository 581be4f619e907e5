import { type Database, type Transaction, writeTx } from '../../../database';
import { takeSlot } from '../../../slots';
import { holidaysOf, isRegion, type Region, regionName, searchRegions } from '../../calendar/holidays';
import type { Reader } from '../../people/store';
import { rotationSettings } from './settings';

/** Writes down the public holidays of this year and the next, for every region that somebody or a rotation has. */
export async function learnHolidays(db: Database, now: Date): Promise<void> {
  const regions = await regionsInUse(db.read);
  const wanted = regions.flatMap((region) => yearsFrom(now).map((year) => ({ region, year, key: slotOf(region, year) })));
  const known = await db.read.jobSlot.findMany({ where: { key: { in: wanted.map(({ key }) => key) } }, select: { key: true } });
  const keys = new Set(known.map(({ key }) => key));
  for (const { region, year, key } of wanted) if (!keys.has(key)) await writeTx(db, (tx) => learnYear(tx, region, year, now));
}

/** The same for one region, in the transaction that chooses it: what is planned next knows of them. */
export async function learnRegion(tx: Transaction, region: string, now: Date): Promise<void> {
  for (const year of yearsFrom(now)) await learnYear(tx, region, year, now);
}

/** Once; where the package is not installed nothing is taken, so that it is learned when it is. */
async function learnYear(tx: Transaction, region: string, year: number, now: Date): Promise<void> {
  const holidays = await holidaysOf(region, year);
  if (holidays === null || !(await takeSlot(tx, 'holidays', slotOf(region, year), now))) return;
  await tx.holiday.deleteMany({ where: { region, date: { gte: `${year}-01-01`, lte: `${year}-12-31` } } });
  await tx.holiday.createMany({ data: holidays.map((holiday) => ({ region, ...holiday })) });
}

const slotOf = (region: string, year: number): string => `holidays:${region}:${year}`;

const yearsFrom = (now: Date): number[] => [now.getUTCFullYear(), now.getUTCFullYear() + 1];

/** Dates by region: what the workspace says of a region goes before what is known of it otherwise. */
export async function holidaysIn(
  read: Reader,
  workspaceId: string,
  regions: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<Record<string, string[]>> {
  const [{ holidays: said }, rows] = await Promise.all([
    rotationSettings(read, workspaceId),
    read.holiday.findMany({ where: { region: { in: [...regions] }, date: { gte: from, lte: to } }, orderBy: { date: 'asc' } }),
  ]);
  const ofRegion = (region: string) => (Object.hasOwn(said, region) ? Object.keys(said[region] ?? {}).sort() : datesOf(rows, region));
  return Object.fromEntries(regions.map((region) => [region, ofRegion(region).filter((date) => from <= date && date <= to)]));
}

const datesOf = (rows: readonly { region: string; date: string }[], region: string): string[] =>
  rows.filter((row) => row.region === region).map(({ date }) => date);

/**
 * A rotation that is closed on public holidays keeps those that are known with its version: its turns are counted by them, and what was
 * counted once stays so.
 */
export async function withClosedDays<D extends object>(read: Reader, workspaceId: string, definition: D): Promise<D> {
  const { onHoliday, region, holidays = {} } = definition as { onHoliday?: string; region?: string | null; holidays?: object };
  if (onHoliday !== 'closed' || !region) return definition;
  const { [region]: known = [] } = await holidaysIn(read, workspaceId, [region], { from: '0000', to: '9999' });
  return known.length === 0 ? definition : { ...definition, holidays: { ...holidays, [region]: known } };
}

/** Of a definition that is about to be kept. */
export async function learnFor(tx: Transaction, definition: object, now: Date): Promise<void> {
  const { region } = definition as { region?: unknown };
  if (typeof region === 'string' && isRegion(region)) await learnRegion(tx, region, now);
}

/** What a version has kept, with the years that became known since. */
export function laterToo(kept: Record<string, string[]>, known: Record<string, string[]>): Record<string, string[]> {
  const extended = Object.entries(kept).map(([region, dates]): [string, string[]] => {
    const last = dates.at(-1)?.slice(0, 4) ?? '';
    return [region, [...dates, ...(known[region] ?? []).filter((date) => date.slice(0, 4) > last)]];
  });
  return { ...known, ...Object.fromEntries(extended) };
}

/** Regions that can be chosen: those of the package, and those that the workspace has holidays of. */
export async function findRegions(read: Reader, workspaceId: string, words: string): Promise<Region[]> {
  const own = await Promise.all(Object.keys((await rotationSettings(read, workspaceId)).holidays).map((code) => regionOf(code)));
  const wanted = words.trim().toLowerCase();
  const found = own.filter(({ code, name }) => `${name} ${code}`.toLowerCase().includes(wanted));
  const others = (await searchRegions(words)).filter(({ code }) => !found.some((region) => region.code === code));
  return [...found, ...others].slice(0, mostOptions);
}

/** Slack shows no more. */
const mostOptions = 100;

export const regionOf = async (code: string): Promise<Region> => ({ code, name: await regionName(code) });

/** Of people, of members of rotations, and of rotations themselves. */
async function regionsInUse(read: Reader): Promise<string[]> {
  const [times, members, versions] = await Promise.all([
    read.supportTimes.findMany({ where: { region: { not: null } }, distinct: ['region'], select: { region: true } }),
    read.rotationMember.findMany({ where: { region: { not: null } }, distinct: ['region'], select: { region: true } }),
    read.rotationVersion.findMany({ where: { rotation: { removedAt: null } }, select: { definition: true } }),
  ]);
  const own = versions.map(({ definition }) => (definition as { region?: unknown }).region);
  const all = [...times, ...members].map(({ region }) => region);
  return [...new Set([...all, ...own].filter((region) => typeof region === 'string'))].sort();
}
