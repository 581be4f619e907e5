import { isTimeZone, searchZones, startOfDay, toInstant, wallTime } from '../../../src/domain/calendar/zone';

describe('a time on the wall', () => {
  test.each([
    ['Azores, midnight is skipped', 'Atlantic/Azores', '2026-03-29T00:00', '2026-03-29T01:00Z', '2026-03-29T01:00Z'],
    ['Azores, next day midnight is midnight again', 'Atlantic/Azores', '2026-03-30T00:00', '2026-03-30T00:00Z', '2026-03-30T00:00Z'],
    ['Azores, 00:15 comes twice', 'Atlantic/Azores', '2026-10-25T00:15', '2026-10-25T00:15Z', '2026-10-25T01:15Z'],
    ['Nuuk, a day that ends at 23:00', 'America/Nuuk', '2026-03-28T23:30', '2026-03-29T01:00Z', '2026-03-29T01:00Z'],
    ['Lord Howe, half an hour is skipped', 'Australia/Lord_Howe', '2026-10-04T02:10', '2026-10-03T15:30Z', '2026-10-03T15:30Z'],
    ['Lord Howe, half an hour comes twice', 'Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45Z', '2026-04-04T15:15Z'],
    ['New York, 02:30 does not exist', 'America/New_York', '2026-03-08T02:30', '2026-03-08T07:00Z', '2026-03-08T07:00Z'],
    ['New York, 01:30 comes twice', 'America/New_York', '2026-11-01T01:30', '2026-11-01T05:30Z', '2026-11-01T06:30Z'],
    ['Apia, a day that never was', 'Pacific/Apia', '2011-12-30T12:00', '2011-12-30T10:00Z', '2011-12-30T10:00Z'],
    ['an ordinary morning', 'Europe/Tallinn', '2026-02-20T16:30', '2026-02-20T14:30Z', '2026-02-20T14:30Z'],
  ])('%s', (_, zone, wall, start, end) => {
    expect(toInstant(wall, zone, 'start')).toEqual(new Date(start));
    expect(toInstant(wall, zone, 'end')).toEqual(new Date(end));
  });

  test.each([
    ['a day begins at midnight', 'Europe/Tallinn', '2026-02-20', '2026-02-19T22:00Z'],
    ['in Santiago it once begins at 01:00', 'America/Santiago', '2026-09-06', '2026-09-06T04:00Z'],
    ['in Havana midnight comes twice, and the day begins at the first', 'America/Havana', '2026-11-01', '2026-11-01T04:00Z'],
  ])('%s', (_, zone, date, start) => {
    expect(startOfDay(date, zone)).toEqual(new Date(start));
  });

  test('is read off an instant, with its day of the week', () => {
    expect(wallTime(new Date('2026-02-20T23:05Z'), 'Asia/Kolkata')).toEqual({ date: '2026-02-21', time: '04:35', weekday: 5 });
  });
});

test.each([
  ['Europe/Tallinn', true],
  ['UTC', true],
  ['Europe/Talinn', false],
  ['+02:00', false],
  ['', false],
])('“%s” is a time zone: %s', (name, is) => {
  expect(isTimeZone(name)).toBe(is);
});

test.each([
  ['tall', ['Europe/Tallinn']],
  ['new y', ['America/New_York']],
  ['Kyiv', ['Europe/Kyiv']],
  ['kolk', ['Asia/Kolkata']],
  ['utc', ['UTC']],
  ['nowhere', []],
])('looking for “%s” finds %j', (words, zones) => {
  expect(searchZones(words)).toEqual(zones);
});

test('a city that begins with the words comes before one that holds them', () => {
  expect(searchZones('para')).toEqual(['America/Paramaribo']);
  expect(searchZones('mar')[0]).toMatch(/\/Mar/);
  expect(searchZones('')).toHaveLength(100);
});
