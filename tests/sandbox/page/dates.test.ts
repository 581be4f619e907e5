import { ago, clockTime, dayTitle, formatSlackDate, fullMoment, instantAt, momentTitle } from '../../../sandbox/page/text/dates';

const now = new Date('2026-11-23T09:00:00Z');
const tallinn = { zone: 'Europe/Tallinn', now };

test('a time is shown in the reader’s zone', () => {
  const at = new Date('2026-11-23T07:05:00Z');
  expect(clockTime(at, 'Europe/Tallinn')).toBe('09:05');
  expect(clockTime(at, 'America/New_York')).toBe('02:05');
  expect(fullMoment(at, 'Asia/Kolkata')).toBe('Mon 23 Nov 2026, 12:35');
});

test('midnight is 00:00, also in the night when the clocks change', () => {
  expect(clockTime(new Date('2026-10-25T00:30:00Z'), 'Europe/Tallinn')).toBe('03:30');
  expect(clockTime(new Date('2026-10-25T01:30:00Z'), 'Europe/Tallinn')).toBe('03:30');
  expect(clockTime(new Date('2026-11-22T22:00:00Z'), 'Europe/Tallinn')).toBe('00:00');
});

test.each([
  ['2026-11-23T05:00:00Z', 'Today'],
  ['2026-11-22T21:59:00Z', 'Yesterday'],
  ['2026-11-22T22:01:00Z', 'Today'],
  ['2026-11-20T10:00:00Z', 'Friday, November 20th'],
  ['2026-11-03T10:00:00Z', 'Tuesday, November 3rd'],
  ['2025-12-31T10:00:00Z', 'Wednesday, December 31st, 2025'],
])('the day of %s is “%s” in Tallinn', (at, title) => {
  expect(dayTitle(new Date(at), tallinn)).toBe(title);
});

test('a moment names its day when it is not near', () => {
  expect(momentTitle(new Date('2026-11-23T07:05:00Z'), tallinn)).toBe('Today at 09:05');
  expect(momentTitle(new Date('2026-11-12T07:05:00Z'), tallinn)).toBe('Nov 12 at 09:05');
});

test.each([
  ['{date_num} {time}', '2026-11-25 13:30'],
  ['{date}', 'November 25th'],
  ['{date_short}', 'Nov 25'],
  ['{date_long}', 'Wednesday, November 25th'],
  ['{time_secs}', '13:30:00'],
  ['{ago}', 'in 2 days'],
  ['{unknown}', '{unknown}'],
])('Slack’s date pattern %s', (pattern, shown) => {
  expect(formatSlackDate(Date.parse('2026-11-25T11:30:00Z') / 1000, pattern, tallinn)).toBe(shown);
});

test('near days have names in pretty patterns', () => {
  const tomorrow = Date.parse('2026-11-24T07:00:00Z') / 1000;
  expect(formatSlackDate(tomorrow, 'by {date_short_pretty} {time}', tallinn)).toBe('by tomorrow 09:00');
});

test.each([
  ['2026-11-23T08:57:00Z', '3 minutes ago'],
  ['2026-11-23T11:00:00Z', 'in 2 hours'],
  ['2026-11-22T09:00:00Z', 'yesterday'],
])('%s is %s', (at, words) => {
  expect(ago(new Date(at), now)).toBe(words);
});

test.each([
  ['2026-11-24', '09:00', 'Europe/Tallinn', '2026-11-24T07:00:00.000Z'],
  ['2026-11-24', '09:00', 'America/New_York', '2026-11-24T14:00:00.000Z'],
  ['2026-10-25', '09:00', 'Europe/Lisbon', '2026-10-25T09:00:00.000Z'],
  ['2026-10-24', '09:00', 'Europe/Lisbon', '2026-10-24T08:00:00.000Z'],
  ['2026-03-29', '00:30', 'Europe/Tallinn', '2026-03-28T22:30:00.000Z'],
  ['2026-03-29', '05:00', 'Europe/Tallinn', '2026-03-29T02:00:00.000Z'],
])('%s at %s in %s is one instant', (day, time, zone, instant) => {
  expect(instantAt(day, time, zone).toISOString()).toBe(instant);
});

test('a day that is not there is no instant', () => {
  expect(instantAt('', '09:00', 'Europe/Tallinn').getTime()).toBeNaN();
});
