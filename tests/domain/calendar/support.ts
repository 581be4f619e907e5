import { type CalendarDefinition, hoursOfWindows } from '../../../src/domain/calendar/definition';
import { parseHours } from '../../../src/domain/calendar/parse';
import { type Calendar, calendarOf } from '../../../src/domain/calendar/rules';

export function calendar(timeZone: string, lines: string[], exceptions: CalendarDefinition['exceptions'] = []): Calendar {
  const parsed = parseHours(lines);
  if (!parsed.ok) throw new Error(parsed.problem);
  return calendarOf({ timeZone, hours: hoursOfWindows(parsed.windows), exceptions });
}

export const minutes = (count: number) => count * 60_000;
export const hours = (count: number) => count * 3_600_000;
