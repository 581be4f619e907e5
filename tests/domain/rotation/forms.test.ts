import { parseRota } from '../../../src/domain/rotation/asked';
import { readPlan } from '../../../src/domain/rotation/definition';
import { baseOf, isLarge, type LayerForm, newForm, type RotationForm } from '../../../src/domain/rotation/forms/form';
import { formOf } from '../../../src/domain/rotation/forms/of-record';
import { lastTurnOf, orderOf, readForm } from '../../../src/domain/rotation/forms/read';
import { reordered } from '../../../src/domain/rotation/forms/reordered';
import { whoMoves } from '../../../src/domain/rotation/forms/who-moves';
import { usualOptions } from '../../../src/domain/rotation/records/options';
import type { RotationRecord } from '../../../src/domain/rotation/records/rotation';
import { mendSeam } from '../../../src/domain/rotation/seam-mend';
import { seamsOf } from '../../../src/domain/rotation/seams';

const now = new Date('2026-03-04T10:00:00Z');

describe('what is asked after `/rota`', () => {
  test.each([
    ['', 'now', null],
    ['now', 'now', null],
    ['NEXT  Payments API', 'next', 'Payments API'],
    ['Payments', 'now', 'Payments'],
    ['preview “Payments”', 'preview', 'Payments'],
    ['nowhere', 'now', 'nowhere'],
    ['next R&amp;D &lt;EU&gt;', 'next', 'R&D <EU>'],
    ['help', 'help', null],
  ])('%p is %p of %p', (text, verb, name) => expect(parseRota(text)).toEqual({ verb, name }));
});

const blank = newForm({ squadId: null, askedIn: null, zone: 'Europe/Lisbon' }, now);
const form = (layer: Partial<LayerForm>, more: Partial<RotationForm> = {}): RotationForm => ({
  ...blank,
  name: 'Payments',
  ...more,
  layers: [{ ...(blank.layers[0] as LayerForm), people: ['ana', 'ben', 'cy'], ...layer }],
});
const problems = (wanted: RotationForm) => {
  const read = readForm(wanted, {});
  return read.ok ? {} : read.problems;
};

describe('mistakes stand beside their fields', () => {
  const many = Array.from({ length: 201 }, (_, index) => `u${index}`);
  const time = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const windows = Array.from({ length: 51 }, (_, index) => `Mon ${time(index * 20)}-${time(index * 20 + 5)}`);
  test.each<[string, RotationForm, object]>([
    ['no members', form({ people: [] }), { people: 'Choose at least one person.' }],
    ['too many members', form({ people: many }), { people: 'At most 200 people.' }],
    ['no zone', form({}, { zone: null }), { zone: 'Choose a time zone.' }],
    [
      'an unknown zone',
      form({}, { zone: 'Europe/Atlantis' }),
      { zone: 'There is no time zone “Europe/Atlantis”. Say it like Europe/Lisbon.' },
    ],
    ['hours that cannot be read', form({ hours: 'whenever' }), { hours: 'Say it like Mon-Fri 09:00-17:00.' }],
    ['no units', form({ every: '0' }), { every: 'A turn is at least 1 unit long: give a whole number.' }],
    ['half a unit', form({ every: '1.5' }), { every: 'A turn is at least 1 unit long: give a whole number.' }],
    ['a turn of years', form({ every: '1001' }), { every: 'A turn is at most 1,000 units long.' }],
    ['no first turn', form({ first: null }), { first: 'Say on which day the first turn begins.' }],
    ['no hour of handoffs', form({ at: null }), { at: 'Say at what time one hands over to the next.' }],
    ['no name', form({}, { name: '  ' }), { name: 'Give it a name of letters.' }],
    [
      'several at once',
      form({ people: [], every: 'x' }, { name: '' }),
      {
        people: 'Choose at least one person.',
        every: 'A turn is at least 1 unit long: give a whole number.',
        name: 'Give it a name of letters.',
      },
    ],
  ])('%s', (_, wanted, expected) => expect(problems(wanted)).toEqual(expected));

  test('over 50 windows a week', () =>
    expect(problems(form({ hours: windows.join('\n') }))).toEqual({ hours: 'At most 50 windows a week.' }));
  test('one member is allowed', () => expect(problems(form({ people: ['ana'] }))).toEqual({}));

  const sittings = (more: Partial<RotationForm['sittings']>) => form({}, { kind: 'sittings', sittings: { ...blank.sittings, ...more } });
  test.each<[string, RotationForm, object]>([
    ['hours of sittings', sittings({ hours: 'often' }), { sittingHours: 'Say it like Mon-Fri 09:00-17:00.' }],
    ['no first week', sittings({ firstWeek: null }), { firstWeek: 'Choose a day of the first week.' }],
    ['more at least than at most', sittings({ atLeast: '3', atMost: '2' }), { atMost: 'At most is not below at least, which is 3.' }],
    ['no link', sittings({ guide: 'ask Mia' }), { guide: 'Give a link that begins with https://.' }],
    ['nothing', sittings({ atLeast: '0', atMost: '2', guide: 'https://guide.example' }), {}],
  ])('%s', (_, wanted, expected) => expect(problems(wanted)).toEqual(expected));
});

test('a mistake is told of the layer that it is in', () => {
  const wanted = form({});
  const layers = (top: Partial<LayerForm>) => ({ ...wanted, layers: [{ ...baseOf(wanted), name: 'Nights', ...top }, baseOf(wanted)] });
  const layerOf = (one: RotationForm) => {
    const read = readForm(one, {});
    return read.ok ? 'right' : [read.layer, read.problems];
  };
  expect(layerOf(layers({}))).toBe('right');
  expect(layerOf(layers({ hours: 'at night' }))).toEqual([0, { hours: 'Say it like Mon-Fri 09:00-17:00.' }]);
  expect(layerOf(layers({ every: 'x' }))).toEqual([0, { every: 'A turn is at least 1 unit long: give a whole number.' }]);
  expect(layerOf({ ...layers({ every: 'x' }), name: '' })).toEqual([null, { name: 'Give it a name of letters.' }]);
  expect(layerOf(form({ hours: 'whenever' }))).toEqual([0, { hours: 'Say it like Mon-Fri 09:00-17:00.' }]);
});

test.each([
  ['another order', ['a', 'b', 'c'], ['c', 'a', 'b'], ['c', 'a', 'b']],
  ['somebody is out', ['a', 'b', 'c'], ['a', 'c'], ['a', 'c']],
  ['somebody is added', ['a', 'x', 'c'], ['a', 'b', 'c', 'd'], ['a', 'x', 'c', 'd']],
  ['whom only the other one has keeps their place', ['x', 'b', 'a'], ['c', 'a', 'b'], ['x', 'a', 'b']],
  ['nobody would be left', ['a'], ['b', 'c'], ['b', 'c']],
])('what was done to one order is done to another: %s', (_, other, after, expected) => {
  expect(reordered(other, ['a', 'b', 'c'], after)).toEqual(expected);
});

test.each([
  ['a rotation of a few', form({}), false],
  ['each hour another one', form({ unit: 'hour', every: '1' }), true],
  ['the whole company', form({ people: Array.from({ length: 101 }, (_, index) => `u${index}`) }, { kind: 'sittings' }), true],
])('planning %s takes longer than Slack waits: %#', (_, wanted, expected) => expect(isLarge(wanted)).toBe(expected));

describe('people per turn', () => {
  const people = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  test('neighbors serve together, and the last turn has who is left', () => {
    expect(orderOf({ people, perTurn: 2, order: null })).toEqual([['a', 'b'], ['c', 'd'], ['e', 'f'], ['g']]);
    expect(lastTurnOf({ ...(blank.layers[0] as LayerForm), people, perTurn: 2 })).toBe(1);
    expect(lastTurnOf({ ...(blank.layers[0] as LayerForm), people, perTurn: 7 })).toBeNull();
  });
  test('groups of several sizes stay as they are while nobody touches them', () => {
    const order = ['a', ['b', 'c'], 'd'];
    expect(orderOf({ people: ['a', 'b', 'c', 'd'], perTurn: 2, order })).toBe(order);
    expect(orderOf({ people: ['a', 'c', 'b', 'd'], perTurn: 2, order })).toEqual([
      ['a', 'c'],
      ['b', 'd'],
    ]);
  });
});

test('a rotation that stands comes back from its form as it was; layers that are over are left out', () => {
  const day = {
    name: 'Day',
    unit: 'day',
    every: 2,
    anchor: '2026-03-02T09:00',
    hours: ['Mon-Fri 09:00-17:00'],
    order: ['ana', ['ben', 'cy']],
  };
  const over = { ...day, name: 'Launch', until: '2026-03-01T00:00' };
  const definition = {
    zone: 'Europe/Lisbon',
    rest: 12,
    layers: [over, { ...day, from: '2026-03-02T09:00:00Z', first: 'ana', chosen: {} }],
  };
  const rotation = {
    ...{
      id: 'r',
      workspaceId: 't',
      squadId: null,
      key: 'payments',
      name: 'Payments',
      kind: 'turns',
      channelId: 'c',
      options: usualOptions,
    },
    versions: [{ number: 1, appliesFrom: now, definition }],
  } as unknown as RotationRecord;
  const back = readForm(formOf(rotation, [], now), definition);
  expect(back.ok && back.value.definition).toMatchObject({ rest: 12, layers: [{ ...day, mode: 'over', choose: 'order' }] });
  expect(back.ok && (back.value.definition as { layers: object[] }).layers).toHaveLength(1);
});

describe('who moves', () => {
  const week = (userId: string, from: string, to: string, slot = 'Main:0:1') => ({
    userId,
    slot,
    start: new Date(`${from}T09:00Z`),
    end: new Date(`${to}T09:00Z`),
  });
  const before = [week('ana', '2026-03-02', '2026-03-09'), week('ben', '2026-03-09', '2026-03-16'), week('cy', '2026-03-16', '2026-03-23')];

  test('nobody, by the same plan in other pieces', () => {
    const pieces = [week('ana', '2026-03-02', '2026-03-05'), week('ana', '2026-03-05', '2026-03-09', 'Main:7:1'), ...before.slice(1)];
    expect(whoMoves(before, pieces)).toEqual([]);
  });
  test('only those whose stints change, in order of time', () => {
    const after = [before[0], week('cy', '2026-03-09', '2026-03-16'), week('ben', '2026-03-16', '2026-03-23')].filter(
      (one) => one !== undefined,
    );
    expect(whoMoves(before, after).map(({ userId, from, to }) => [userId, from?.start.getUTCDate(), to?.start.getUTCDate()])).toEqual([
      ['ben', 9, 16],
      ['cy', 16, 9],
    ]);
  });
  test('who is new, who is off, and who moves beyond what is written down', () => {
    const after = [before[0], week('dee', '2026-03-09', '2026-03-16'), week('ben', '2026-03-16', '2026-03-23')].filter(
      (one) => one !== undefined,
    );
    const moves = whoMoves(before, after, [week('cy', '2026-03-23', '2026-03-30')]);
    expect(moves.map(({ userId, from, to }) => [userId, from?.start.getUTCDate() ?? null, to?.start.getUTCDate() ?? null])).toEqual([
      ['ben', 9, 16],
      ['dee', null, 9],
      ['cy', 16, 23],
    ]);
  });
});

describe('the mend of a seam', () => {
  const places = (dublin: string, toronto: string) => ({
    ...{ zone: 'Europe/Dublin', cover: 'always', window: { from: '2026-01-01', to: '2027-01-01' } },
    layers: [
      { name: 'Dublin', unit: 'day', anchor: '2026-01-01T08:00', hours: [dublin], order: ['ana', 'ben'], mode: 'with' },
      { name: 'Toronto', unit: 'day', anchor: '2026-01-01T15:00', zone: 'America/Toronto', hours: [toronto], order: ['cy', 'dee'] },
    ],
  });
  const mends = (definition: object) => {
    const plan = readPlan(definition);
    if (!plan.ok) throw new Error(plan.problem);
    const year = { start: Date.UTC(2026, 0, 1), end: Date.UTC(2027, 0, 1) };
    return seamsOf(plan.value, year).map((seam) => {
      const mend = mendSeam(plan.value, seam);
      return mend && [mend.layer, mend.hours, new Date(mend.span.start).toISOString(), new Date(mend.span.end).toISOString()];
    });
  };

  test('Dublin from 07:00, by day: 03:00 in Toronto is night', () =>
    expect(mends(places('Daily 08:00-20:00', 'Daily 15:00-03:00'))).toEqual([
      ['Dublin', ['Daily 07:00-20:00'], '2026-03-08T00:00:00.000Z', '2026-03-29T00:00:00.000Z'],
      ['Dublin', ['Daily 07:00-20:00'], '2026-10-24T23:00:00.000Z', '2026-11-01T00:00:00.000Z'],
    ]));
});
