import type { CalendarDefinition } from '../../../src/domain/calendar/definition';
import { calendarOf } from '../../../src/domain/calendar/rules';
import { duties } from '../../../src/domain/escalations/duties';
import { type Candidate, nextPage } from '../../../src/domain/escalations/paging';

/** Tallinn, Mon–Fri 09:00–12:00 and 13:00–17:00, Mon 23 Feb 2026 until 14:00, Tue 24 Feb a holiday. */
const day: [string, string][] = [
  ['09:00', '12:00'],
  ['13:00', '17:00'],
];
const definition: CalendarDefinition = {
  timeZone: 'Europe/Tallinn',
  hours: { mon: day, tue: day, wed: day, thu: day, fri: day },
  exceptions: [
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
};
const tallinn = calendarOf(definition);
const at = (wall: string) => new Date(`${wall}:00+02:00`);

const base = {
  workspaceId: 'T1',
  number: 142,
  state: 'open' as const,
  severity: 's3' as const,
  round: 1,
  level: 0,
  levelAt: at('2026-02-20T16:30'),
  exhaustedAt: null,
  resolvedAt: null,
  reopens: 0,
  ungathered: [],
};

describe('when the clock has to look at it', () => {
  test.each([
    ['raised at 22:00, the first is asked when it opens', { levelAt: at('2026-02-19T22:00') }, '2026-02-20T09:00', 'T1:page:142:1:1'],
    ['raised within the hours, at once', {}, '2026-02-20T16:30', 'T1:page:142:1:1'],
    ['the second after an hour that counts', { level: 1 }, '2026-02-23T09:30', 'T1:page:142:1:2'],
    [
      'S1 does not wait for the morning',
      { severity: 's1' as const, levelAt: at('2026-02-19T22:00') },
      '2026-02-19T22:00',
      'T1:page:142:1:1',
    ],
    ['nor for the second', { severity: 's1' as const, level: 1, levelAt: at('2026-02-19T22:00') }, '2026-02-19T22:05', 'T1:page:142:1:2'],
    ['S2 asks on after 15 minutes', { severity: 's2' as const, level: 1, round: 3 }, '2026-02-20T16:45', 'T1:page:142:3:2'],
    [
      'silence for two working days closes it',
      { state: 'resolved' as const, resolvedAt: at('2026-02-20T11:00') },
      '2026-02-25T11:00',
      'T1:close:142:1',
    ],
    [
      'and again after a reopen',
      { state: 'resolved' as const, resolvedAt: at('2026-02-25T11:00'), reopens: 1 },
      '2026-02-27T11:00',
      'T1:close:142:2',
    ],
  ])('%s', (_, facts, wall, slot) => {
    const [first] = duties({ ...base, ...facts }, tallinn);
    expect(first).toMatchObject({ at: at(wall), slot });
  });

  test.each([
    ['claimed', { state: 'claimed' as const }],
    ['nobody is left to ask', { exhaustedAt: at('2026-02-20T16:30') }],
    ['closed', { state: 'closed' as const, resolvedAt: at('2026-02-20T11:00') }],
  ])('%s: nothing is due', (_, facts) => expect(duties({ ...base, ...facts }, tallinn)).toEqual([]));

  test('a thread that is still to be read comes first', () => {
    const ungathered = [{ id: 't1', attachedAt: at('2026-02-20T16:00') }];
    expect(duties({ ...base, ungathered }, tallinn).map(({ duty }) => duty)).toEqual(['gather', 'page']);
  });

  test('a calendar that is never open keeps nobody waiting', () => {
    const never = calendarOf({ timeZone: 'Europe/Tallinn', hours: {} });
    expect(duties(base, never)[0]).toMatchObject({ duty: 'page', at: base.levelAt });
  });
});

describe('who is asked next', () => {
  const fine = { isDeleted: false, isGuest: false, isExternal: false, isBot: false };
  const candidate = (user: string, facts: Partial<Candidate['person']> = {}, canSee = true): Candidate => ({
    user,
    person: { ...fine, ...facts },
    canSee,
  });
  const bo = candidate('bo');
  const cy = candidate('cy');

  test.each([
    ['the first', [bo, cy], [], 'bo', []],
    ['not twice in a round', [bo, cy], ['bo'], 'cy', [['bo', 'asked_already']]],
    ['not who is gone', [candidate('bo', { isDeleted: true }), cy], [], 'cy', [['bo', 'deactivated']]],
    ['not a guest', [candidate('bo', { isGuest: true }), cy], [], 'cy', [['bo', 'guest']]],
    ['not another company', [candidate('bo', { isExternal: true }), cy], [], 'cy', [['bo', 'guest']]],
    ['not who cannot read the channel', [candidate('bo', {}, false), cy], [], 'cy', [['bo', 'not_in_channel']]],
    ['not who asks', [candidate('ana'), cy], [], 'cy', [['ana', 'asks_it']]],
    ['somebody of whom nothing is known', [{ user: 'bo', person: null, canSee: true }], [], 'bo', []],
    ['nobody is left', [bo], ['bo'], null, [['bo', 'asked_already']]],
  ])('%s', (_, candidates, asked, ask, skipped) => {
    expect(nextPage(candidates, ['ana'], asked)).toEqual({ ask, skipped: skipped.map(([user, reason]) => ({ user, reason })) });
  });
});
