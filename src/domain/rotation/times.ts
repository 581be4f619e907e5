import { dayOfDate, type Edge, isTimeZone, toInstant, wallClockAt } from '../calendar/zone';

/** In a definition: where, and the mend. */
export class Mistake extends Error {
  constructor(
    readonly path: string,
    message: string,
  ) {
    super(message);
  }
}

export function after(start: number, path: string, text: string, zone: string): number {
  const end = instantAt(path, text, zone, 'end');
  if (end <= start) throw new Mistake(path, 'The end comes after the start.');
  return end;
}

export const optional = (path: string, text: string | null | undefined, zone: string, edge: Edge): number | null =>
  text == null ? null : instantAt(path, text, zone, edge);

/** Far enough to mean for ever. */
const lastYear = 2199;
const firstYear = 1970;

/** `9999-12-31` is how other systems say that there is no end. */
export const endless = (until: number | null): number | null => (until !== null && until >= Date.UTC(lastYear + 1, 0, 1) ? null : until);

const howTimesAreSaid = 'Say it like 2026-03-02T09:00, or with an offset like 2026-03-02T09:00Z.';
const timePattern = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** With an offset an instant; without one wall time in the zone, of a date alone the start of the day. */
export function instantAt(path: string, text: string, zone: string, edge: Edge): number {
  const offset = partsOf(path, text)[5];
  if (offset) return Date.parse(text);
  return toInstant(text, zone, edge).getTime();
}

function partsOf(path: string, text: string): RegExpExecArray {
  const found = timePattern.exec(text);
  const [, date = '', hour = '0', minute = '0', second = '0'] = found ?? [];
  const isTime =
    found &&
    Number(date.slice(0, 4)) >= firstYear &&
    dayOfDate(date) !== null &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60;
  if (!isTime) throw new Mistake(path, howTimesAreSaid);
  if (found[5] && Number.isNaN(Date.parse(text))) throw new Mistake(path, howTimesAreSaid);
  return found;
}

export function wallAt(path: string, text: string, zone: string): number {
  if (partsOf(path, text)[5]) return wallClockAt(Date.parse(text), zone);
  return Date.parse(`${text.length === 10 ? `${text}T00:00` : text}Z`);
}

export function zoneAt(path: string, zone: string): void {
  if (!isTimeZone(zone)) throw new Mistake(path, `There is no time zone “${zone}”. Say it like Europe/Lisbon.`);
}
