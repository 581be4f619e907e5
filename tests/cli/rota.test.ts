import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { backline } from '../support/terminal';

const read = (name: string) => readFileSync(join(__dirname, name), 'utf8');
const example = read('rota-example.json');

const rota = (args: string[], input: unknown = JSON.parse(example)) =>
  backline(['rota', ...args], { input: typeof input === 'string' ? input : JSON.stringify(input) });

const change = (changes: Record<string, unknown>) => ({ ...JSON.parse(example), ...changes });
const layer = (changes: Record<string, unknown>) => change({ layers: [{ ...JSON.parse(example).layers[0], ...changes }] });

test('a schedule: turns, changes, shifts, who is on, and how fair that is', async () => {
  const expected = `${JSON.stringify(JSON.parse(read('rota-example.answer.json')))}\n`;
  expect(await rota([])).toEqual({ exitCode: 0, out: expected, err: '' });
  expect(await backline(['rota', 'tests/cli/rota-example.json'])).toEqual({ exitCode: 0, out: expected, err: '' });
});

test('who is on at an instant, since when, why, and what comes next', async () => {
  const because = [
    { why: 'holder', member: 'ben' },
    { why: 'exchanged', with: 3 },
    { why: 'changed', from: 'ana' },
  ];
  const on = [{ member: 'cy', layer: 'day', turn: 4, since: '2026-03-30T12:00:00Z', until: '2026-03-30T16:00:00Z', because }];
  const expected = {
    at: '2026-03-30T12:30:00Z',
    status: 'covered',
    on,
    next: { start: '2026-03-31T08:00:00Z', on: ['cy'] },
    group: { members: ['cy'], leftOut: [], fallback: false },
  };
  expect((await rota(['at', '2026-03-30T12:30:00Z'])).out).toBe(`${JSON.stringify(expected)}\n`);
});

test('several instants are one line each, in their order, from a file too', async () => {
  const { out } = await backline(['rota', 'at', '2026-03-30T15:59:59Z', '2026-03-30T13:00', '2026-03-29', 'tests/cli/rota-example.json']);
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ at, on }) => [at, on.map(({ member }: { member: string }) => member)])).toEqual([
    ['2026-03-30T15:59:59Z', ['cy']],
    ['2026-03-30T12:00:00Z', ['cy']],
    ['2026-03-29T00:00:00Z', []],
  ]);
});

test('--check: exit code 1 when something is to be mended', async () => {
  expect((await rota(['--check'])).exitCode).toBe(0);
  const { exitCode, out } = await rota(['--check'], change({ cover: 'always' }));
  expect(exitCode).toBe(1);
  expect(JSON.parse(out).findings[0]).toMatchObject({
    finding: 'gap',
    start: '2026-03-27T17:00:00Z',
    end: '2026-03-30T08:00:00Z',
    have: 0,
  });
  expect((await rota([], change({ cover: 'always' }))).exitCode).toBe(0);
});

test.each<[string, unknown, string]>([
  ['no JSON', '{', 'stdin'],
  ['no window', change({ window: undefined }), 'window'],
  ['a window that ends before it begins', change({ window: { from: '2026-03-31', to: '2026-03-30' } }), 'window.to'],
  ['an unknown key', change({ layer: [] }), 'layer'],
  ['an unknown key of a layer', layer({ hour: ['Always'] }), 'layers[0].hour'],
  ['a missing unit', layer({ unit: undefined }), 'layers[0].unit'],
  ['a missing name', layer({ name: undefined }), 'layers[0].name'],
  ['a list that is none', change({ members: 'ana' }), 'members'],
  ['an unknown zone', change({ zone: 'Europe/Atlantis' }), 'zone'],
  ['an unknown zone of a member', change({ members: [{ id: 'ana', zone: 'Mars' }] }), 'members[0].zone'],
  ['a member twice', change({ members: [{ id: 'ana' }, { id: 'ana' }] }), 'members[1].id'],
  ['hours that cannot be read', layer({ hours: ['Mon-Fri 09:00-17:00', 'Someday'] }), 'layers[0].hours[1]'],
  ['no hours', layer({ hours: [] }), 'layers[0].hours'],
  ['no units', layer({ every: 0 }), 'layers[0].every'],
  ['an unknown unit', layer({ unit: 'year' }), 'layers[0].unit'],
  ['a day that does not exist', layer({ anchor: '2026-02-30T09:00' }), 'layers[0].anchor'],
  ['a first who is not in the order', layer({ first: 'dee' }), 'layers[0].first'],
  ['a layer that ends before it begins', layer({ from: '2026-03-02', until: '2026-03-01' }), 'layers[0].until'],
  [
    'over 10 layers',
    change({ layers: Array.from({ length: 11 }, (_, n) => ({ name: `${n}`, unit: 'day', anchor: '2026-01-01', order: [] })) }),
    'layers',
  ],
  ['over 200 people', change({ members: Array.from({ length: 201 }, (_, n) => ({ id: `${n}` })) }), 'members'],
  ['over 50 windows', layer({ hours: Array.from({ length: 8 }, (_, n) => `Daily 1${n}:00-1${n}:30`) }), 'layers[0].hours'],
  [
    'an absence that ends before it begins',
    change({ absences: [{ member: 'ana', from: '2026-03-02', to: '2026-03-01' }] }),
    'absences[0].to',
  ],
  [
    'a change without anybody',
    change({ changes: [{ kind: 'replace', from: 'ana', start: '2026-03-02', end: '2026-03-03' }] }),
    'changes[0].to',
  ],
  [
    'a replacement by the same person',
    change({ changes: [{ kind: 'replace', from: 'ana', to: 'ana', start: '2026-03-02', end: '2026-03-03' }] }),
    'changes[0].to',
  ],
  ['a window of over 20 years', change({ window: { from: '2026-03-02', to: '2126-03-02' } }), 'window.to'],
  ['an absence without an end', change({ absences: [{ member: 'ana', from: '2026-03-02', to: '9999-12-31' }] }), 'absences[0].to'],
  ['a year long ago', layer({ anchor: '1066-10-14' }), 'layers[0].anchor'],
  [
    'somebody who leaves before they join',
    change({ members: [{ id: 'ana', from: '2026-03-02', until: '2026-03-01' }] }),
    'members[0].until',
  ],
  ['a group with somebody twice', layer({ order: ['ana', ['ben', 'ben']] }), 'layers[0].order[1]'],
  ['too many people in an order', layer({ order: Array.from({ length: 201 }, (_, n) => `p${n}`) }), 'members'],
  [
    'two requests with one id',
    change({ swaps: [1, 2].map(() => ({ id: 's', member: 'ana', give: { start: '2026-03-02', end: '2026-03-03' } })) }),
    'swaps[1].id',
  ],
  ['turns without a number', layer({ chosen: { first: ['ana'] } }), 'layers[0].chosen'],
  ['fewer than nobody', change({ need: -1 }), 'need'],
  ['a holiday that is no date', change({ holidays: { PT: ['10 June'] } }), 'holidays.PT[0]'],
  ['nights that cannot be read', change({ nightHours: 'late' }), 'nightHours'],
])('%s: where it is, and the mend; nothing is answered', async (_, input, error) => {
  const { exitCode, out, err } = await rota([], input);
  expect([exitCode, out]).toEqual([2, '']);
  expect(JSON.parse(err)).toEqual({ error, problem: expect.stringMatching(/^[^a-z].{8,}[.!]$/s) });
});

test('a region that no list of holidays names has none', async () => {
  expect((await rota([], change({ region: 'constructor', onHoliday: 'closed' }))).exitCode).toBe(0);
});

test('an instant that cannot be read is named', async () => {
  expect((await rota(['at', '2026-13-01'])).err).toContain('“2026-13-01” is not an instant');
  expect((await rota(['at', 'tests/cli/rota-example.json'])).err).toContain('"error":"instant"');
});

test.each([
  ['no layers', { layers: [] }, 'no_layers'],
  ['nobody in the order', { layers: [{ name: 'day', unit: 'day', anchor: '2026-03-24', order: [] }] }, 'no_members'],
  [
    'nobody there now',
    { absences: ['ana', 'ben', 'cy'].map((member) => ({ member, from: '2026-03-30', to: '2026-03-31' })) },
    'uncovered_now',
  ],
  [
    'nobody there within 14 days',
    { absences: ['ana', 'ben', 'cy'].map((member) => ({ member, from: '2026-04-10', to: '2026-04-11' })) },
    'gaps_ahead',
  ],
  [
    'nobody there in 15 days',
    { absences: ['ana', 'ben', 'cy'].map((member) => ({ member, from: '2026-04-14', to: '2026-04-15' })) },
    'covered',
  ],
])('%s is a status, not a mistake', async (_, changes, status) => {
  const { exitCode, out } = await rota(['at', '2026-03-30T12:30:00Z'], change(changes));
  expect([exitCode, JSON.parse(out).status]).toEqual([0, status]);
});

test('a shift that is asked for is marked, and changes nobody', async () => {
  const swaps = [{ id: 's1', member: 'ben', give: { start: '2026-03-27T12:00', end: '2026-03-27T13:00' } }];
  const { shifts } = JSON.parse((await rota([], change({ swaps }))).out);
  expect(shifts.map(({ member, pending }: { member: string; pending?: string }) => [member, pending])).toEqual([
    ['ben', 's1'],
    ['ana', undefined],
    ['cy', undefined],
  ]);
});

describe('swaps', () => {
  const weeks = {
    zone: 'UTC',
    layers: [{ name: 'week', unit: 'week', anchor: '2026-03-02T09:00', order: ['ana', 'ben', 'cy'] }],
    busy: [{ member: 'ana', start: '2026-03-10', end: '2026-03-11' }],
  };
  const request = { id: 's1', member: 'ben', start: '2026-03-09T09:00', end: '2026-03-16T09:00', accepts: null };

  test('whether somebody may take what is asked for', async () => {
    const ask = async (person: string, more: object = {}) =>
      (await rota(['may-take'], { ...weeks, request: { ...request, ...more }, person })).out;
    expect(await ask('ana')).toBe('{"may":false,"why":"busy"}\n');
    expect(await ask('cy')).toBe('{"may":true,"tired":true}\n');
    expect(await ask('cy', { start: '2026-03-10', end: '2026-03-12' })).toBe('{"may":true}\n');
  });

  test('a request that cannot be read is named', async () => {
    const { exitCode, err } = await rota(['may-take'], { ...weeks, request: { ...request, start: 'soon' }, person: 'cy' });
    expect([exitCode, JSON.parse(err).error]).toEqual([2, 'request.start']);
  });

  test('rings of requests', async () => {
    const swap = (id: string, member: string, start: string, end: string) => ({ id, member, give: { start, end }, accepts: 'any' });
    const swaps = [swap('s1', 'ben', '2026-03-09T09:00', '2026-03-16T09:00'), swap('s2', 'cy', '2026-03-16T09:00', '2026-03-23T09:00')];
    expect(JSON.parse((await rota(['rings'], { ...weeks, swaps })).out)).toEqual({
      rings: [
        {
          swaps: ['s1', 's2'],
          moves: [
            { start: '2026-03-09T09:00:00Z', end: '2026-03-16T09:00:00Z', from: 'ben', to: 'cy' },
            { start: '2026-03-16T09:00:00Z', end: '2026-03-23T09:00:00Z', from: 'cy', to: 'ben' },
          ],
        },
      ],
    });
  });
});

test('a calendar of the shifts, of all or of one person', async () => {
  const { exitCode, out } = await rota(['feed', '--name', 'Payments']);
  expect([exitCode, out.match(/BEGIN:VEVENT/g)?.length]).toEqual([0, 3]);
  expect(out).toContain('SUMMARY:cy · Payments\r\n');
  expect((await rota(['feed', '--name', 'Payments', '--member', 'cy'])).out.match(/BEGIN:VEVENT/g)).toHaveLength(1);
  expect((await rota(['feed'])).exitCode).toBe(2);

  const uids = async (window: object) => (await rota(['feed', '--name', 'P'], { ...layer({ unit: 'week' }), window })).out.match(/UID:.*/g);
  const week = await uids({ from: '2026-03-24', to: '2026-03-31' });
  expect(await uids({ from: '2026-03-26', to: '2026-03-31' })).toEqual(week?.slice(2));
});

test('a week of sittings, planned', async () => {
  const input = {
    zone: 'Europe/Lisbon',
    week: '2026-W25',
    length: 30,
    hours: ['Tue 10:00-11:00', 'Wed 15:00-15:30'],
    need: 1,
    max: 1,
    members: [
      { id: 'ana', best: ['Tue 10:00-10:30'], never: ['Wed 00:00-24:00'], lastSeat: 'Tue 10:00' },
      { id: 'ben', best: ['Tue 10:00-10:30'] },
      { id: 'cy', ratherNot: ['Tue 10:00-11:00'], lastSeat: 'Wed 15:00' },
    ],
  };
  const expected =
    '{"seats":[{"member":"ana","start":"2026-06-16T09:00:00Z","end":"2026-06-16T09:30:00Z","cost":0},{"member":"ben","start":"2026-06-16T09:30:00Z","end":"2026-06-16T10:00:00Z","cost":3},{"member":"cy","start":"2026-06-17T14:00:00Z","end":"2026-06-17T14:30:00Z","cost":2}],"unseated":[],"unfilled":[],"cost":5}';
  expect((await rota(['week'], input)).out).toBe(`${expected}\n`);
  const { exitCode, err } = await rota(['week'], { ...input, week: '2026-25' });
  expect([exitCode, JSON.parse(err).error]).toEqual([2, 'week']);
});
