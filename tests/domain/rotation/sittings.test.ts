import fc from 'fast-check';
import { planWeek, slotsOf, type Week } from '../../../src/domain/rotation/sittings';
import { readWeek, writeWeek } from '../../../src/domain/rotation/week-definition';
import { iso } from './support';

type Json = Record<string, unknown>;

const lisbon = { zone: 'Europe/Lisbon', week: '2026-W25' };
const oneSlot = { ...lisbon, hours: ['Tue 10:00-10:30'] };

function weekOf(json: Json): Week {
  const read = readWeek(json);
  if (!read.ok) throw new Error(`${read.path}: ${read.problem}`);
  return read.value;
}

const planned = (json: Json) => writeWeek(planWeek(weekOf(json)));

/** `ana 2026-06-16T09:00 3`, in UTC. */
const seatsOf = (json: Json): string[] => planned(json).seats.map(({ member, start, cost }) => `${member} ${start.slice(0, 16)} ${cost}`);

/** Starts of the slots, in UTC. */
const startsOf = (json: Json): string[] => slotsOf(weekOf(json)).map(({ start }) => iso(start));

const onMonday = (time: string) => `2026-06-15T${time}`;
const onMarch29 = (time: string) => `2026-03-29T${time}`;
const onOctober25 = (time: string) => `2026-10-25T${time}`;

test('Ana keeps her best time, Ben sits after her, Cy sits where she sat', () => {
  const rota = JSON.parse(
    '{"zone":"Europe/Lisbon","week":"2026-W25","length":30,"hours":["Tue 10:00-11:00","Wed 15:00-15:30"],"need":1,"max":1,"members":[{"id":"ana","best":["Tue 10:00-10:30"],"never":["Wed 00:00-24:00"],"lastSeat":"Tue 10:00"},{"id":"ben","best":["Tue 10:00-10:30"]},{"id":"cy","ratherNot":["Tue 10:00-11:00"],"lastSeat":"Wed 15:00"}]}',
  );
  expect(JSON.stringify(planned(rota))).toBe(
    '{"seats":[{"member":"ana","start":"2026-06-16T09:00:00Z","end":"2026-06-16T09:30:00Z","cost":0},{"member":"ben","start":"2026-06-16T09:30:00Z","end":"2026-06-16T10:00:00Z","cost":3},{"member":"cy","start":"2026-06-17T14:00:00Z","end":"2026-06-17T14:30:00Z","cost":2}],"unseated":[],"unfilled":[],"cost":5}',
  );
});

describe('what a seat on Tuesday at 10:00 costs', () => {
  test.each<[string, Json, number]>([
    ['nothing said, never sat', {}, 3],
    ['nothing said, sat there last', { lastSeat: 'Tue 10:00' }, 2],
    ['sat at another time last', { lastSeat: 'Tue 10:30' }, 3],
    ['sat on another day last', { lastSeat: 'Wed 10:00' }, 3],
    ['a best time', { best: ['Tue 09:00-12:00'] }, 1],
    ['a best time, sat there last', { best: ['Tue 10:00-10:30'], lastSeat: 'tue 10' }, 0],
    ['half of it a best time', { best: ['Tue 10:00-10:15'] }, 3],
    ['two best times that touch in it', { best: ['Tue 9:00-10:15', 'Tue 10:15-11:00'] }, 1],
    ['a best time in another zone', { best: ['Tue 06:00-06:30'], zone: 'America/Sao_Paulo' }, 1],
    ['rather not', { ratherNot: ['Mon-Fri 08:00-18:00'] }, 9],
    ['rather not, for a quarter of it', { ratherNot: ['Tue 10:15-11:00'] }, 9],
    ['rather not, although it is best', { best: ['Always'], ratherNot: ['Tue 10:00-10:30'] }, 9],
    ['rather not, after one last week', { ratherNot: ['Always'], lastRatherNot: '2026-W24' }, 17],
    ['rather not, after one four weeks ago', { ratherNot: ['Always'], lastRatherNot: '2026-W21' }, 17],
    ['rather not, after one five weeks ago', { ratherNot: ['Always'], lastRatherNot: '2026-W20' }, 9],
    ['rather not, after one in the week that is planned', { ratherNot: ['Always'], lastRatherNot: '2026-W25' }, 9],
    ['rather not, sat there last', { ratherNot: ['Always'], lastSeat: 'Tue 10:00' }, 8],
    ['not possible just before and just after', { never: ['Tue 00:00-10:00', 'Tue 10:30-24:00'] }, 3],
  ])('%s: %j', (_, member, cost) => {
    expect(planned({ ...oneSlot, members: [{ id: 'ana', ...member }] }).seats.map((seat) => seat.cost)).toEqual([cost]);
  });
});

describe('nobody is seated', () => {
  test.each<[string, Json, Json]>([
    ['at a time that is not possible', { never: ['Tue 10:00-10:30'] }, {}],
    ['where one minute is not possible', { never: ['Tue 10:29-11:00'] }, {}],
    ['where it is best and not possible', { best: ['Always'], never: ['Always'] }, {}],
    ['in a night that runs into it', { never: ['Mon 22:00-10:01'] }, {}],
    ['while away', {}, { absences: [{ member: 'ana', from: '2026-06-16', to: '2026-06-17' }] }],
    [
      'while away on their own clock',
      { zone: 'Asia/Tokyo' },
      { absences: [{ member: 'ana', from: '2026-06-16T18:15', to: '2026-06-17' }] },
    ],
    ['while busy elsewhere', {}, { busy: [{ member: 'ana', start: '2026-06-16T10:15', end: '2026-06-16T11:00' }] }],
    ['before they join', { from: '2026-06-16T10:15' }, { hours: ['Tue 10:00-10:30', 'Tue 10:30-10:45'] }],
  ])('%s', (_, member, more) => {
    const { seats, unseated } = planned({ ...oneSlot, ...more, members: [{ id: 'ana', ...member }] });
    expect([seats, unseated]).toEqual([[], ['ana']]);
  });
});

test.each<[string, Json]>([
  ['an absence that ends when it begins', { absences: [{ member: 'ana', from: '2026-06-15', to: '2026-06-16T10:00' }] }],
  ['a shift that starts when it ends', { busy: [{ member: 'ana', start: '2026-06-16T09:30Z', end: '2026-06-16T12:00Z' }] }],
  ["somebody else's absence", { absences: [{ member: 'ben', from: '2026-06-15', to: '2026-06-20' }] }],
])('%s takes no seat away', (_, more) => {
  expect(seatsOf({ ...oneSlot, ...more, members: [{ id: 'ana' }] })).toEqual(['ana 2026-06-16T09:00 3']);
});

describe('who is due', () => {
  const dueIn = (week: string, rota: Json, member: Json) => {
    const { seats, unseated } = planned({ ...oneSlot, week, ...rota, members: [{ id: 'ana', ...member }] });
    return seats.length + unseated.length > 0;
  };
  const every2 = { every: 2, firstWeek: '2026-W24' };
  test.each<[string, string, Json, Json, boolean]>([
    ['every week', '2026-W25', {}, {}, true],
    ['the first week of two', '2026-W24', every2, { joinOrder: 0 }, true],
    ['the week after', '2026-W25', every2, { joinOrder: 0 }, false],
    ['the week after, joined second', '2026-W25', every2, { joinOrder: 1 }, true],
    ['a week later still, joined second', '2026-W26', every2, { joinOrder: 1 }, false],
    ['the third of four that joined, in the second week', '2026-W25', { every: 4, firstWeek: '2026-W24' }, { joinOrder: 3 }, true],
    ['over the end of a year of 53 weeks', '2027-W01', { every: 2, firstWeek: '2026-W52' }, {}, true],
    ['before the first week, counted back', '2026-W22', every2, {}, true],
    ['a missed one is owed', '2026-W25', every2, { owed: true }, true],
    ['said to be due', '2026-W25', every2, { due: true }, true],
    ['said not to be due, although one is owed', '2026-W25', {}, { due: false, owed: true }, false],
    ['deactivated', '2026-W25', {}, { inactive: true, due: true }, false],
    ['joins after the week', '2026-W25', {}, { from: '2026-06-22' }, false],
    ['has left before the week', '2026-W25', {}, { until: '2026-06-15' }, false],
  ])('%s', (_, week, rota, member, due) => {
    expect(dueIn(week, rota, member)).toBe(due);
  });

  test('without a join order people take turns by id', () => {
    const members = ['dee', 'ana', 'cy', 'ben'].map((id) => ({ id }));
    const inWeek = (week: string) =>
      planned({ ...oneSlot, ...every2, week, members })
        .seats.map(({ member }) => member)
        .sort();
    expect([inWeek('2026-W24'), inWeek('2026-W25')]).toEqual([
      ['ana', 'cy'],
      ['ben', 'dee'],
    ]);
  });
});

describe('slots', () => {
  test.each<[string, Json, string[]]>([
    ['tile the hours', { hours: ['Tue 10:00-11:00'] }, ['2026-06-16T09:00', '2026-06-16T09:30']],
    ['of 45 minutes leave half an hour over', { hours: ['Tue 10:00-12:00'], length: 45 }, ['2026-06-16T09:00', '2026-06-16T09:45']],
    ['of an hour do not fit into half of one', { hours: ['Tue 10:00-10:30', 'Wed 10:00-11:00'], length: 60 }, ['2026-06-17T09:00']],
    ['tile hours that touch as one', { hours: ['Tue 10:15-11:15', 'Tue 10:00-10:15'], length: 60 }, ['2026-06-16T09:00']],
    ['run into the night', { hours: ['Tue 23:30-00:30'] }, ['2026-06-16T22:30', '2026-06-16T23:00']],
    ['of Sunday night belong to the week that ends', { hours: ['Sun 23:30-00:30'] }, ['2026-06-21T22:30', '2026-06-21T23:00']],
    ['do not overlap where hours do', { hours: ['Mon 23:30-00:30', 'Tue 00:00-01:00'] }, ['22:30', '23:00', '23:30'].map(onMonday)],
    [
      'do not overlap those of the Sunday before',
      { hours: ['Sun 23:00-00:30', 'Mon 00:00-01:00'] },
      ['2026-06-14T23:30', '2026-06-21T22:00', '2026-06-21T22:30', '2026-06-21T23:00'],
    ],
    ['of a night in which an hour is skipped', { week: '2026-W13', hours: ['Sun 00:30-02:30'] }, ['00:30', '01:00'].map(onMarch29)],
    ['that begin in the skipped hour begin after it', { week: '2026-W13', hours: ['Sun 01:30-02:30'] }, ['01:00'].map(onMarch29)],
    [
      'of a night in which an hour comes twice',
      { week: '2026-W43', hours: ['Sun 01:00-02:00'] },
      ['00:00', '00:30', '01:00', '01:30'].map(onOctober25),
    ],
    [
      'keep to the wall clock through the week in which it changes',
      { week: '2026-W13', hours: ['Fri,Sun 10:00-10:30'] },
      ['2026-03-27T10:00', '2026-03-29T09:00'],
    ],
  ])('%s', (_, rota, starts) => {
    expect(startsOf({ ...lisbon, ...rota })).toEqual(starts);
  });

  test('of 30 minutes are 80 in an ordinary week, and 338 around the clock when an hour comes twice', () => {
    expect(startsOf(lisbon)).toHaveLength(80);
    expect(startsOf({ ...lisbon, week: '2026-W43', hours: ['Always'] })).toHaveLength(338);
  });
});

describe('a week in which the clocks change', () => {
  test('a best time follows the clock of the member: in Cairo noon is an hour earlier from Friday on', () => {
    const cairo = { id: 'ana', zone: 'Africa/Cairo', best: ['Thu,Fri 12:00-12:30'] };
    const on = (hours: string) => seatsOf({ zone: 'UTC', week: '2026-W17', hours: [hours], members: [cairo] });
    expect(['Thu 09:00-09:30', 'Thu 10:00-10:30', 'Fri 09:00-09:30', 'Fri 10:00-10:30'].flatMap(on)).toEqual([
      'ana 2026-04-23T09:00 3',
      'ana 2026-04-23T10:00 1',
      'ana 2026-04-24T09:00 1',
      'ana 2026-04-24T10:00 3',
    ]);
  });

  test('New York is an hour nearer for three weeks, and the best time with it', () => {
    const members = [{ id: 'ana', zone: 'America/New_York', best: ['Tue 09:00-09:30'] }];
    const inWeek = (week: string) => seatsOf({ ...lisbon, week, hours: ['Tue 08:00-20:00'], members });
    expect(['2026-W10', '2026-W11', '2026-W14'].flatMap(inWeek)).toEqual([
      'ana 2026-03-03T14:00 1',
      'ana 2026-03-10T13:00 1',
      'ana 2026-03-31T13:00 1',
    ]);
  });

  test('the last sitting is the same when its hour on the wall is', () => {
    const members = [{ id: 'ana', lastSeat: 'Sun 10:00' }];
    expect(seatsOf({ ...lisbon, week: '2026-W13', hours: ['Sun 09:00-11:00'], members })).toEqual(['ana 2026-03-29T09:00 2']);
  });

  test('what is not possible in a skipped hour takes nothing away', () => {
    const members = [{ id: 'ana', never: ['Sun 01:00-02:00'] }];
    expect(planned({ ...lisbon, week: '2026-W13', hours: ['Sun 00:30-02:30'], members }).unseated).toEqual([]);
  });

  test('what is not possible in an hour that comes twice is not possible from its first to its last', () => {
    const members = [{ id: 'ana', never: ['Sun 01:00-01:30'] }];
    expect(seatsOf({ ...lisbon, week: '2026-W43', hours: ['Sun 01:00-02:00'], members })).toEqual(['ana 2026-10-25T01:30 3']);
  });
});

describe('places', () => {
  const two = { ...lisbon, hours: ['Tue 10:00-11:00'] };
  const likes = (id: string, more: Json = {}) => ({ id, best: ['Tue 10:00-10:30'], ...more });

  test('above the need cost 10, 20 and 30', () => {
    const members = ['a', 'b', 'c'].map((id) => ({ id }));
    expect(planned({ ...oneSlot, max: 3, members }).cost).toBe(3 * 3 + 10 + 20 + 30);
    expect(planned({ ...oneSlot, need: 1, max: 3, members }).cost).toBe(3 * 3 + 10 + 20);
    expect(planned({ ...oneSlot, need: 3, max: 3, members }).cost).toBe(3 * 3);
  });

  test('spread people: a second place costs 10 more than another time', () => {
    expect(seatsOf({ ...two, members: [likes('a'), likes('b')] })).toEqual(['a 2026-06-16T09:00 1', 'b 2026-06-16T09:30 3']);
  });

  test('but not where the other time is worse than that', () => {
    const worse = (id: string) => likes(id, { ratherNot: ['Tue 10:30-11:00'], lastRatherNot: '2026-W23' });
    expect(seatsOf({ ...two, members: [worse('a'), worse('b')] })).toEqual(['a 2026-06-16T09:00 1', 'b 2026-06-16T09:00 1']);
  });

  test('that are needed come before any wish', () => {
    const members = [likes('a', { ratherNot: ['Tue 10:30-11:00'] }), likes('b', { ratherNot: ['Tue 10:30-11:00'] })];
    expect(seatsOf({ ...two, need: 1, members })).toEqual(['a 2026-06-16T09:00 1', 'b 2026-06-16T09:30 9']);
  });

  test('that are needed and stay empty are named like a gap', () => {
    expect(planned({ ...two, need: 2, members: [likes('a'), { id: 'b', never: ['Always'] }] })).toEqual({
      seats: [{ member: 'a', start: '2026-06-16T09:00:00Z', end: '2026-06-16T09:30:00Z', cost: 1 }],
      unseated: ['b'],
      unfilled: [
        { start: '2026-06-16T09:00:00Z', end: '2026-06-16T09:30:00Z', minutes: 30, need: 2, have: 1 },
        { start: '2026-06-16T09:30:00Z', end: '2026-06-16T10:00:00Z', minutes: 30, need: 2, have: 0 },
      ],
      cost: 1,
    });
  });

  test('nobody at all: every slot wants people', () => {
    expect(planned({ ...two, need: 1 })).toMatchObject({ seats: [], unseated: [], unfilled: [{ have: 0 }, { have: 0 }], cost: 0 });
  });
});

describe('seats', () => {
  test('go to as many as possible, whatever it costs the others', () => {
    const members = [
      { id: 'ana', best: ['Tue 10:00-10:30'], ratherNot: ['Tue 10:30-11:00'], lastRatherNot: '2026-W24', lastSeat: 'Tue 10:00' },
      { id: 'ben', ratherNot: ['Always'], lastRatherNot: '2026-W24', never: ['Tue 10:30-11:00'] },
    ];
    expect(seatsOf({ ...lisbon, hours: ['Tue 10:00-11:00'], max: 1, members })).toEqual([
      'ben 2026-06-16T09:00 17',
      'ana 2026-06-16T09:30 17',
    ]);
  });

  test('go to as many as possible, also when places that are needed stay empty for it', () => {
    const members = [
      { id: 'ana', never: ['Wed 00:00-24:00'] },
      { id: 'ben', never: ['Wed 00:00-24:00'] },
    ];
    const { seats, unfilled } = planned({ ...lisbon, hours: ['Tue 10:00-10:30', 'Wed 10:00-10:30'], need: 1, members });
    expect([seats.length, unfilled.length]).toEqual([2, 1]);
  });

  test('everybody moves on by one so that the last one is seated', () => {
    const clock = (half: number) => `${String(8 + Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`;
    const never = (n: number) => [`Tue 00:00-${clock(n)}`, `Tue ${clock(n + 2)}-24:00`];
    const chain = Array.from({ length: 20 }, (_, n) => ({
      id: `p${String(n).padStart(2, '0')}`,
      never: never(n),
      best: [`Tue ${clock(n)}-${clock(n + 1)}`],
    }));
    const late = { id: 'z', never: never(-1) };
    const { seats, unseated } = planned({ ...lisbon, hours: ['Tue 08:00-18:30'], max: 1, members: [...chain, late] });
    expect(seats.map(({ member }) => member)).toEqual(['z', ...chain.map(({ id }) => id)]);
    expect(unseated).toEqual([]);
  });

  test('among equals the first by id sits, and earlier', () => {
    const members = ['cy', 'ana', 'dee', 'ben'].map((id) => ({ id }));
    const plan = planned({ ...lisbon, hours: ['Tue 10:00-11:30'], max: 1, members });
    expect([plan.seats.map(({ member }) => member), plan.unseated]).toEqual([['ana', 'ben', 'cy'], ['dee']]);
  });

  test('nobody fits: all who are due are named by id', () => {
    expect(planned({ ...lisbon, length: 60, hours: ['Tue 10:00-10:30'], members: [{ id: 'b' }, { id: 'a' }] })).toEqual({
      seats: [],
      unseated: ['a', 'b'],
      unfilled: [],
      cost: 0,
    });
  });
});

describe('any small week', () => {
  const times = ['Mon 09:00', 'Tue 10:30', 'Thu 14:00', 'Sun 23:30'];
  const lines = ['Mon 09:00-09:30', 'Tue 10:30-11:00', 'Thu 14:00-14:30', 'Sun 23:30-24:00'];
  const wishes = ['best', 'unsaid', 'ratherNot', 'never'] as const;
  type Wish = (typeof wishes)[number];

  const person = fc.record({
    wishes: fc.array(fc.constantFrom<Wish>(...wishes), { minLength: 4, maxLength: 4 }),
    last: fc.constantFrom(...times, null),
    again: fc.boolean(),
  });
  const small = fc
    .record({
      people: fc.array(person, { minLength: 1, maxLength: 5 }),
      slots: fc.integer({ min: 1, max: 4 }),
      need: fc.nat(2),
      more: fc.nat(2),
    })
    .map((week) => ({ ...week, max: Math.max(1, week.need + week.more) }));
  type Small = typeof small extends fc.Arbitrary<infer T> ? T : never;

  const jsonOf = ({ people, slots, need, max }: Small): Json & { members: Json[] } => ({
    ...lisbon,
    hours: lines.slice(0, slots),
    need,
    max,
    members: people.map((one, n) => ({
      id: `p${n}`,
      lastSeat: one.last,
      lastRatherNot: one.again ? '2026-W22' : '2026-W17',
      ...Object.fromEntries(
        wishes
          .slice(0, 4)
          .filter((wish) => wish !== 'unsaid')
          .map((wish) => [wish, lines.filter((_, slot) => one.wishes[slot] === wish)]),
      ),
    })),
  });

  function seatCost({ people }: Small, n: number, slot: number): number {
    const { wishes: own, last, again } = people[n] as Small['people'][0];
    const wish = { best: 0, unsaid: 2, ratherNot: again ? 16 : 8, never: Number.POSITIVE_INFINITY }[own[slot] as Wish];
    return wish + (last === times[slot] ? 0 : 1);
  }

  /** Slots of each person, -1 is none. */
  function worthOf(week: Small, choice: number[]): { seated: number; total: number; needed: number } {
    const worth = { seated: 0, total: 0, needed: 0 };
    const have = lines.map(() => 0);
    for (const [n, slot] of choice.entries()) {
      if (slot < 0) continue;
      const taken = have[slot] as number;
      const isNeeded = taken < week.need;
      worth.seated += 1;
      worth.needed += isNeeded ? 1 : 0;
      worth.total +=
        taken >= week.max ? Number.POSITIVE_INFINITY : seatCost(week, n, slot) + (isNeeded ? -1000 : 10 * (taken + 1 - week.need));
      have[slot] = taken + 1;
    }
    return worth;
  }

  function bestByTrying(week: Small): { seated: number; total: number } {
    let best = { seated: 0, total: 0 };
    const choices = (week.slots + 1) ** week.people.length;
    for (let number = 0; number < choices; number++) {
      const choice = week.people.map((_, n) => (Math.floor(number / (week.slots + 1) ** n) % (week.slots + 1)) - 1);
      const { seated, total } = worthOf(week, choice);
      if (total === Number.POSITIVE_INFINITY) continue;
      if (seated > best.seated || (seated === best.seated && total < best.total)) best = { seated, total };
    }
    return best;
  }

  test('seats as many at the same cost as trying everything, 400 times', () => {
    fc.assert(
      fc.property(small, (week) => {
        const json = jsonOf(week);
        const plan = planWeek(weekOf(json));
        const starts = slotsOf(weekOf(json)).map(({ start }) => start);
        const choice = week.people.map((_, n) => starts.indexOf(plan.seats.find(({ member }) => member === `p${n}`)?.start ?? Number.NaN));
        const { seated, total, needed } = worthOf(week, choice);
        expect({ seated, total }).toEqual(bestByTrying(week));
        expect(plan.cost).toBe(total + 1000 * needed);
        expect(plan.unseated).toHaveLength(week.people.length - seated);
      }),
      { seed: 20260615, numRuns: 400 },
    );
  });

  test('is planned alike in whatever order its members and their keys are given', () => {
    fc.assert(
      fc.property(small, fc.infiniteStream(fc.nat()), (week, numbers) => {
        const json = jsonOf(week);
        const members = json.members
          .map((member) => ({ place: numbers.next().value as number, member: reversed(member) }))
          .sort((a, b) => a.place - b.place)
          .map(({ member }) => member);
        expect(planned(reversed({ ...json, members }))).toEqual(planned(json));
      }),
      { seed: 20260616, numRuns: 100 },
    );
  });
});

const reversed = (json: Json): Json => Object.fromEntries(Object.entries(json).reverse());

describe('seats that are kept', () => {
  const tuesday = { ...lisbon, hours: ['Tue 10:00-11:00'], need: 1, max: 1 };
  const [ten, halfPastTen] = startsOf(tuesday).map((start) => Date.parse(start)) as [number, number];

  test('whoever looks for one sits beside them, though theirs would be better', () => {
    const { seats, unfilled } = planWeek(weekOf({ ...tuesday, members: [{ id: 'ana', best: ['Tue 10:00-10:30'] }] }), [ten]);
    expect(seats.map(({ member, start, cost }) => [member, start, cost])).toEqual([['ana', halfPastTen, 3]]);
    expect(unfilled).toEqual([]);
  });

  test('nobody is put there instead, and what is missing is counted with them', () => {
    const { seats, unseated, unfilled } = planWeek(weekOf({ ...tuesday, members: [{ id: 'ana', never: ['Tue 10:30-11:00'] }] }), [ten]);
    expect([seats, unseated]).toEqual([[], ['ana']]);
    expect(unfilled.map(({ start }) => start)).toEqual([halfPastTen]);
  });

  test('somebody moves up to them where two fit', () => {
    const { seats } = planWeek(weekOf({ ...tuesday, max: 2, members: [{ id: 'ana', never: ['Tue 10:30-11:00'] }] }), [ten, halfPastTen]);
    expect(seats.map(({ start }) => start)).toEqual([ten]);
  });

  test('a start that is no slot of this week holds nothing', () => {
    const { seats } = planWeek(weekOf({ ...tuesday, members: [{ id: 'ana' }] }), [0]);
    expect(seats).toHaveLength(1);
  });
});
