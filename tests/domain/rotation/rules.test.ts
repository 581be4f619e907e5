import { writtenSchedule } from '../../../src/domain/rotation/written';
import { at, onAt, rotation, shiftsOf } from './support';

const day = { name: 'day', unit: 'day', anchor: '2026-03-02', order: ['ana', 'ben', 'cy'] };
const week = { name: 'week', unit: 'week', anchor: '2026-03-02', order: ['ana', 'ben', 'cy', 'dee'] };
const short = (lines: string[]) => lines.map((line) => line.replaceAll('2026-', '').replaceAll('T00:00', ''));
const findingsOf = (json: Record<string, unknown>, from: string, to: string) =>
  writtenSchedule(rotation(json), { start: at(from), end: at(to) }).findings;

describe('layers', () => {
  const below = { ...week, name: 'below', order: ['dee'] };
  test.each<[string, object[], string[][]]>([
    [
      'over: where it has somebody, those below are not on',
      [{ ...day, hours: ['Daily 09:00-17:00'], order: ['ana'] }, below],
      [['dee'], ['ana'], ['dee']],
    ],
    [
      'with: it joins those below',
      [{ ...day, hours: ['Daily 09:00-17:00'], order: ['ana'], mode: 'with' }, below],
      [['dee'], ['ana', 'dee'], ['dee']],
    ],
    [
      'only: nothing below shows, also where it has nobody',
      [{ ...day, hours: ['Daily 09:00-17:00'], order: ['ana'], mode: 'only', from: '2026-03-03', until: '2026-03-04' }, below],
      [[], ['ana'], []],
    ],
    ['an empty layer hides nobody', [{ ...day, order: [] }, below], [['dee'], ['dee'], ['dee']]],
  ])('%s', (_, layers, expected) => {
    expect(onAt(rotation({ zone: 'UTC', layers }), ['2026-03-03T08:59', '2026-03-03T09:00', '2026-03-03T17:00'])).toEqual(expected);
  });

  test('a temporary schedule begins and ends at its times', () => {
    const layers = [{ ...day, name: 'temporary', order: ['eli'], from: '2026-03-03', until: '2026-03-05' }, week];
    expect(short(shiftsOf(rotation({ zone: 'UTC', layers }), '2026-03-02', '2026-03-09'))).toEqual([
      'ana 03-02 03-03',
      'eli 03-03 03-04',
      'eli 03-04 03-05',
      'ana 03-05 03-09',
    ]);
  });

  test('a layer says who holds its first turn', () => {
    const layers = [{ ...week, from: '2026-03-11', first: 'cy' }];
    expect(onAt(rotation({ zone: 'UTC', layers }), ['2026-03-10', '2026-03-12', '2026-03-17'])).toEqual([[], ['cy'], ['dee']]);
  });

  test('a group serves together, and leaves one by one', () => {
    const layers = [
      {
        ...week,
        order: [
          ['ana', 'ben'],
          ['cy', 'dee'],
        ],
      },
    ];
    const rota = rotation({ zone: 'UTC', layers, members: [{ id: 'ben', until: '2026-03-04' }] });
    expect(onAt(rota, ['2026-03-03', '2026-03-05', '2026-03-10', '2026-03-17'])).toEqual([['ana', 'ben'], ['ana'], ['cy', 'dee'], ['ana']]);
  });
});

describe('changes', () => {
  const change = (kind: string, more: object, start = '2026-03-03', end = '2026-03-05') => ({ kind, start, end, ...more });
  test.each<[string, object[], string[], number]>([
    ['add', [change('add', { to: 'eli' })], ['ana 03-02 03-09', 'eli 03-03 03-05'], 0],
    ['add somebody who is on', [change('add', { to: 'ana' })], ['ana 03-02 03-09'], 1],
    ['remove', [change('remove', { from: 'ana' })], ['ana 03-02 03-03', 'ana 03-05 03-09'], 0],
    ['remove somebody who is not on', [change('remove', { from: 'ben' })], ['ana 03-02 03-09'], 1],
    ['replace', [change('replace', { from: 'ana', to: 'eli' })], ['ana 03-02 03-03', 'eli 03-03 03-05', 'ana 03-05 03-09'], 0],
    [
      'replace by somebody who is on: nobody twice',
      [change('add', { to: 'eli' }), change('replace', { from: 'ana', to: 'eli' })],
      ['ana 03-02 03-03', 'eli 03-03 03-05', 'ana 03-05 03-09'],
      0,
    ],
    [
      'replace, and back again',
      [change('replace', { from: 'ana', to: 'eli' }), change('replace', { from: 'eli', to: 'ana' })],
      ['ana 03-02 03-03', 'ana 03-03 03-05', 'ana 03-05 03-09'],
      0,
    ],
    ['of another layer', [change('replace', { from: 'ana', to: 'eli', layer: 'night' })], ['ana 03-02 03-09'], 1],
  ])('%s', (_, changes, expected, ignored) => {
    const rota = rotation({ zone: 'UTC', layers: [week], changes });
    expect(short(shiftsOf(rota, '2026-03-02', '2026-03-09'))).toEqual(expected);
    expect(rota.ignoredIn({ start: at('2026-03-02'), end: at('2026-03-09') })).toHaveLength(ignored);
  });
});

describe('absences', () => {
  const away = (member: string, from: string, to: string, forgiven = false) => ({ member, from, to, forgiven });
  const weeks = ['2026-03-02', '2026-03-09', '2026-03-16', '2026-03-23', '2026-03-30', '2026-04-06'].map((monday) => `${monday}T12:00`);
  test.each<[string, object[], string[]]>([
    [
      'half a turn is exchanged with the next who is free',
      [away('ana', '2026-03-02', '2026-03-05T12:00')],
      ['ben', 'ana', 'cy', 'dee', 'ana', 'ben'],
    ],
    ['a whole turn too', [away('ben', '2026-03-09', '2026-03-16')], ['ana', 'cy', 'ben', 'dee', 'ana', 'ben']],
    ['what is forgiven is not made up', [away('ben', '2026-03-09', '2026-03-16', true)], ['ana', 'dee', 'cy', 'dee', 'ana', 'ben']],
    ['over 21 days is forgiven', [away('ben', '2026-03-09', '2026-03-31')], ['ana', 'dee', 'cy', 'dee', 'ana', 'ben']],
    [
      'nobody can: it is open',
      [
        away('ana', '2026-03-02', '2026-03-09', true),
        away('ben', '2026-03-02', '2026-03-09'),
        away('cy', '2026-03-02', '2026-03-09'),
        away('dee', '2026-03-02', '2026-03-09'),
      ],
      ['', 'ben', 'cy', 'dee', 'ana', 'ben'],
    ],
    ['what has been is not moved', [away('ana', '2026-03-02', '2026-03-09')], ['ben', 'ana', 'cy', 'dee', 'ana', 'ben']],
  ])('%s', (_, absences, expected) => {
    expect(onAt(rotation({ zone: 'UTC', layers: [week], absences }), weeks).map((on) => on.join())).toEqual(expected);
  });

  test('of less than half that part is covered, by whoever served longest ago', () => {
    const rota = rotation({ zone: 'UTC', rest: 0, layers: [week], absences: [away('dee', '2026-03-24', '2026-03-25')] });
    expect(short(shiftsOf(rota, '2026-03-23', '2026-03-30'))).toEqual(['dee 03-23 03-24', 'ana 03-24 03-25', 'dee 03-25 03-30']);
  });

  test('who came by a turn and is away for a part of it is covered there', () => {
    const absences = [away('ben', '2026-03-03', '2026-03-04'), away('ana', '2026-03-02', '2026-03-09')];
    const rota = rotation({ zone: 'UTC', rest: 0, layers: [week], absences });
    expect(short(shiftsOf(rota, '2026-03-02', '2026-03-09'))).toEqual(['ben 03-02 03-03', 'cy 03-03 03-04', 'ben 03-04 03-09']);
  });

  test('one of a group is missed only when too few stay', () => {
    const layers = [
      {
        ...week,
        order: [
          ['ana', 'ben'],
          ['cy', 'dee'],
        ],
      },
    ];
    const absences = [away('ben', '2026-03-03', '2026-03-04')];
    expect(onAt(rotation({ zone: 'UTC', layers, absences }), ['2026-03-03T12:00'])).toEqual([['ana']]);
    const [on] = onAt(rotation({ zone: 'UTC', layers, absences, need: 2 }), ['2026-03-03T12:00']);
    expect(on).toHaveLength(2);
    expect(on).not.toContain('ben');
  });

  test('by balance the away are not chosen, and owe it after', () => {
    const layers = [{ ...week, order: ['ana', 'ben'], choose: 'balance' }];
    const rota = rotation({ zone: 'UTC', rest: 0, layers, absences: [away('ana', '2026-03-02', '2026-03-16')] });
    expect(onAt(rota, weeks).map((on) => on.join())).toEqual(['ben', 'ben', 'ana', 'ana', 'ben', 'ana']);
  });

  test('turns that were given out stay given out', () => {
    const layers = [{ ...week, choose: 'balance', chosen: { 0: ['dee'], 1: ['dee'] } }];
    expect(
      onAt(rotation({ zone: 'UTC', layers }), weeks)
        .map((on) => on.join())
        .slice(0, 5),
    ).toEqual(['dee', 'dee', 'ana', 'ben', 'cy']);
  });
});

describe('public holidays', () => {
  const members = [
    { id: 'ana', region: 'PT' },
    { id: 'ben', region: 'BR' },
  ];
  const holidays = { PT: ['2026-03-03'], BR: [] };
  const json = { zone: 'UTC', region: 'PT', rest: 0, members, holidays, layers: [{ ...week, order: ['ana', 'ben'] }] };

  test('cover: that day goes to somebody whose region has none', () => {
    expect(short(shiftsOf(rotation({ ...json, onHoliday: 'cover' }), '2026-03-02', '2026-03-09'))).toEqual([
      'ana 03-02 03-03',
      'ben 03-03 03-04',
      'ana 03-04 03-09',
    ]);
  });

  test('cover: where everybody has it, it is served', () => {
    const both = { PT: ['2026-03-03'], BR: ['2026-03-03'] };
    expect(short(shiftsOf(rotation({ ...json, holidays: both, onHoliday: 'cover' }), '2026-03-02', '2026-03-09'))).toEqual([
      'ana 03-02 03-09',
    ]);
  });

  test('closed: nobody is on, nothing is missing, and no turn is burnt', () => {
    const rota = rotation({ ...json, cover: 'always', onHoliday: 'closed', layers: [{ ...day, order: ['ana', 'ben'] }] });
    expect(onAt(rota, ['2026-03-02', '2026-03-03', '2026-03-04'])).toEqual([['ana'], [], ['ben']]);
    expect(writtenSchedule(rota, { start: at('2026-03-02'), end: at('2026-03-05') }).gaps).toEqual([]);
  });
});

test('before now it is as it was', () => {
  const history = [
    { member: 'dee', start: '2026-03-02', end: '2026-03-03' },
    { member: 'cy', start: '2026-03-03', end: null },
  ];
  const rota = rotation({ zone: 'UTC', layers: [week], now: '2026-03-04', history });
  expect(short(shiftsOf(rota, '2026-03-01', '2026-03-09'))).toEqual(['dee 03-02 03-03', 'cy 03-03 03-04', 'ana 03-04 03-09']);
});

describe('findings', () => {
  const round = { zone: 'UTC', layers: [week] };
  test.each<[string, Record<string, unknown>, object]>([
    [
      'a gap, and who could mend it',
      { changes: [{ kind: 'remove', from: 'ana', start: '2026-03-03', end: '2026-03-04' }] },
      { finding: 'gap', minutes: 1440, need: 1, have: 0, mend: 'ben' },
    ],
    ['too few', { need: 2 }, { finding: 'short', need: 2, have: 1 }],
    ['too many', { layers: [{ ...week, order: [['ana', 'ben']] }] }, { finding: 'crowd', need: 1, have: 2 }],
    [
      'on two rotations',
      { busy: [{ member: 'ana', start: '2026-03-03', end: '2026-03-04' }] },
      { finding: 'double', member: 'ana', start: '2026-03-03T00:00:00Z', end: '2026-03-04T00:00:00Z' },
    ],
    ['somebody who cannot be on', { members: [{ id: 'ana', inactive: true }] }, { finding: 'unreachable', member: 'ana' }],
    ['over a quarter of four weeks', { layers: [{ ...week, order: ['ana', 'ben'] }] }, { finding: 'tired', member: 'ana', why: 'hours' }],
    ['too few for round the clock', {}, { finding: 'small', members: 4, least: 8 }],
    [
      'a change that changes nothing',
      { changes: [{ kind: 'remove', from: 'dee', start: '2026-03-03', end: '2026-03-04' }] },
      { finding: 'idle' },
    ],
  ])('%s', (_, more, expected) => {
    expect(findingsOf({ ...round, ...more }, '2026-03-02', '2026-03-09')).toContainEqual(expect.objectContaining(expected));
  });

  test('too little rest between two shifts', () => {
    const layers = [{ ...day, unit: 'hour', every: 8, order: ['ana', 'ben'] }];
    expect(findingsOf({ zone: 'UTC', layers, rest: 11 }, '2026-03-02', '2026-03-03')).toContainEqual(
      expect.objectContaining({ finding: 'tired', why: 'rest' }),
    );
    expect(
      findingsOf({ zone: 'UTC', layers, rest: 8 }, '2026-03-02', '2026-03-03').filter((one) => 'why' in one && one.why === 'rest'),
    ).toEqual([]);
  });

  test('who has had nothing for as long as a turn was due', () => {
    const json = { zone: 'UTC', members: [{ id: 'eli' }], layers: [{ ...week, order: ['ana', 'ben'] }] };
    expect(findingsOf(json, '2026-03-02', '2026-04-06')).toContainEqual({ finding: 'starved', member: 'eli' });
  });
});

describe('what was settled stays settled', () => {
  const absences = [{ member: 'ana', from: '2026-03-02', to: '2026-03-09' }];
  test('an exchange holds when the first of its turns has passed', () => {
    const history = [{ member: 'ben', start: '2026-03-02', end: '2026-03-09' }];
    const rota = rotation({ zone: 'UTC', layers: [week], absences, now: '2026-03-10', history });
    expect(onAt(rota, ['2026-03-12', '2026-03-17'])).toEqual([['ana'], ['cy']]);
  });

  test('a change that has passed is not called idle', () => {
    const changes = [{ kind: 'replace', from: 'ana', to: 'eli', start: '2026-03-03', end: '2026-03-04' }];
    const rota = rotation({ zone: 'UTC', layers: [{ ...week, order: ['ben'] }], changes, now: '2026-03-10' });
    expect(rota.ignoredIn({ start: at('2026-03-02'), end: at('2026-03-16') })).toEqual([]);
  });

  test('what a layer above hides is not exchanged, and nothing is exchanged for it', () => {
    const above = { ...week, name: 'above', order: ['zed'], from: '2026-03-09', until: '2026-03-16' };
    const rota = rotation({ zone: 'UTC', layers: [above, week], absences });
    expect(onAt(rota, ['2026-03-03', '2026-03-10', '2026-03-17'])).toEqual([['cy'], ['zed'], ['ana']]);
    const hidden = rotation({ zone: 'UTC', layers: [{ ...above, from: '2026-03-02', until: '2026-03-09' }, week], absences });
    expect(onAt(hidden, ['2026-03-03', '2026-03-10'])).toEqual([['zed'], ['ben']]);
    expect(hidden.changes).toEqual([]);
  });

  test('three weeks over a clock change are not longer than three weeks', () => {
    const away = (from: string, to: string) =>
      rotation({ zone: 'Europe/Lisbon', layers: [week], absences: [{ member: 'ana', from, to }] }).plan.absences[0]?.forgiven;
    expect([away('2026-10-12', '2026-11-02'), away('2026-10-12', '2026-11-03')]).toEqual([false, true]);
  });
});

describe('who is nobody here', () => {
  test('somebody deactivated is never on, and named', () => {
    const changes = [{ kind: 'replace', from: 'ana', to: 'dee', start: '2026-03-03', end: '2026-03-04' }];
    const json = { zone: 'UTC', layers: [{ ...week, order: ['ana', 'ben'] }], members: [{ id: 'dee', inactive: true }], changes };
    expect(onAt(rotation(json), ['2026-03-03T12:00'])).toEqual([[]]);
    expect(findingsOf(json, '2026-03-02', '2026-03-09')).toContainEqual(
      expect.objectContaining({ finding: 'unreachable', member: 'dee', start: '2026-03-03T00:00:00Z' }),
    );
  });

  test('somebody from outside serves and shares nothing, and all balances sum to 0', () => {
    const changes = [{ kind: 'replace', from: 'ana', to: 'eli', start: '2026-03-03T09:00:07', end: '2026-03-04' }];
    const { members } = writtenSchedule(rotation({ zone: 'UTC', layers: [week], changes }), {
      start: at('2026-03-02'),
      end: at('2026-03-09'),
    }).fairness;
    expect(members.find(({ id }) => id === 'eli')).toMatchObject({ shifts: 1, share: 0 });
    expect(members.reduce((sum, { balance }) => sum + balance, 0)).toBe(0);
  });

  test('who joins a group in the middle of a turn serves from its next one', () => {
    const layers = [
      {
        ...week,
        order: [
          ['ana', 'ben'],
          ['cy', 'dee'],
        ],
      },
    ];
    const rota = rotation({ zone: 'UTC', layers, members: [{ id: 'ben', from: '2026-03-04' }] });
    expect(onAt(rota, ['2026-03-05', '2026-03-17'])).toEqual([['ana'], ['ana', 'ben']]);
  });

  test('before the first turn, who was no member is passed over', () => {
    const rota = rotation({
      zone: 'UTC',
      layers: [{ ...week, order: ['ana', 'ben', 'cy'] }],
      members: [{ id: 'ben', from: '2026-02-20' }],
    });
    const mondays = ['2026-02-02', '2026-02-09', '2026-02-16', '2026-02-23', '2026-03-02', '2026-03-09'].map((day) => `${day}T12:00`);
    expect(onAt(rota, mondays).flat()).toEqual(['ana', 'cy', 'ana', 'cy', 'ana', 'ben']);
  });

  test('a member leaves on the clock of the rotation, and an end in an hour that comes twice is its last', () => {
    const rota = rotation({
      zone: 'Europe/Madrid',
      members: [{ id: 'ana', zone: 'Pacific/Auckland', until: '2026-10-25T02:30' }],
      layers: [{ ...week, order: ['ana', 'ben'] }],
    });
    expect(rota.plan.members.find(({ id }) => id === 'ana')?.until).toBe(at('2026-10-25T01:30'));
  });
});

test('holidays that are covered go round', () => {
  const order = ['ben', 'ana', 'cy', 'dee'];
  const holidays = { PT: ['2026-06-08', '2026-06-12', '2026-06-16', '2026-06-20'] };
  const json = {
    zone: 'UTC',
    rest: 0,
    onHoliday: 'cover',
    holidays,
    members: [{ id: 'ben', region: 'PT' }],
    layers: [{ ...day, anchor: '2026-06-08', order }],
  };
  const covering = onAt(
    rotation(json),
    holidays.PT.map((date) => `${date}T12:00`),
  ).flat();
  expect(covering).not.toContain('ben');
  expect(new Set(covering).size).toBeGreaterThan(1);
});

test('by balance, what people have changed counts for who served it', () => {
  const layers = [{ ...week, order: ['ana', 'ben', 'cy'], choose: 'balance' }];
  const changes = [{ kind: 'replace', from: 'ana', to: 'ben', start: '2026-03-02', end: '2026-03-09' }];
  expect(onAt(rotation({ zone: 'UTC', layers, changes }), ['2026-03-03', '2026-03-10', '2026-03-17']).flat()).toEqual(['ben', 'ana', 'cy']);
});

test('places that are always the same hours apart have no seam', () => {
  const place = (name: string, zone: string) => ({
    ...day,
    name,
    zone,
    hours: ['Mon-Fri 09:00-17:00'],
    order: [`${name}-1`],
    mode: 'with',
  });
  const layers = [place('london', 'Europe/London'), place('york', 'America/New_York')];
  const seams = writtenSchedule(rotation({ zone: 'Europe/London', cover: 'always', layers }), {
    start: at('2025-12-01'),
    end: at('2026-12-31'),
  }).seams;
  expect(seams).toEqual([
    expect.objectContaining({ from: '2026-03-08', to: '2026-03-28', zone: 'America/New_York' }),
    expect.objectContaining({ from: '2026-10-25', to: '2026-10-31', zone: 'Europe/London' }),
  ]);
  expect(writtenSchedule(rotation({ zone: 'Europe/London', layers }), { start: at('2026-01-01'), end: at('2026-12-31') }).seams).toEqual(
    [],
  );
});

test.each([
  [
    'an absence of three years of hourly turns',
    { layers: [{ ...day, unit: 'hour' }], absences: [{ member: 'ana', from: '2026-03-02', to: '2028-03-01' }] },
  ],
  ['a member until the end of time', { layers: [day], members: [{ id: 'ana', until: '9999-12-31' }] }],
])(
  '%s is answered',
  (_, more) => {
    expect(onAt(rotation({ zone: 'UTC', ...more }), ['2026-03-03T12:00'])[0]).toHaveLength(1);
  },
  20_000,
);
