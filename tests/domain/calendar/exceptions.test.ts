import { problemOf } from '../../../src/domain/calendar/definition';
import { formatException, parseException } from '../../../src/domain/calendar/exceptions';

test.each([
  ['2026-12-24', { date: '2026-12-24', hours: [] }, '2026-12-24 closed'],
  ['2026-12-24 closed', { date: '2026-12-24', hours: [] }, '2026-12-24 closed'],
  ['2026-12-24 Christmas Eve', { date: '2026-12-24', name: 'Christmas Eve', hours: [] }, '2026-12-24 closed Christmas Eve'],
  ['2026-12-24 closed Christmas Eve', { date: '2026-12-24', name: 'Christmas Eve', hours: [] }, '2026-12-24 closed Christmas Eve'],
  ['2026-12-31 9-14', { date: '2026-12-31', hours: [['09:00', '14:00']] }, '2026-12-31 09:00-14:00'],
  [
    '2026-02-23 09:00–12:00, 13–14 Short day',
    {
      date: '2026-02-23',
      name: 'Short day',
      hours: [
        ['09:00', '12:00'],
        ['13:00', '14:00'],
      ],
    },
    '2026-02-23 09:00-12:00, 13:00-14:00 Short day',
  ],
])('“%s” is a day with hours of its own', (line, exception, said) => {
  expect(parseException(line)).toEqual({ ok: true, value: exception });
  expect(formatException(exception as never)).toBe(said);
});

test.each([
  ['2026-02-30', 'There is no date “2026-02-30”.'],
  ['24.12.2026 closed', 'There is no date “24.12.2026”.'],
  ['2026-12-31 9-', '“9” are no hours.'],
  ['2026-12-31 9-25', '“9-25” are no hours.'],
])('“%s” is refused', (line, problem) => {
  const parsed = parseException(line);
  expect(!parsed.ok && parsed.problem).toContain(problem);
});

describe('a calendar is refused', () => {
  const hours = { mon: [['09:00', '17:00']] as [string, string][] };
  test.each([
    ['with a zone that does not exist', { timeZone: 'Europe/Talinn', hours }, 'timeZone', 'There is no time zone “Europe/Talinn”'],
    ['that is never open', { timeZone: 'UTC', hours: {} }, 'hours', 'never open'],
    ['whose only exception is closed too', { timeZone: 'UTC', hours: {}, exceptions: [{ date: '2026-01-01' }] }, 'hours', 'never open'],
    [
      'with hours that overlap',
      {
        timeZone: 'UTC',
        hours: {
          mon: [
            ['09:00', '12:00'],
            ['11:00', '13:00'],
          ] as [string, string][],
        },
      },
      'hours.mon',
      '09:00-12:00 and 11:00-13:00 overlap.',
    ],
    [
      'with a night that runs into the next day’s hours',
      { timeZone: 'UTC', hours: { mon: [['22:00', '06:00']], tue: [['05:00', '09:00']] } as never },
      'hours.mon',
      'run into those of the next',
    ],
    [
      'with a time that is none',
      { timeZone: 'UTC', hours: { mon: [['9', 'late']] } as never },
      'hours.mon',
      '“late” is not a time of day.',
    ],
    [
      'with a date that is none',
      { timeZone: 'UTC', hours, exceptions: [{ date: '2026-13-01' }] },
      'exceptions[0].date',
      'There is no date',
    ],
  ])('%s', (_, definition, path, problem) => {
    expect(problemOf(definition)).toEqual({ path, problem: expect.stringContaining(problem) });
  });

  test('and accepted when it only ever opens on one Saturday', () => {
    expect(problemOf({ timeZone: 'UTC', hours: {}, exceptions: [{ date: '2026-01-03', hours: [['09:00', '12:00']] }] })).toBeNull();
  });
});
