import { mondayOf } from '../../../src/domain/rotation/iso-week';
import { readWeek } from '../../../src/domain/rotation/week-definition';

const read = (json: unknown) => {
  const result = readWeek(json);
  return result.ok ? result.value : [result.path, result.problem];
};

const rota = { zone: 'Europe/Lisbon', week: '2026-W25' };
const withAna = (ana: object) => ({ ...rota, members: [{ id: 'ana', ...ana }] });
const anaOf = (json: object) => {
  const result = readWeek(json);
  return result.ok ? result.value.members[0] : [result.path, result.problem];
};

const hours = 'Say it like Mon-Fri 09:00-17:00.';
const instants = 'Say it like 2026-03-02T09:00, or with an offset like 2026-03-02T09:00Z.';
const days = (iso: string) => Date.parse(iso) / 86_400_000;

test('what is not said has a default', () => {
  expect(read(rota)).toEqual({
    zone: 'Europe/Lisbon',
    monday: days('2026-06-15'),
    firstMonday: days('2026-06-15'),
    every: 1,
    length: 30,
    hours: [0, 1, 2, 3, 4].map((day) => ({ day, from: 540, to: 1020 })),
    need: 0,
    max: 2,
    members: [],
  });
  expect(anaOf(withAna({}))).toEqual({
    ...{ id: 'ana', zone: 'Europe/Lisbon', best: [], ratherNot: [], never: [], lastSeat: null, lastRatherNot: null },
    ...{ joinOrder: 0, owed: false, due: null, from: null, until: null, inactive: false, taken: [] },
  });
});

test('null is as good as not said, where somebody may have nothing to say', () => {
  const nothing = { zone: null, lastSeat: null, lastRatherNot: null, joinOrder: null, due: null, from: null, until: null };
  expect(read({ ...withAna(nothing), firstWeek: null })).toEqual(read(withAna({})));
});

test('at most is never below at least when only that is said', () => {
  expect(read({ ...rota, need: 3 })).toMatchObject({ need: 3, max: 3 });
});

test.each([
  ['Tue 10:00', 1 * 1440 + 600],
  ['sunday 9', 6 * 1440 + 540],
  ['Mon 0:00', 0],
  ['Wed 23:30', 2 * 1440 + 1410],
])('the last sitting “%s” is minute %i of the week', (lastSeat, minute) => {
  expect(anaOf(withAna({ lastSeat }))).toMatchObject({ lastSeat: minute });
});

test('preferences are hours of the member, to the end of the day', () => {
  expect(anaOf(withAna({ zone: 'Asia/Tokyo', never: ['Wed 00:00-24:00'], best: ['Tue 9-12', 'Mon 22-2'] }))).toMatchObject({
    zone: 'Asia/Tokyo',
    never: [{ day: 2, from: 0, to: 1440 }],
    best: [
      { day: 0, from: 1320, to: 1560 },
      { day: 1, from: 540, to: 720 },
    ],
  });
});

test.each<[string, object, string, string]>([
  ['a date is the start of that day', { absences: [{ from: '2026-06-16', to: '2026-06-17' }] }, '2026-06-15T15:00Z', '2026-06-16T15:00Z'],
  [
    'absences are on the clock of the member',
    { absences: [{ from: '2026-06-16T09:00', to: '2026-06-16T17:00', forgiven: true }] },
    '2026-06-16T00:00Z',
    '2026-06-16T08:00Z',
  ],
  [
    'other shifts on that of the rotation',
    { busy: [{ start: '2026-06-16T09:00', end: '2026-06-16T17:00' }] },
    '2026-06-16T08:00Z',
    '2026-06-16T16:00Z',
  ],
  [
    'an offset is an offset',
    { busy: [{ start: '2026-06-16T09:00:00Z', end: '2026-06-16T09:00:30.500-03:00' }] },
    '2026-06-16T09:00Z',
    '2026-06-16T12:00:30.500Z',
  ],
  [
    'in an hour that comes twice a start is the first, an end the last',
    { busy: [{ start: '2026-10-25T01:00', end: '2026-10-25T01:30' }] },
    '2026-10-25T00:00Z',
    '2026-10-25T01:30Z',
  ],
])('%s', (_, facts, start, end) => {
  const named = Object.fromEntries(Object.entries(facts).map(([key, all]) => [key, all.map((one: object) => ({ member: 'ana', ...one }))]));
  expect(anaOf({ ...withAna({ zone: 'Asia/Tokyo' }), ...named })).toMatchObject({
    taken: [{ start: Date.parse(start), end: Date.parse(end) }],
  });
});

test.each<[string, unknown, string, string]>([
  ['no object', null, '', 'Give an object, in curly braces.'],
  ['a list', [], '', 'Give an object, in curly braces.'],
  ['no zone', { week: '2026-W25' }, 'zone', 'Give a time zone, like Europe/Lisbon.'],
  ['an unknown zone', { ...rota, zone: 'Europe/Lisboa' }, 'zone', 'There is no time zone “Europe/Lisboa”. Say it like Europe/Lisbon.'],
  ['an offset as a zone', { ...rota, zone: '+01:00' }, 'zone', 'There is no time zone “+01:00”. Say it like Europe/Lisbon.'],
  ['no week', { zone: 'UTC' }, 'week', 'Say the week like 2026-W25.'],
  ['a date as a week', { ...rota, week: '2026-06-15' }, 'week', 'Say the week like 2026-W25.'],
  ['a week that does not exist', { ...rota, week: '2025-W53' }, 'week', 'Say the week like 2026-W25.'],
  ['a first week that is none', { ...rota, firstWeek: 'W25' }, 'firstWeek', 'Say the week like 2026-W25.'],
  ['every half week', { ...rota, every: 0.5 }, 'every', 'Give a whole number from 1 to 52.'],
  ['every 0 weeks', { ...rota, every: 0 }, 'every', 'Give a whole number from 1 to 52.'],
  ['20 minutes', { ...rota, length: 20 }, 'length', 'A sitting is 30, 45 or 60 minutes long.'],
  ['a length in words', { ...rota, length: '30' }, 'length', 'A sitting is 30, 45 or 60 minutes long.'],
  ['hours as a text', { ...rota, hours: 'Mon-Fri 09:00-17:00' }, 'hours', 'Say it as a list, like ["Mon-Fri 09:00-17:00"].'],
  ['no hours', { ...rota, hours: [] }, 'hours', hours],
  ['hours that cannot be read', { ...rota, hours: ['Mon 9-12', 'whenever'] }, 'hours[1]', hours],
  ['hours that are no text', { ...rota, hours: [9] }, 'hours[0]', hours],
  [
    'more windows than a week should have',
    { ...rota, hours: Array.from({ length: 51 }, tenMinutes) },
    'hours',
    'At most 50 windows a week.',
  ],
  ['fewer than nobody', { ...rota, need: -1 }, 'need', 'Give a whole number from 0 to 1,000.'],
  ['no places', { ...rota, max: 0 }, 'max', 'Give a whole number from 1 to 1,000.'],
  ['at most below at least', { ...rota, need: 2, max: 1 }, 'max', 'At most is not below at least, which is 2.'],
  ['members by name', { ...rota, members: ['ana'] }, 'members[0]', 'Give an object, in curly braces.'],
  ['a member without id', { ...rota, members: [{}] }, 'members[0].id', 'Give an id.'],
  ['an empty id', { ...rota, members: [{ id: '' }] }, 'members[0].id', 'Give an id.'],
  ['one id twice', { ...rota, members: ['ana', 'ben', 'ana'].map((id) => ({ id })) }, 'members[2].id', '“ana” is there twice.'],
  ['too many', { ...rota, members: Array.from({ length: 1001 }, (_, n) => ({ id: `p${n}` })) }, 'members', 'At most 1,000 people.'],
  ['a zone of a member', withAna({ zone: 'Lisbon' }), 'members[0].zone', 'There is no time zone “Lisbon”. Say it like Europe/Lisbon.'],
  ['a best time', withAna({ best: ['Tue 9-12', 'Tuesdays'] }), 'members[0].best[1]', hours],
  ['a best time that is none', withAna({ best: 'Always' }), 'members[0].best', 'Say it as a list, like ["Mon-Fri 09:00-17:00"].'],
  ['24:00 as a start', withAna({ never: ['Wed 24:00-10:00'] }), 'members[0].never[0]', hours],
  ['a last sitting of two days', withAna({ lastSeat: 'Mon,Tue 10:00' }), 'members[0].lastSeat', 'Say it like Tue 10:00.'],
  ['a last sitting with an end', withAna({ lastSeat: 'Tue 10:00-10:30' }), 'members[0].lastSeat', 'Say it like Tue 10:00.'],
  ['a last sitting without a day', withAna({ lastSeat: '10:00' }), 'members[0].lastSeat', 'Say it like Tue 10:00.'],
  ['a week of rather not', withAna({ lastRatherNot: true }), 'members[0].lastRatherNot', 'Say the week like 2026-W25.'],
  ['a join order', withAna({ joinOrder: -1 }), 'members[0].joinOrder', 'Give a whole number from 0 to 1,000,000.'],
  ['owed in words', withAna({ owed: 'yes' }), 'members[0].owed', 'Say true or false.'],
  ['a join that is no time', withAna({ from: 'May' }), 'members[0].from', instants],
  ['a day that does not exist', absent('2026-02-30', '2026-03-01'), 'absences[0].from', instants],
  ['an hour that does not exist', absent('2026-06-15T24:00', '2026-06-16'), 'absences[0].from', instants],
  ['an absence of no day', absent('2026-06-15', '2026-06-15'), 'absences[0].to', 'The end comes after the start.'],
  [
    'a shift without an end',
    { ...rota, busy: [{ member: 'ana', start: '2026-06-15' }] },
    'busy[0].end',
    'Give a time, like 2026-06-15T09:00.',
  ],
  ['an unknown key', { ...rota, lenght: 30 }, 'lenght', 'There is no “lenght” here. Look how it is spelled, or leave it out.'],
  [
    'an unknown key of a member',
    withAna({ bests: [] }),
    'members[0].bests',
    'There is no “bests” here. Look how it is spelled, or leave it out.',
  ],
])('%s is refused with its place and the mend', (_, json, path, problem) => {
  expect(read(json)).toEqual([path, problem]);
});

test.each([
  ['2026-W25', '2026-06-15'],
  ['2026-W01', '2025-12-29'],
  ['2026-W53', '2026-12-28'],
  ['2027-W01', '2027-01-04'],
  ['2024-W01', '2024-01-01'],
  ['2020-W53', '2020-12-28'],
])('%s begins on %s', (week, monday) => {
  expect(mondayOf(week)).toBe(days(monday));
});

test.each(['2026-W00', '2026-W54', '2025-W53', '2026-W1', '2026W25', '26-W25', '2026-w25', ''])('“%s” is no week', (week) => {
  expect(mondayOf(week)).toBeNull();
});

function tenMinutes(_: unknown, n: number): string {
  return `${['Mon', 'Tue', 'Wed'][n % 3]} ${Math.floor(n / 3)}:00-${Math.floor(n / 3)}:10`;
}

function absent(from: string, to: string) {
  return { ...rota, absences: [{ member: 'ana', from, to }] };
}
