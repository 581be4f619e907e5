import type { Finding } from '../../../src/domain/rotation/health';
import { compareFindings, keyOf, type ToldFinding } from '../../../src/domain/rotation/reminders/told';

const hour = 3_600_000;
const gap = (start: number, end: number, have = 0): Finding => ({
  finding: have === 0 ? 'gap' : 'short',
  ...{ start: start * hour, end: end * hour, minutes: (end - start) * 60, need: 1, have },
});
const double = (member: string, start: number, end: number): Finding => ({
  finding: 'double',
  member,
  start: start * hour,
  end: end * hour,
});
const told = (finding: Finding, isOpenEnd = false): ToldFinding => {
  const span = 'start' in finding ? { start: finding.start, end: finding.end } : null;
  return { id: `${keyOf(finding)} ${span?.start}`, key: keyOf(finding), span, isOpenEnd };
};
const window = { start: 10 * hour, end: 100 * hour };
const starved: Finding = { finding: 'starved', member: 'ana' };

test.each<[string, Finding[], ToldFinding[], { fresh: number; gone: number; seen: number }]>([
  ['nothing was told yet', [gap(20, 24)], [], { fresh: 1, gone: 0, seen: 0 }],
  ['it was told', [gap(20, 24)], [told(gap(20, 24))], { fresh: 0, gone: 0, seen: 0 }],
  ['it has begun since', [gap(10, 14)], [told(gap(8, 14))], { fresh: 0, gone: 0, seen: 0 }],
  ['part of it was mended', [gap(20, 22)], [told(gap(20, 24))], { fresh: 0, gone: 0, seen: 0 }],
  ['it is mended: forgotten', [], [told(gap(20, 24))], { fresh: 0, gone: 1, seen: 0 }],
  ['it is over: forgotten', [], [told(gap(2, 4))], { fresh: 0, gone: 1, seen: 0 }],
  ['it came back after it was forgotten', [gap(20, 24)], [], { fresh: 1, gone: 0, seen: 0 }],
  ['it has grown at its start', [gap(18, 24)], [told(gap(20, 24))], { fresh: 1, gone: 0, seen: 0 }],
  ['it has grown at its end', [gap(20, 26)], [told(gap(20, 24))], { fresh: 1, gone: 0, seen: 0 }],
  ['more of it comes into sight', [gap(20, 100)], [told(gap(20, 90), true)], { fresh: 0, gone: 0, seen: 1 }],
  ['its end comes into sight', [gap(20, 95)], [told(gap(20, 90), true)], { fresh: 0, gone: 0, seen: 1 }],
  ['beyond what is looked at nothing is forgotten', [], [told(gap(120, 124))], { fresh: 0, gone: 0, seen: 0 }],
  ['nobody is another thing than too few', [gap(20, 24, 1)], [told(gap(20, 24))], { fresh: 1, gone: 1, seen: 0 }],
  ['somebody else is another thing', [double('ben', 20, 24)], [told(double('ana', 20, 24))], { fresh: 1, gone: 1, seen: 0 }],
  ['what is about no time is told once', [starved], [told(starved)], { fresh: 0, gone: 0, seen: 0 }],
])('%s', (_, found, before, news) => {
  const { fresh, gone, seen } = compareFindings(found, before, window);
  expect({ fresh: fresh.length, gone: gone.length, seen: seen.length }).toEqual(news);
});
