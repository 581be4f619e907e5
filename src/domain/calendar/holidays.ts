import { dateOfDay, dayMs, dayOfDate } from './zone';

// Public holidays by region: `PT`, `DE-BY`. They come from the optional package `date-holidays`; without it there are none.

export interface Region {
  /** `DE-BY`. */
  code: string;
  /** `Germany, Bayern`. */
  name: string;
}

export interface Holiday {
  /** `2026-06-10`. */
  date: string;
  name: string;
}

/** `null`: the package is not installed. */
export async function holidaysOf(region: string, year: number): Promise<Holiday[] | null> {
  const Holidays = await thePackage();
  if (!Holidays) return null;
  const days = new Map<string, string>();
  const found = new Holidays(...region.split('-'));
  // What begins on the last days of a year may reach into the next.
  for (const holiday of [year - 1, year].flatMap((one) => found.getHolidays(one, 'en')).filter(isPublic))
    for (const date of datesOf(holiday)) if (date.startsWith(`${year}-`) && !days.has(date)) days.set(date, holiday.name);
  return [...days].map(([date, name]) => ({ date, name })).sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** Countries and their states whose names or codes hold these words, those that begin with them first. */
export async function searchRegions(words: string, limit = 100): Promise<Region[]> {
  const wanted = words.trim().toLowerCase();
  const begins = ({ code, name }: Region) => name.toLowerCase().startsWith(wanted) || code.toLowerCase() === wanted;
  const found = (await allRegions()).filter(({ code, name }) => `${name} ${code}`.toLowerCase().includes(wanted));
  return [...found.filter(begins), ...found.filter((region) => !begins(region))].slice(0, limit);
}

/** `Germany, Bayern`; of one that nobody knows its code. */
export async function regionName(code: string): Promise<string> {
  const known = (await allRegions()).find((region) => region.code === code);
  return known?.name ?? countryName(code) ?? code;
}

const regionPattern = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;

export const isRegion = (code: string): boolean => regionPattern.test(code);

function countryName(code: string): string | undefined {
  return /^[A-Z]{2}$/.test(code) ? new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(code) : undefined;
}

// ── The package, as far as it is used ──

interface Found {
  /** `2026-06-10 00:00:00`: where it begins on the calendar of the place, whatever the hour at which it is begun. */
  date: string;
  start: Date;
  end: Date;
  name: string;
  type: string;
}

interface Package {
  getHolidays(year: number, language: string): Found[];
  getCountries(language: string): Record<string, string>;
  getStates(country: string, language: string): Record<string, string> | undefined;
}

type PackageClass = new (...place: string[]) => Package;

/** Loading takes a third of a second: only where somebody has a region. Not named where imports are: it need not be there. */
const packageName: string = 'date-holidays';
let loading: Promise<PackageClass | null> | undefined;

function thePackage(): Promise<PackageClass | null> {
  loading ??= import(packageName).then(
    (loaded: { default: PackageClass & { default?: PackageClass } }) => loaded.default.default ?? loaded.default,
    (error: unknown) => {
      if (isAbsent(error)) return null;
      throw error;
    },
  );
  return loading;
}

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && ['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'].includes((error as { code?: string }).code ?? '');

const isPublic = ({ type, date }: Found): boolean => type === 'public' && /^\d{4}-\d\d-\d\d 00:00/.test(date);

function datesOf({ date, start, end }: Found): string[] {
  const first = dayOfDate(date.slice(0, 10)) as number;
  const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / dayMs));
  return Array.from({ length: days }, (_, index) => dateOfDay(first + index));
}

let regions: Region[] | undefined;

async function allRegions(): Promise<Region[]> {
  const Holidays = await thePackage();
  if (!Holidays) return [];
  regions ??= regionsOf(new Holidays());
  return regions;
}

function regionsOf(known: Package): Region[] {
  return Object.entries(known.getCountries('en'))
    .flatMap(([country, name]) => [
      { code: country, name },
      ...Object.entries(known.getStates(country, 'en') ?? {}).map(([state, own]) => ({
        code: `${country}-${state}`,
        name: `${name}, ${own}`,
      })),
    ])
    .filter(({ code }) => isRegion(code))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
