import { dayOfDate } from '../../../../src/domain/calendar/zone';
import { planningOf, weekAt, weeksToPlan } from '../../../../src/domain/rotation/company/weeks';
import { mondayOf, weekOf } from '../../../../src/domain/rotation/iso-week';

const never = Number.NEGATIVE_INFINITY;

describe('which weeks are planned now', () => {
  test.each<[string, string, string, string[]]>([
    ['Friday before 10:00: the next week only', '2026-06-05T08:59Z', 'Europe/Lisbon', ['2026-W24']],
    ['Friday at 10:00: the one after it too', '2026-06-05T09:00Z', 'Europe/Lisbon', ['2026-W24', '2026-W25']],
    ['Sunday night: both', '2026-06-07T22:59Z', 'Europe/Lisbon', ['2026-W24', '2026-W25']],
    ['Monday 00:00: the first of them has begun', '2026-06-07T23:00Z', 'Europe/Lisbon', ['2026-W25']],
    ['in Manila it is Friday 10:00 earlier', '2026-06-05T02:00Z', 'Asia/Manila', ['2026-W24', '2026-W25']],
    ['the clock changes in between', '2026-03-20T10:00Z', 'Europe/Lisbon', ['2026-W13', '2026-W14']],
    ['the Friday after the clock change', '2026-10-30T10:00Z', 'Europe/Lisbon', ['2026-W45', '2026-W46']],
    ['over the end of a year of 53 weeks', '2026-12-25T10:00Z', 'Europe/Lisbon', ['2026-W53', '2027-W01']],
  ])('%s', (_, now, zone, weeks) => {
    expect(weeksToPlan(new Date(now), zone, never).map(({ name }) => name)).toEqual(weeks);
  });

  test('none before the first week', () => {
    const now = new Date('2026-06-05T09:00Z');
    expect(weeksToPlan(now, 'Europe/Lisbon', mondayOf('2026-W25') as number).map(({ name }) => name)).toEqual(['2026-W25']);
    expect(weeksToPlan(now, 'Europe/Lisbon', mondayOf('2026-W26') as number)).toEqual([]);
  });
});

test('a week begins and ends at midnight of the rotation’s clock, and is planned ten days before at 10:00', () => {
  const week = weekAt(new Date('2026-03-25T12:00Z'), 'Europe/Lisbon');
  expect([week.name, week.start.toISOString(), week.end.toISOString()]).toEqual([
    '2026-W13',
    '2026-03-23T00:00:00.000Z',
    '2026-03-29T23:00:00.000Z',
  ]);
  expect(planningOf(week, 'Europe/Lisbon').toISOString()).toBe('2026-03-13T10:00:00.000Z');
});

test.each([
  ['2026-06-15', '2026-W25'],
  ['2026-06-21', '2026-W25'],
  ['2026-12-31', '2026-W53'],
  ['2027-01-03', '2026-W53'],
  ['2027-01-04', '2027-W01'],
  ['2024-12-30', '2025-W01'],
])('%s lies in %s', (date, week) => {
  expect(weekOf(dayOfDate(date) as number)).toBe(week);
});
