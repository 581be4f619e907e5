import { absenceMistake, isLong } from '../../../src/domain/calendar/absences';

const at = (text: string) => new Date(text);
const now = at('2026-03-02T10:00Z');

test.each([
  ['tomorrow', '2026-03-03T00:00Z', '2026-03-04T00:00Z', null],
  ['since yesterday', '2026-03-01T00:00Z', '2026-03-04T00:00Z', null],
  ['backwards', '2026-03-04T00:00Z', '2026-03-03T00:00Z', 'ends_before'],
  ['no time at all', '2026-03-04T00:00Z', '2026-03-04T00:00Z', 'ends_before'],
  ['last week', '2026-02-20T00:00Z', '2026-02-27T00:00Z', 'over'],
  ['three years', '2026-03-04T00:00Z', '2029-03-04T00:00Z', null],
  ['for ever', '2026-03-04T00:00Z', '2031-03-04T00:00Z', 'too_long'],
])('away %s', (_, start, end, mistake) => {
  expect(absenceMistake({ start: at(start), end: at(end) }, now)).toBe(mistake);
});

test.each([
  ['three weeks', '2026-03-02T00:00Z', '2026-03-23T00:00Z', 'Europe/Lisbon', false],
  ['three weeks and a day', '2026-03-02T00:00Z', '2026-03-24T00:00Z', 'Europe/Lisbon', true],
  ['three weeks over the night that is 25 hours long', '2026-10-11T23:00Z', '2026-11-02T00:00Z', 'Europe/Lisbon', false],
  ['an hour more than three weeks over the night that is 23 hours long', '2026-03-16T00:00Z', '2026-04-06T00:00Z', 'Europe/Lisbon', true],
])('%s', (_, start, end, zone, long) => {
  expect(isLong({ start: at(start), end: at(end) }, zone, 21)).toBe(long);
});
