import { pausedUntil, pauses } from '../../../sandbox/page/text/pause';
import { person } from './people';

describe('how long one may pause notifications', () => {
  const offered = (now: string, zone = 'Europe/Tallinn') =>
    Object.fromEntries(pauses({ zone, now: new Date(now) }).map(({ id, until, note }) => [id, [until.toISOString(), note]]));

  test('an hour ends in an hour, a day in the morning', () => {
    expect(offered('2026-11-25T10:00:00Z')).toEqual({
      '30m': ['2026-11-25T10:30:00.000Z', '12:30'],
      '1h': ['2026-11-25T11:00:00.000Z', '13:00'],
      '2h': ['2026-11-25T12:00:00.000Z', '14:00'],
      tomorrow: ['2026-11-26T07:00:00.000Z', 'Tomorrow at 09:00'],
      week: ['2026-11-30T07:00:00.000Z', 'Nov 30 at 09:00'],
    });
  });

  test.each([
    ['on a Sunday next week is tomorrow', '2026-11-29T10:00:00Z', '2026-11-30T07:00:00.000Z'],
    ['on a Monday it is in seven days', '2026-11-30T10:00:00Z', '2026-12-07T07:00:00.000Z'],
    ['over the night when the clocks change it is 09:00 all the same', '2026-10-24T10:00:00Z', '2026-10-26T07:00:00.000Z'],
  ])('%s', (_, now, monday) => {
    expect(offered(now).week?.[0]).toBe(monday);
  });

  test('late in the evening two hours end tomorrow, and the menu says so', () => {
    expect(offered('2026-11-25T21:00:00Z')['2h']?.[1]).toBe('Tomorrow at 01:00');
  });
});

test.each([
  ['2026-11-25T09:59:59Z', true],
  ['2026-11-25T10:00:00Z', false],
])('a pause until 10:00 holds at %s: %s', (now, holds) => {
  const bo = person('U2', 'bo', 'Bo Lindqvist', { snoozedUntil: '2026-11-25T10:00:00.000Z' });
  expect(pausedUntil(bo, new Date(now)) !== null).toBe(holds);
});

test('nobody, and who never paused, is not paused', () => {
  expect(pausedUntil(undefined, new Date())).toBeNull();
  expect(pausedUntil(person('U2', 'bo', 'Bo Lindqvist'), new Date())).toBeNull();
});
