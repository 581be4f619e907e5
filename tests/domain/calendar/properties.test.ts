import fc from 'fast-check';
import { hoursOfWindows } from '../../../src/domain/calendar/definition';
import { addCounted, type Calendar, calendarOf, countedMs, nextOpening, openIntervals } from '../../../src/domain/calendar/rules';
import type { Window } from '../../../src/domain/calendar/windows';
import { openByWalking, type Ticks, ticksAround } from './oracle';

const nights: [string, string][] = [
  ['America/New_York', '2026-03-08T07:00Z'],
  ['America/New_York', '2026-11-01T06:00Z'],
  ['America/Santiago', '2026-09-06T04:00Z'],
  ['America/Santiago', '2026-04-05T03:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30Z'],
  ['Europe/London', '2026-10-25T01:00Z'],
  ['Africa/Cairo', '2026-04-23T22:00Z'],
  ['Africa/Cairo', '2026-10-29T21:00Z'],
  ['Atlantic/Azores', '2026-03-29T01:00Z'],
  ['America/Nuuk', '2026-03-29T01:00Z'],
  ['Asia/Kathmandu', '2026-06-01T00:00Z'],
];

const window = fc
  .record({ day: fc.integer({ min: 0, max: 6 }), from: fc.integer({ min: 0, max: 95 }), length: fc.integer({ min: 1, max: 96 }) })
  .map(({ day, from, length }): Window => ({ day, from: from * 15, to: (from + length) * 15 }));
const week = fc.array(window, { maxLength: 8 });
const runs = { numRuns: 60, seed: 20260223 };

describe.each(nights)('%s around %s', (timeZone, night) => {
  const ticks = ticksAround(timeZone, new Date(night), 4);
  const calendarWith = (windows: Window[]): Calendar => calendarOf({ timeZone, hours: hoursOfWindows(windows) });

  test('counts what walking minute by minute counts', () => {
    fc.assert(
      fc.property(week, fc.integer({ min: 2000, max: 5000 }), fc.integer({ min: 0, max: 4000 }), (windows, first, length) => {
        const walked = openByWalking(ticks, windows)
          .slice(first, first + length)
          .filter(Boolean).length;
        expect(countedMs(calendarWith(windows), instant(ticks, first), instant(ticks, first + length))).toBe(walked * 60_000);
      }),
      runs,
    );
  });

  test('a limit is reached at the first minute at which that much has been counted', () => {
    fc.assert(
      fc.property(week, fc.integer({ min: 2000, max: 4000 }), fc.integer({ min: 1, max: 600 }), (windows, first, limit) => {
        const due = addCounted(calendarWith(windows), instant(ticks, first), limit * 60_000);
        const walked = dueByWalking(openByWalking(ticks, windows), first, limit);
        if (walked !== null) expect(due).toEqual(instant(ticks, walked));
      }),
      runs,
    );
  });
});

test('what is counted adds up wherever the time is cut', () => {
  const calendar = calendarOf({
    timeZone: 'Europe/London',
    hours: { mon: [['22:00', '06:00']], sat: [['01:00', '03:00']], sun: [['00:30', '01:30']] },
  });
  const instants = fc.integer({ min: Date.UTC(2026, 9, 20), max: Date.UTC(2026, 10, 10) });
  fc.assert(
    fc.property(instants, instants, instants, (...times) => {
      const [a, b, c] = times.sort((x, y) => x - y).map((ms) => new Date(ms)) as [Date, Date, Date];
      expect(countedMs(calendar, a, b) + countedMs(calendar, b, c)).toBe(countedMs(calendar, a, c));
      for (const { from, to } of openIntervals(calendar, a, c)) {
        expect(nextOpening(calendar, from)).toEqual(from);
        expect(countedMs(calendar, from, to)).toBe(to.getTime() - from.getTime());
      }
    }),
    { ...runs, numRuns: 300 },
  );
});

const instant = ({ instants }: Ticks, index: number) => new Date(instants[index] as number);

function dueByWalking(open: boolean[], first: number, limit: number): number | null {
  let counted = 0;
  for (let index = first; index < open.length - 1; index++) {
    if (open[index]) counted++;
    if (counted === limit) return index + 1;
  }
  return null;
}
