import { parseHours } from '../../../src/domain/calendar/parse';
import { toInstant } from '../../../src/domain/calendar/zone';
import { hoursIn } from '../../../src/domain/rotation/hours';
import type { Cadence } from '../../../src/domain/rotation/plan';
import { turnsOf } from '../../../src/domain/rotation/turns';

interface Said {
  zone: string;
  unit: Cadence['unit'];
  anchor: string;
  every?: number;
  hours?: string;
  from?: string;
  closed?: string[];
}

function cadence({ zone, unit, anchor, every = 1, hours = 'Always', from, closed = [] }: Said): Cadence {
  const parsed = parseHours([hours]);
  if (!parsed.ok) throw new Error(parsed.problem);
  return {
    zone,
    unit,
    every,
    anchor: Date.parse(`${anchor}Z`),
    hours: parsed.windows,
    closed: new Set(closed.map((date) => Date.parse(date) / 86_400_000)),
    from: from === undefined ? null : toInstant(from, zone).getTime(),
    until: null,
  };
}

const numberAt = (said: Said, at: string) => turnsOf(cadence(said)).at(Date.parse(at))?.number ?? null;
const iso = (instant: number) => new Date(instant).toISOString().replace(':00.000Z', 'Z');

const madridHours: Said = { zone: 'Europe/Madrid', unit: 'hour', anchor: '2026-03-01T00:00:00' };

test.each<[string, Said, [from: string, number: number | null][]]>([
  [
    'Madrid, every hour: 02:00 is missing on the night of the change',
    { ...madridHours, anchor: '2026-03-29T01:00:00' },
    [
      ['2026-03-29T00:30Z', 0],
      ['2026-03-29T01:00Z', 1],
    ],
  ],
  [
    'Madrid, every hour: the 02:00 that comes twice is one turn',
    { ...madridHours, anchor: '2026-10-25T01:00:00' },
    [
      ['2026-10-24T23:30Z', 0],
      ['2026-10-25T00:30Z', 1],
      ['2026-10-25T01:30Z', 1],
      ['2026-10-25T02:00Z', 2],
    ],
  ],
  [
    'Madrid, daily for half an hour that is skipped: nobody, and no turn is burnt',
    { zone: 'Europe/Madrid', unit: 'day', anchor: '2026-03-26T00:00:00', hours: 'Daily 02:15-02:45' },
    [
      ['2026-03-28T01:30Z', 2],
      ['2026-03-29T01:30Z', null],
      ['2026-03-30T00:30Z', 3],
      ['2027-03-26T01:30Z', 364],
    ],
  ],
  [
    'Oslo, weekdays, ten years later',
    { zone: 'Europe/Oslo', unit: 'day', anchor: '2026-01-05T00:00:00', hours: 'Mon-Fri 08:30-16:30' },
    [['2036-01-11T11:00Z', 2614]],
  ],
  [
    'Paris, two working days each: the weekend burns none',
    { zone: 'Europe/Paris', unit: 'day', every: 2, anchor: '2026-06-01T00:00:00', hours: 'Mon-Fri 09:00-17:00' },
    [
      ['2026-06-02T10:00Z', 0],
      ['2026-06-05T10:00Z', 2],
      ['2026-06-07T10:00Z', null],
      ['2026-06-08T10:00Z', 2],
      ['2026-06-09T10:00Z', 3],
      ['2026-05-29T10:00Z', -1],
    ],
  ],
  [
    'a closed day burns no turn',
    { zone: 'Europe/Paris', unit: 'day', anchor: '2026-06-01T00:00:00', closed: ['2026-06-03', '2026-05-31'] },
    [
      ['2026-06-02T10:00Z', 1],
      ['2026-06-03T10:00Z', null],
      ['2026-06-04T10:00Z', 2],
      ['2026-05-30T10:00Z', -1],
    ],
  ],
  [
    'turn 0 holds the start of its layer',
    { zone: 'Europe/Lisbon', unit: 'week', anchor: '2026-01-05T09:00:00', from: '2026-03-04T12:00' },
    [
      ['2026-03-04T12:00Z', 0],
      ['2026-03-09T09:00Z', 1],
    ],
  ],
])('%s', (_, said, rows) => {
  expect(rows.map(([at]) => [at, numberAt(said, at)])).toEqual(rows);
});

test('Madrid, every 8 hours: 22, 06 and 14 all year, and the night of the change is an hour shorter', () => {
  const said: Said = { zone: 'Europe/Madrid', unit: 'hour', every: 8, anchor: '2026-03-27T22:00:00' };
  const turns = turnsOf(cadence(said));
  const night = turns.at(Date.parse('2026-03-28T23:00Z'));
  expect(night && (night.end - night.start) / 60_000).toBe(420);
  const year = turns.in({ start: Date.parse('2026-03-28T00:00Z'), end: Date.parse('2027-03-28T00:00Z') });
  const wall = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Madrid', timeStyle: 'short' });
  expect([...new Set(year.map(({ start }) => wall.format(start)))].sort()).toEqual(['06:00', '14:00', '22:00']);
  expect(year.map(({ number }) => number)).toEqual(year.map((_, index) => (year[0]?.number ?? 0) + index));
});

test('Rome, monthly from the 31st: the last day of shorter months', () => {
  const turns = turnsOf(cadence({ zone: 'Europe/Rome', unit: 'month', anchor: '2026-08-31T09:00:00' }));
  const starts = Array.from({ length: 8 }, (_, number) => iso(turns.numbered(number).start).slice(5, 10));
  expect(starts).toEqual(['08-31', '09-30', '10-31', '11-30', '12-31', '01-31', '02-28', '03-31']);
});

test('Azores: where midnight is skipped the handoff follows the gap, and is at midnight again the next day', () => {
  const turns = turnsOf(cadence({ zone: 'Atlantic/Azores', unit: 'day', anchor: '2026-03-27T00:00:00' }));
  expect([1, 2, 3].map((number) => iso(turns.numbered(number).start))).toEqual([
    '2026-03-28T01:00Z',
    '2026-03-29T01:00Z',
    '2026-03-30T00:00Z',
  ]);
});

test('an hour that comes twice is worked twice', () => {
  const lisbon = cadence({ zone: 'Europe/Lisbon', unit: 'day', anchor: '2026-10-20T00:00:00', hours: 'Daily 00:15-01:45' });
  const night = { start: Date.parse('2026-10-24T23:00Z'), end: Date.parse('2026-10-25T12:00Z') };
  expect(hoursIn(lisbon, night).map(({ start, end }) => [iso(start), iso(end)])).toEqual([['2026-10-24T23:15Z', '2026-10-25T01:45Z']]);
});
