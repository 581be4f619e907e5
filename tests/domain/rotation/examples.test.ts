import { weigh } from '../../../src/domain/rotation/ledger';
import { writtenSchedule } from '../../../src/domain/rotation/written';
import { at, onAt, rotation, shiftsOf } from './support';

const weekly = { unit: 'week', name: 'week' };

test('Madrid, half an hour a day that is skipped once: nobody then, and the next is not passed over', () => {
  const layers = [{ name: 'night', unit: 'day', anchor: '2026-03-26', hours: ['Daily 02:15-02:45'], order: ['A', 'B', 'C', 'D'] }];
  const rota = rotation({ zone: 'Europe/Madrid', layers });
  expect(onAt(rota, ['2026-03-28T01:30', '2026-03-29T00:30', '2026-03-29T01:00', '2026-03-30T00:30'])).toEqual([['C'], [], [], ['D']]);
});

test('Paris, two working days each: Cy has Friday and Monday', () => {
  const layers = [
    { name: 'day', unit: 'day', every: 2, anchor: '2026-06-01', hours: ['Mon-Fri 09:00-17:00'], order: ['ana', 'ben', 'cy'] },
  ];
  const rota = rotation({ zone: 'Europe/Paris', layers });
  const days = ['06-01', '06-02', '06-03', '06-04', '06-05', '06-06', '06-08', '06-09', '06-10'].map((day) => `2026-${day}T10:00`);
  expect(onAt(rota, days).flat()).toEqual(['ana', 'ana', 'ben', 'ben', 'cy', 'cy', 'ana', 'ana']);
});

test('Oslo, ten years later: Dee, and nobody a minute before the hours begin', () => {
  const order = ['ana', 'ben', 'cy', 'dee', 'eli', 'fay', 'gus'];
  const layers = [{ name: 'day', unit: 'day', anchor: '2026-01-05', hours: ['Mon-Fri 08:30-16:30'], order }];
  const rota = rotation({ zone: 'Europe/Oslo', layers });
  expect(onAt(rota, ['2036-01-11T11:00', '2036-01-11T07:29'])).toEqual([['dee'], []]);
});

test('Prague: who leaves in the middle is followed by the next, who joins counts from the next turn', () => {
  const rota = rotation({
    zone: 'Europe/Prague',
    members: [
      { id: 'ben', until: '2026-07-15T12:00' },
      { id: 'dee', from: '2026-07-21' },
    ],
    layers: [{ ...weekly, anchor: '2026-07-06T10:00', order: ['ana', 'ben', 'cy', 'dee'] }],
  });
  expect(shiftsOf(rota, '2026-07-06T08:00', '2026-08-10T08:00')).toEqual([
    'ana 2026-07-06T08:00 2026-07-13T08:00',
    'ben 2026-07-13T08:00 2026-07-15T10:00',
    'cy 2026-07-15T10:00 2026-07-20T08:00',
    'ana 2026-07-20T08:00 2026-07-27T08:00',
    'cy 2026-07-27T08:00 2026-08-03T08:00',
    'dee 2026-08-03T08:00 2026-08-10T08:00',
  ]);
});

test('a cover of a cover', () => {
  const day = (from: string, to: string, start: string, end: string) => ({
    kind: 'replace',
    from,
    to,
    start: `2026-03-02T${start}`,
    end: `2026-03-02T${end}`,
  });
  const rota = rotation({
    zone: 'UTC',
    layers: [{ name: 'day', unit: 'day', anchor: '2026-03-02', hours: ['Mon 06:00-18:00'], order: ['ana'] }],
    changes: [day('ana', 'ben', '07:00', '16:00'), day('ben', 'cy', '11:00', '15:00')],
  });
  expect(shiftsOf(rota, '2026-03-02', '2026-03-03').map((one) => one.replaceAll('2026-03-02T', '').replaceAll(':00', ''))).toEqual([
    'ana 06 07',
    'ben 07 11',
    'cy 11 15',
    'ben 15 16',
    'ana 16 18',
  ]);
});

test.each([[['ana', 'ben']], [['ben', 'ana']]])('away together (%j recorded in that order): Cy serves 4 and Ana serves 6', (away) => {
  const rota = rotation({
    zone: 'UTC',
    layers: [{ ...weekly, anchor: '2026-03-02', order: ['ana', 'ben', 'cy', 'dee'] }],
    absences: away.map((member) => ({ member, from: '2026-03-30', to: '2026-04-06' })),
  });
  const weeks = ['2026-03-30', '2026-04-06', '2026-04-13', '2026-04-20'].map((day) => `${day}T12:00`);
  expect(onAt(rota, weeks).flat()).toEqual(['cy', 'ben', 'ana', 'dee']);
});

test('what a night, a weekend and a holiday weigh is read from the own clock', () => {
  const { plan } = rotation({ zone: 'UTC', holidays: { PT: ['2026-06-10'] } });
  const night = [{ start: at('2026-02-06T20:00'), end: at('2026-02-07T08:00') }];
  expect(weigh(plan, night, { zone: 'Europe/Lisbon', region: null }).units).toBe(123_000);
  expect(weigh(plan, night, { zone: 'America/Sao_Paulo', region: null }).units).toBe(108_000);
  const day = [{ start: at('2026-06-10T08:00'), end: at('2026-06-10T16:00') }];
  expect(weigh(plan, day, { zone: 'Europe/Lisbon', region: 'PT' }).units).toBe(96_000);
});

test('by balance: not Ben, for his Sunday weighed less than a Saturday', () => {
  const rota = rotation({
    zone: 'Europe/Lisbon',
    region: 'PT',
    holidays: { PT: ['2026-06-10'] },
    layers: [{ name: 'day', unit: 'day', anchor: '2026-06-05T10:00', order: ['ana', 'ben', 'cy'], choose: 'balance' }],
  });
  const window = { start: at('2026-06-05T09:00'), end: at('2026-06-11T09:00') };
  const { shifts, fairness } = writtenSchedule(rota, window);
  expect(shifts.map(({ member }) => member)).toEqual(['ana', 'ben', 'cy', 'ana', 'cy', 'ben']);
  expect(fairness.members.map(({ id, balance }) => [id, balance])).toEqual([
    ['ana', -66_000],
    ['ben', 60_000],
    ['cy', 6_000],
  ]);
});

test.each<[string, number, string[], object]>([
  ['12 equal turns, 8 members, 2 never', 12, ['a', 'b', 'c', 'd', 'e', 'f'], { evenness: 90, balanced: false, zeroShift: ['g', 'h'] }],
  ['5 turns, 3 members, 2-2-1', 5, ['a', 'b', 'c'], { evenness: 100, balanced: true, zeroShift: [] }],
])('%s', (_, days, order, expected) => {
  const members = days === 12 ? [{ id: 'g' }, { id: 'h' }] : [];
  const hours = ['Daily 09:00-17:00'];
  const weights = { weekend: 0 };
  const rota = rotation({ zone: 'UTC', weights, members, layers: [{ name: 'day', unit: 'day', anchor: '2026-03-02', hours, order }] });
  const window = { start: at('2026-03-02'), end: at('2026-03-02') + days * 86_400_000 };
  expect(writtenSchedule(rota, window).fairness).toMatchObject(expected);
});

test('Dublin and Toronto: for three weeks in March and one in October nobody is on for an hour', () => {
  const place = (name: string, zone: string, hours: string) => ({
    name,
    zone,
    unit: 'day',
    anchor: '2026-01-05',
    hours: [hours],
    order: [`${name}-1`, `${name}-2`],
    mode: 'with',
  });
  const rota = rotation({
    zone: 'Europe/Dublin',
    cover: 'always',
    layers: [place('dublin', 'Europe/Dublin', 'Daily 08:00-20:00'), place('toronto', 'America/Toronto', 'Daily 15:00-03:00')],
  });
  const { seams } = writtenSchedule(rota, { start: at('2026-01-01'), end: at('2027-01-01') });
  expect(seams).toEqual([
    {
      from: '2026-03-08',
      to: '2026-03-28',
      days: 21,
      gap: [{ start: '2026-03-09T07:00:00Z', end: '2026-03-09T08:00:00Z' }],
      both: [{ start: '2026-03-09T19:00:00Z', end: '2026-03-09T20:00:00Z' }],
      zone: 'America/Toronto',
    },
    expect.objectContaining({ from: '2026-10-25', to: '2026-10-31', days: 7, zone: 'Europe/Dublin' }),
  ]);
});
