import fc from 'fast-check';
import { formatHours } from '../../../src/domain/calendar/format';
import { parseHours } from '../../../src/domain/calendar/parse';
import { joinWindows, overlapOf, splitByDay, type Window } from '../../../src/domain/calendar/windows';

const said = (line: string) => {
  const parsed = parseHours(line.split('\n'));
  return parsed.ok ? formatHours(parsed.windows) : parsed.problem;
};

test.each([
  ['Mon-Fri 09:00-17:00', ['Mon-Fri 09:00-17:00']],
  ['mon - fri 9-17', ['Mon-Fri 09:00-17:00']],
  ['Monday–Friday 9:00–17:00', ['Mon-Fri 09:00-17:00']],
  ['Mon,Wed 10:00-12:00, 14:00-16:00', ['Mon,Wed 10:00-12:00, 14:00-16:00']],
  ['Mon-Wed, Fri 9-12', ['Mon-Wed,Fri 09:00-12:00']],
  ['Fri-Mon 9-12', ['Mon,Fri-Sun 09:00-12:00']],
  ['Daily 22:00-06:00', ['Daily 22:00-06:00']],
  ['Fri 22:00-Mon 06:00', ['Fri 22:00-Mon 06:00']],
  ['Fri 22:00-Sat 06:00', ['Fri 22:00-06:00']],
  ['Sat 00:00-24:00', ['Sat 00:00-24:00']],
  ['Sat 9-9', ['Sat 09:00-09:00']],
  ['Always', ['Always']],
  ['Daily 0-24', ['Always']],
  ['Mon 9-12\nMon 12-17\nTue 9-17', ['Mon,Tue 09:00-17:00']],
  ['Tue 9-12\nMon 9-17', ['Mon 09:00-17:00', 'Tue 09:00-12:00']],
])('“%s” are hours', (line, lines) => {
  expect(said(line)).toEqual(lines);
});

test.each([
  ['Mon-Fry 9-17', '“Fry” is not a day. Say it like Mon-Fri 09:00-17:00.'],
  ['Mo 9-17', '“Mo” is not a day. Say it like Mon-Fri 09:00-17:00.'],
  ['Mon-Fri 9-25', 'There is no 25 on a clock. Say it like Mon-Fri 09:00-17:00.'],
  ['Mon 9:60-10', 'There is no 9:60 on a clock. Say it like Mon-Fri 09:00-17:00.'],
  ['Mon 24:00-02:00', '24:00 can only be an end. Say it like Mon-Fri 09:00-17:00.'],
  ['Mon 9am-5pm', '“9am” is not a time of day. Say it like Mon-Fri 09:00-17:00.'],
  ['Mon 9', '“9” needs a start and an end. Say it like Mon-Fri 09:00-17:00.'],
  ['Mon-Fri', '“Mon-Fri” has no hours. Say it like Mon-Fri 09:00-17:00.'],
  ['9-17', 'The days are missing. Say it like Mon-Fri 09:00-17:00.'],
  ['Mon-Wed-Fri 9-17', '“Mon-Wed-Fri” is not a run of days. Say it like Mon-Fri 09:00-17:00.'],
  ['', 'There are no hours here. Say it like Mon-Fri 09:00-17:00.'],
])('“%s” is refused with what is wrong and how to say it', (line, problem) => {
  expect(said(line)).toBe(problem);
});

test('the line that cannot be read is named', () => {
  expect(parseHours(['Mon 9-17', 'whenever'])).toMatchObject({ ok: false, line: 1 });
});

test.each([
  ['Mon 9-12\nMon 11-14', 'Mon 09:00-12:00 and Mon 11:00-14:00 overlap.'],
  ['Mon 22-06\nTue 05-09', 'Mon 22:00-06:00 and Tue 05:00-09:00 overlap.'],
  ['Sun 22-06\nMon 05-09', 'Sun 22:00-06:00 and Mon 05:00-09:00 overlap.'],
  ['Mon 9-12\nMon 12-14', null],
])('%s: %s', (lines, overlap) => {
  expect(parseHours(lines.split('\n'))).toMatchObject({ ok: true, overlap });
});

test('what is said about any hours reads back as the same hours', () => {
  const window = fc
    .record({ day: fc.integer({ min: 0, max: 6 }), from: fc.integer({ min: 0, max: 1439 }), length: fc.integer({ min: 1, max: 9000 }) })
    .map(({ day, from, length }): Window => ({ day, from, to: from + length }));
  fc.assert(
    fc.property(fc.array(window, { minLength: 1, maxLength: 10 }), (windows) => {
      const joined = joinWindows(windows);
      if (joined.some(({ from, to }) => to - from > 7 * 1440)) return;
      expect(parseHours(formatHours(joined))).toMatchObject({ ok: true, windows: joined });
    }),
    { seed: 7, numRuns: 500 },
  );
});

test('a weekend of opening falls into its days, and nothing of it is lost', () => {
  expect(splitByDay([{ day: 4, from: 1320, to: 3 * 1440 + 360 }])).toEqual([
    { day: 4, from: 1320, to: 1440 },
    { day: 5, from: 0, to: 1440 },
    { day: 6, from: 0, to: 1440 },
    { day: 0, from: 0, to: 360 },
  ]);
  expect(overlapOf(splitByDay([{ day: 4, from: 1320, to: 3 * 1440 + 360 }]))).toBeNull();
});
