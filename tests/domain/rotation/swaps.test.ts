import { findRings, mayTake } from '../../../src/domain/rotation/swaps';
import { at, iso, rotation } from './support';

/** Ana, Ben, Cy and Dee, a week each, from Monday 2 March 2026 on. */
const weekly = {
  zone: 'UTC',
  layers: [{ name: 'week', unit: 'week', anchor: '2026-03-02T09:00', order: ['ana', 'ben', 'cy', 'dee'] }],
};
const week = (n: number) => ({
  start: iso(at('2026-03-02T09:00') + n * 7 * 86_400_000),
  end: iso(at('2026-03-09T09:00') + n * 7 * 86_400_000),
});
const span = ({ start, end }: { start: string; end: string }) => ({ start: at(start), end: at(end) });

describe('who may take a shift', () => {
  const { start, end } = week(1);
  test.each<[string, string, Record<string, unknown>, object]>([
    ['somebody who is free', 'dee', {}, { may: true, tired: false }],
    ['somebody who has the week after has no rest', 'cy', {}, { may: true, tired: true }],
    ['nobody takes their own', 'ben', {}, { may: false, why: 'own' }],
    [
      'not what its asker is not on in any more',
      'dee',
      { changes: [{ kind: 'replace', from: 'ben', to: 'cy', start, end }] },
      { may: false, why: 'not_open' },
    ],
    ['not what has begun', 'dee', { now: start, history: [] }, { may: false, why: 'started' }],
    ['no stranger', 'eli', {}, { may: false, why: 'not_a_member' }],
    ['nobody who leaves before its end', 'dee', { members: [{ id: 'dee', until: '2026-03-12' }] }, { may: false, why: 'not_a_member' }],
    ['nobody who joins after its start', 'eli', { members: [{ id: 'eli', from: '2026-03-12' }] }, { may: false, why: 'not_a_member' }],
    ['nobody who was deactivated', 'dee', { members: [{ id: 'dee', inactive: true }] }, { may: false, why: 'inactive' }],
    [
      'nobody who is away for a part of it',
      'dee',
      { absences: [{ member: 'dee', from: '2026-03-15', to: '2026-03-17' }] },
      { may: false, why: 'away' },
    ],
    [
      'nobody who is on here already',
      'dee',
      { changes: [{ kind: 'add', to: 'dee', start: '2026-03-10', end: '2026-03-11' }] },
      { may: false, why: 'on_already' },
    ],
    [
      'nobody who is on another rotation',
      'dee',
      { busy: [{ member: 'dee', start: '2026-03-10', end: '2026-03-11' }] },
      { may: false, why: 'busy' },
    ],
    [
      'away comes before busy',
      'dee',
      {
        absences: [{ member: 'dee', from: '2026-03-10', to: '2026-03-11' }],
        busy: [{ member: 'dee', start: '2026-03-10', end: '2026-03-11' }],
      },
      { may: false, why: 'away' },
    ],
  ])('%s', (_, person, more, expected) => {
    const request = { id: 's1', member: 'ben', give: span({ start, end }), accepts: null };
    expect(mayTake(rotation({ ...weekly, ...more }), request, person)).toEqual(expected);
  });
});

describe('rings', () => {
  type Asked = [id: string, member: string, gives: number, accepts: null | 'any' | number[]];
  const ringsOf = (asked: Asked[], more: Record<string, unknown> = {}) => {
    const swaps = asked.map(([id, member, gives, accepts]) => ({
      id,
      member,
      give: week(gives),
      accepts: Array.isArray(accepts) ? accepts.map(week) : accepts,
    }));
    const rota = rotation({ ...weekly, swaps, ...more });
    return findRings(rota, rota.plan.swaps);
  };

  test.each<[string, Asked[], string[][]]>([
    [
      'two who want each other’s week',
      [
        ['s1', 'ana', 0, [1]],
        ['s2', 'ben', 1, [0]],
      ],
      [['s1', 's2']],
    ],
    [
      'three who cannot pair',
      [
        ['s1', 'ana', 0, [1]],
        ['s2', 'ben', 1, [2]],
        ['s3', 'cy', 2, [0]],
      ],
      [['s1', 's2', 's3']],
    ],
    [
      'four',
      [
        ['s1', 'ana', 0, [1]],
        ['s2', 'ben', 1, [2]],
        ['s3', 'cy', 2, [3]],
        ['s4', 'dee', 3, [0]],
      ],
      [['s1', 's2', 's3', 's4']],
    ],
    [
      'a pair before a ring of three',
      [
        ['s1', 'ana', 0, [1]],
        ['s2', 'ben', 1, [2, 0]],
        ['s3', 'cy', 2, [0]],
      ],
      [['s1', 's2']],
    ],
    [
      'the oldest request first',
      [
        ['s1', 'ana', 0, [1, 2]],
        ['s2', 'ben', 1, [0]],
        ['s3', 'cy', 2, [0]],
      ],
      [['s1', 's2']],
    ],
    [
      'two pairs',
      [
        ['s1', 'ana', 0, 'any'],
        ['s2', 'ben', 1, 'any'],
        ['s3', 'cy', 2, 'any'],
        ['s4', 'dee', 3, 'any'],
      ],
      [
        ['s1', 's2'],
        ['s3', 's4'],
      ],
    ],
    [
      'nobody who wants nothing in return',
      [
        ['s1', 'ana', 0, [1]],
        ['s2', 'ben', 1, null],
      ],
      [],
    ],
    [
      'no two weeks of one person',
      [
        ['s1', 'ana', 0, 'any'],
        ['s2', 'ana', 4, 'any'],
      ],
      [],
    ],
    [
      'half a ring is none',
      [
        ['s1', 'ana', 0, [1]],
        ['s2', 'ben', 1, [2]],
      ],
      [],
    ],
  ])('%s', (_, asked, expected) => {
    expect(ringsOf(asked).map(({ swaps }) => swaps)).toEqual(expected);
  });

  test('say who takes what from whom', () => {
    const [ring] = ringsOf([
      ['s1', 'ana', 0, [1]],
      ['s2', 'ben', 1, [2]],
      ['s3', 'cy', 2, [0]],
    ]);
    expect(ring?.moves.map(({ start, end, from, to }) => [iso(start), iso(end), from, to])).toEqual([
      [week(0).start, week(0).end, 'ana', 'cy'],
      [week(1).start, week(1).end, 'ben', 'ana'],
      [week(2).start, week(2).end, 'cy', 'ben'],
    ]);
  });

  test('nobody is moved into a time in which they are away, and nothing that has begun is moved', () => {
    const asked: Asked[] = [
      ['s1', 'ana', 0, [1]],
      ['s2', 'ben', 1, [0]],
    ];
    expect(ringsOf(asked, { busy: [{ member: 'ana', ...week(1) }] })).toEqual([]);
    expect(ringsOf(asked, { now: week(0).start })).toEqual([]);
  });
});
