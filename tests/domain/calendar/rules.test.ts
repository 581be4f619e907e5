import { addCounted, countedMs, isOpen, nextOpening, openIntervals, workingDaysLater } from '../../../src/domain/calendar/rules';
import { toInstant } from '../../../src/domain/calendar/zone';
import { calendar, hours, minutes } from './support';

const zone = 'Europe/Tallinn';
const at = (wall: string) => toInstant(wall, zone);

describe('a week in Tallinn with a short day and a holiday', () => {
  const tallinn = calendar(
    zone,
    ['Mon-Fri 09:00-12:00, 13:00-17:00'],
    [
      {
        date: '2026-02-23',
        name: 'Short day',
        hours: [
          ['09:00', '12:00'],
          ['13:00', '14:00'],
        ],
      },
      { date: '2026-02-24', name: 'Independence Day' },
    ],
  );

  test.each([
    ['30 minutes from Friday 16:30 end when the squad closes, not on Monday', '2026-02-20T16:30', minutes(30), '2026-02-20T17:00'],
    ['8 hours from Friday 16:30 end on Wednesday', '2026-02-20T16:30', hours(8), '2026-02-25T13:30'],
    ['60 minutes from Saturday end on Monday 10:00', '2026-02-21T10:00', minutes(60), '2026-02-23T10:00'],
    ['nothing from Saturday is Saturday', '2026-02-21T10:00', 0, '2026-02-21T10:00'],
    ['a limit reached at lunch ends when lunch begins', '2026-02-20T09:00', hours(3), '2026-02-20T12:00'],
    ['a second more ends a second after lunch', '2026-02-20T09:00', hours(3) + 1000, '2026-02-20T13:00:01'],
    ['one minute before closing is still that day', '2026-02-20T16:59', minutes(2), '2026-02-23T09:01'],
  ])('%s', (_, from, ms, due) => {
    expect(addCounted(tallinn, at(from), ms)).toEqual(at(due));
  });

  test('a page a counted hour: Friday 16:30, then Monday 09:30, 10:30, 11:30', () => {
    const pages = [1, 2, 3].map((gaps) => addCounted(tallinn, at('2026-02-20T16:30'), gaps * hours(1)));
    expect(pages).toEqual([at('2026-02-23T09:30'), at('2026-02-23T10:30'), at('2026-02-23T11:30')]);
  });

  test('the open time between Friday and Wednesday, piece by piece', () => {
    expect(openIntervals(tallinn, at('2026-02-20T16:30'), at('2026-02-25T13:30'))).toEqual(
      [
        ['2026-02-20T16:30', '2026-02-20T17:00'],
        ['2026-02-23T09:00', '2026-02-23T12:00'],
        ['2026-02-23T13:00', '2026-02-23T14:00'],
        ['2026-02-25T09:00', '2026-02-25T12:00'],
        ['2026-02-25T13:00', '2026-02-25T13:30'],
      ].map(([from, to]) => ({ from: at(from as string), to: at(to as string) })),
    );
  });

  test.each([
    ['raised at 22:00, the squad opens next morning at 9', '2026-02-19T22:00', '2026-02-20T09:00'],
    ['raised while open, at once', '2026-02-20T09:00', '2026-02-20T09:00'],
    ['raised at closing time, after the weekend', '2026-02-20T17:00', '2026-02-23T09:00'],
    ['raised on the short day after 14:00, after the holiday', '2026-02-23T14:00', '2026-02-25T09:00'],
  ])('%s', (_, from, opening) => {
    expect(nextOpening(tallinn, at(from))).toEqual(at(opening));
  });

  test.each([
    ['one working day after Friday is Monday', '2026-02-20T16:30', 1, '2026-02-23T16:30'],
    ['two skip the holiday', '2026-02-20T16:30', 2, '2026-02-25T16:30'],
    ['from Saturday the first is Monday', '2026-02-21T03:00', 1, '2026-02-23T03:00'],
    ['none is now', '2026-02-21T03:00', 0, '2026-02-21T03:00'],
  ])('%s', (_, from, days, later) => {
    expect(workingDaysLater(tallinn, at(from), days)).toEqual(at(later));
  });
});

describe('the nights the clocks change', () => {
  test.each([
    ['New York, a usual night', 'America/New_York', '01:00-04:00', '2026-03-07', hours(3)],
    ['New York, an hour is skipped', 'America/New_York', '01:00-04:00', '2026-03-08', hours(2)],
    ['New York, an hour comes twice', 'America/New_York', '01:00-04:00', '2026-11-01', hours(4)],
    ['Santiago, a day that begins at 01:00', 'America/Santiago', '00:00-24:00', '2026-09-06', hours(23)],
    ['Santiago, the day before winter is an hour longer', 'America/Santiago', '00:00-24:00', '2026-04-04', hours(25)],
    ['Lord Howe, half an hour comes twice', 'Australia/Lord_Howe', '01:00-03:00', '2026-04-05', hours(2.5)],
    ['Lord Howe, half an hour is skipped', 'Australia/Lord_Howe', '01:00-03:00', '2026-10-04', hours(1.5)],
    ['London, over the night into winter', 'Europe/London', '22:00-06:00', '2026-10-24', hours(9)],
    ['London, over the night into summer', 'Europe/London', '22:00-06:00', '2026-03-28', hours(7)],
    ['Cairo, a Friday that begins at 01:00', 'Africa/Cairo', '00:00-24:00', '2026-04-24', hours(23)],
    ['Cairo, a Thursday of 25 hours', 'Africa/Cairo', '00:00-24:00', '2026-10-29', hours(25)],
    ['Madrid, hours that do not exist that night', 'Europe/Madrid', '02:15-02:45', '2026-03-29', 0],
    ['Madrid, hours that exist twice run from the first start to the last end', 'Europe/Madrid', '02:15-02:45', '2026-10-25', hours(1.5)],
  ])('%s', (_, timeZone, span, date, counted) => {
    const [from = '', to = ''] = span.split('-');
    const onThatDay = calendar(timeZone, [], [{ date, hours: [[from, to]] }]);
    const day = toInstant(date, timeZone).getTime();
    expect(countedMs(onThatDay, new Date(day - hours(48)), new Date(day + hours(72)))).toBe(counted);
  });

  test('Santiago 6 September 2026: the day is open from 01:00, the first instant there is', () => {
    const santiago = calendar('America/Santiago', [], [{ date: '2026-09-06', hours: [['00:00', '24:00']] }]);
    const [day] = openIntervals(santiago, new Date('2026-09-05T00:00Z'), new Date('2026-09-08T00:00Z'));
    expect(day).toEqual({ from: new Date('2026-09-06T04:00Z'), to: new Date('2026-09-07T03:00Z') });
  });

  test('two stretches that share an hour which comes twice are counted once', () => {
    const newYork = calendar('America/New_York', ['Sun 00:30-01:15', 'Sun 01:20-02:00']);
    const [from, to] = [new Date('2026-11-01T00:00Z'), new Date('2026-11-02T00:00Z')];
    expect(openIntervals(newYork, from, to)).toEqual([{ from: new Date('2026-11-01T04:30Z'), to: new Date('2026-11-01T07:00Z') }]);
    expect(countedMs(newYork, from, to)).toBe(hours(2.5));
  });

  test('open around the clock is one stretch, whatever the clocks do', () => {
    const always = calendar('Europe/London', ['Always']);
    const [from, to] = [new Date('2026-01-01T00:00Z'), new Date('2027-01-01T00:00Z')];
    expect(openIntervals(always, from, to)).toEqual([{ from, to }]);
    expect(addCounted(always, from, hours(24 * 365))).toEqual(to);
  });

  test('a nudge due at 02:30 on the night without a 02:30 comes at the first instant after the gap', () => {
    const newYork = calendar('America/New_York', ['Daily 00:00-24:00']);
    expect(workingDaysLater(newYork, new Date('2026-03-07T07:30Z'), 1)).toEqual(new Date('2026-03-08T07:00Z'));
  });
});

describe('closed', () => {
  const nobody = calendar(zone, []);

  test('a calendar that is never open never gets there', () => {
    expect(addCounted(nobody, at('2026-01-01'), minutes(1))).toBeNull();
    expect(nextOpening(nobody, at('2026-01-01'))).toBeNull();
    expect(workingDaysLater(nobody, at('2026-01-01'), 1)).toBeNull();
    expect(countedMs(nobody, at('2026-01-01'), at('2028-01-01'))).toBe(0);
  });

  test('an opening 366 days ahead is waited for, one later is not', () => {
    const once = (date: string) => calendar(zone, [], [{ date, hours: [['09:00', '17:00']] }]);
    expect(nextOpening(once('2027-01-02'), at('2026-01-01T12:00'))).toEqual(at('2027-01-02T09:00'));
    expect(nextOpening(once('2027-01-03'), at('2026-01-01T12:00'))).toBeNull();
  });

  test('an exception may open a Saturday, and a night belongs to the evening it starts on', () => {
    const nights = calendar(zone, ['Mon-Fri 22:00-06:00'], [{ date: '2026-02-21', hours: [['10:00', '12:00']] }, { date: '2026-02-20' }]);
    expect(isOpen(nights, at('2026-02-20T05:59'))).toBe(true); // Thursday's night
    expect(isOpen(nights, at('2026-02-20T06:00'))).toBe(false);
    expect(isOpen(nights, at('2026-02-21T05:00'))).toBe(false); // Friday has no night this week
    expect(isOpen(nights, at('2026-02-21T11:00'))).toBe(true);
  });

  test('time that has not begun counts nothing', () => {
    expect(countedMs(calendar(zone, ['Always']), at('2026-02-20'), at('2026-02-19'))).toBe(0);
  });
});

test('a year of hours has two intervals on each of its working days', () => {
  const newYork = calendar('America/New_York', ['Mon-Fri 09:00-12:00, 13:00-17:00']);
  expect(openIntervals(newYork, new Date('2026-01-01T00:00Z'), new Date('2027-01-01T00:00Z'))).toHaveLength(522);
});
