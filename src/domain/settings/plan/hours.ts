import { type CalendarException, clockSpan, problemOf } from '../../calendar/definition';
import { parseHours, parseSpans } from '../../calendar/parse';
import type { Reader } from '../../people/store';
import { hoursEntry } from '../entries';
import { type BusinessHours, businessHours, defaultHours, definitionOf, setBusinessHours } from '../hours';
import type { Mistake } from '../mistakes';
import type { HoursEntry } from '../schema';
import { changeStep, nothing, type Plan } from './step';

export async function planHours(read: Reader, workspaceId: string, entry: HoursEntry | null | undefined): Promise<Plan> {
  if (entry === undefined) return nothing;

  const before = await businessHours(read, workspaceId);
  const usual = await defaultHours(read, workspaceId);
  const { hours, mistakes } = entry === null ? { hours: usual, mistakes: [] } : hoursAfter(before, entry, usual);
  const apply: Plan['steps'][number]['apply'] = (tx, actor, now) => setBusinessHours(tx, workspaceId, entry && hours, actor, now);
  if (mistakes.length > 0) return { mistakes, steps: [] };
  return { mistakes, steps: changeStep('hours', 'hours', hoursEntry(before), hoursEntry(hours), apply) };
}

/** Hours with what an entry says of them, and what in it cannot be. */
export function hoursAfter(
  before: BusinessHours,
  { zone, weekly, exceptions }: HoursEntry,
  usual: BusinessHours,
): { hours: BusinessHours; mistakes: Mistake[] } {
  const read = exceptionsAfter(before.exceptions, exceptions);
  const hours = {
    zone: zone === undefined ? before.zone : (zone ?? usual.zone),
    weekly: weekly === undefined ? before.weekly : (weekly ?? usual.weekly),
    exceptions: read.exceptions,
  };
  return { hours, mistakes: [...read.mistakes, ...hoursMistakes(hours)] };
}

/** What is wrong with hours whose exceptions could be read. */
export function hoursMistakes(hours: BusinessHours): Mistake[] {
  const mistakes = weeklyMistakes(hours.weekly);
  return mistakes.length > 0 ? mistakes : wholeMistakes(hours);
}

function weeklyMistakes(lines: string[]): Mistake[] {
  const parsed = parseHours(lines);
  if (!parsed.ok) return [{ path: ['hours', 'weekly', parsed.line], problem: parsed.problem }];
  return parsed.overlap ? [{ path: ['hours', 'weekly'], problem: parsed.overlap }] : [];
}

/** A date that is not named stays; one that is `null` has its usual hours again. */
function exceptionsAfter(
  before: CalendarException[],
  written: HoursEntry['exceptions'],
): { exceptions: CalendarException[]; mistakes: Mistake[] } {
  if (written === undefined) return { exceptions: before, mistakes: [] };
  const days = new Map(written === null ? [] : before.map((exception) => [exception.date, exception]));
  const mistakes: Mistake[] = [];
  for (const [date, said] of Object.entries(written ?? {})) {
    days.delete(date);
    if (said === null) continue;
    const { name, hours = [] } = Array.isArray(said) ? { hours: said } : said;
    const spans = hours.map((text) => parseSpans(text));
    const unreadable = spans.find((span) => !span.ok);
    if (unreadable) mistakes.push({ path: ['hours', 'exceptions', date], problem: unreadable.problem });
    days.set(date, { date, ...(name && { name }), hours: spans.flatMap((span) => (span.ok ? span.value.map(clockSpan) : [])) });
  }
  return { exceptions: [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1)), mistakes };
}

/** What only the calendar as a whole can tell: its zone, its dates, that it is ever open. */
function wholeMistakes(hours: BusinessHours): Mistake[] {
  const found = problemOf(definitionOf(hours));
  if (!found) return [];
  const exception = hours.exceptions[Number(/^exceptions\[(\d+)\]/.exec(found.path)?.[1] ?? Number.NaN)];
  if (exception) return [{ path: ['hours', 'exceptions', exception.date], problem: found.problem }];
  return [{ path: ['hours', found.path === 'timeZone' ? 'zone' : 'weekly'], problem: found.problem }];
}
