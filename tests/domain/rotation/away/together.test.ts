import { together } from '../../../../src/domain/rotation/away/together';

const at = (day: number) => new Date(Date.UTC(2026, 2, day, 9));
const change = (from: string, to: string | null, [start, end]: [number, number], why: string) => ({
  ...{ from, to, start: at(start), end: at(end), layer: 'day' },
  because: to === null ? null : { why },
});

const there = change('ana', 'ben', [2, 9], 'exchanged');
const back = change('ben', 'ana', [9, 16], 'exchanged');
const covers = change('ana', 'cy', [23, 25], 'covering');
const benIsAway = change('ben', 'cy', [3, 4], 'covering');
const anaIsAwayThere = change('ana', 'cy', [10, 11], 'covering');

test.each([
  ['both sides of an exchange', [there, back], [[there, back]]],
  ['two covers apart', [covers, benIsAway], [[covers], [benIsAway]]],
  ['an exchange, and a cover of something else', [there, back, covers], [[there, back], [covers]]],
  ['what is covered of a turn that was exchanged', [there, back, benIsAway, anaIsAwayThere], [[there, back, benIsAway, anaIsAwayThere]]],
  [
    'two exchanges between the same two',
    [there, back, there, back],
    [
      [there, back],
      [there, back],
    ],
  ],
  ['nothing', [], []],
])('%s', (_, rows, groups) => {
  expect(together(rows)).toEqual(groups);
});
