import { type Feeding, groupPlan, type Standing } from '../../../src/domain/rotation/group';

const at = (day: number, hour = 0) => Date.UTC(2026, 2, day, hour);
const now = at(9, 12);

const standings: Record<string, Standing> = { gus: 'guest', gone: 'deactivated', app: 'bot', sol: 'stranger', new: 'unknown' };
const standing = (user: string): Standing => standings[user] ?? 'member';

const on = (member: string, start = at(9), end = at(10)) => ({ member, start, end });
const rotation = (...shifts: Feeding['shifts'][number][]): Feeding => ({ shifts, whenNobody: [], leads: ['lea'] });

type Answer = [wanted: string[], by: string, differs: boolean];

const rows: [what: string, rotations: Feeding[], inGroup: string[] | null, answer: Answer][] = [
  ['who is on', [rotation(on('ana'))], ['ben'], [['ana'], 'duty', true]],
  ['who is on already is in it', [rotation(on('ana'))], ['ana'], [['ana'], 'duty', false]],
  ['whatever the order in which Slack tells them', [rotation(on('ana'), on('ben'))], ['ben', 'ana'], [['ana', 'ben'], 'duty', false]],
  ['one of two is missing', [rotation(on('ana'), on('ben'))], ['ana'], [['ana', 'ben'], 'duty', true]],
  ['one too many', [rotation(on('ana'))], ['ana', 'ben'], [['ana'], 'duty', true]],
  ['nobody has asked Slack yet', [rotation(on('ana'))], null, [['ana'], 'duty', true]],
  ['at the handoff the next one, alone', [rotation(on('ana', at(8), now), on('ben', now))], ['ana'], [['ben'], 'duty', true]],
  ['two rotations share it', [rotation(on('cy')), rotation(on('ana'))], ['ana'], [['ana', 'cy'], 'duty', true]],
  ['somebody on in both is in it once', [rotation(on('ana')), rotation(on('ana'))], ['ana'], [['ana'], 'duty', false]],
  ['one of two rotations has nobody', [rotation(), rotation(on('ana'))], ['lea'], [['ana'], 'duty', true]],
  ['nobody is on', [{ ...rotation(), whenNobody: ['dee', 'ben'] }], ['ana'], [['ben', 'dee'], 'whenNobody', true]],
  ['nobody is on, and nobody was named for it', [rotation()], ['ana'], [['lea'], 'leads', true]],
  ['who was named has left', [{ ...rotation(), whenNobody: ['gone'] }], ['ana'], [['lea'], 'leads', true]],
  ['only a guest is on', [rotation(on('gus'))], ['ana'], [['lea'], 'leads', true]],
  ['nobody at all: it stays as it is', [{ ...rotation(), leads: [] }], ['ana'], [['ana'], 'nobody', false]],
  ['nobody at all, and Slack was never asked', [{ ...rotation(), leads: ['gone'] }], null, [[], 'nobody', false]],
];

test.each(rows)('%s', (_, rotations, inGroup, [wanted, by, differs]) => {
  expect(groupPlan(rotations, now, { standing, inGroup })).toMatchObject({ wanted, by, differs });
});

test('whom Slack does not take is named, with the reason', () => {
  const shifts = ['gus', 'ana', 'gone', 'app', 'sol', 'new'].map((user) => on(user));
  expect(groupPlan([rotation(...shifts)], now, { standing, inGroup: null })).toEqual({
    wanted: ['ana'],
    by: 'duty',
    differs: true,
    leftOut: [
      { user: 'app', is: 'bot' },
      { user: 'gone', is: 'deactivated' },
      { user: 'gus', is: 'guest' },
      { user: 'new', is: 'unknown' },
      { user: 'sol', is: 'stranger' },
    ],
  });
});

test('the night the clocks change, a shift that ends at 01:00 UTC is over then', () => {
  const shifts = [on('ana', at(28), at(29, 1)), on('ben', at(29, 1), at(30))];
  const wanted = (hour: number) => groupPlan([rotation(...shifts)], at(29, hour), { standing, inGroup: [] }).wanted;
  expect([wanted(0), wanted(1)]).toEqual([['ana'], ['ben']]);
});
