import {
  acceptDue,
  acceptMinutes,
  announces,
  handoversOf,
  partiesOf,
  remindDue,
  type TurnLength,
} from '../../../../src/domain/rotation/clock/rules';

const at = (text: string) => new Date(`2026-03-${text}Z`);
const on = (userId: string, start: string, end: string) => ({ userId, start: at(start), end: at(end) });
const shown = (...spans: ReturnType<typeof on>[]) =>
  handoversOf(spans).map(
    ({ at: instant, before, after }) => `${instant.toISOString().slice(8, 16)} ${before.join('+')} → ${after.join('+')}`,
  );

describe('a handoff is where the people on differ from the last people who were on', () => {
  const ana = on('ana', '02T09:00', '09T09:00');
  test.each([
    ['one after the other', [ana, on('ben', '09T09:00', '16T09:00')], ['02T09:00  → ana', '09T09:00 ana → ben']],
    [
      'hours between them',
      [on('ana', '02T09:00', '02T17:00'), on('ben', '03T09:00', '03T17:00')],
      ['02T09:00  → ana', '03T09:00 ana → ben'],
    ],
    ['the same person next day', [on('ana', '02T09:00', '02T17:00'), on('ana', '03T09:00', '03T17:00')], ['02T09:00  → ana']],
    ['cut in two for one person', [on('ana', '02T09:00', '04T09:00'), on('ana', '04T09:00', '09T09:00')], ['02T09:00  → ana']],
    [
      'somebody joins and leaves',
      [ana, on('ben', '04T09:00', '05T09:00')],
      ['02T09:00  → ana', '04T09:00 ana → ana+ben', '05T09:00 ana+ben → ana'],
    ],
    [
      'one of two changes',
      [ana, on('ben', '02T09:00', '05T09:00'), on('cy', '05T09:00', '09T09:00')],
      ['02T09:00  → ana+ben', '05T09:00 ana+ben → ana+cy'],
    ],
  ])('%s', (_, spans, expected) => {
    expect(shown(...spans)).toEqual(expected);
  });

  test('who goes and who comes', () => {
    expect(partiesOf({ at: at('05T09:00'), before: ['ana', 'ben'], after: ['ana', 'cy'] })).toEqual({
      outgoing: ['ben'],
      incoming: ['cy'],
    });
  });
});

const hours = (every: number): TurnLength[] => [{ unit: 'hour', every }];

test.each([
  ['a week', null, [{ unit: 'week' }], 30, 'each_handoff'],
  ['eight hours', null, hours(8), 0, 'weekdays_at_nine'],
  ['24 hours', null, hours(24), 30, 'each_handoff'],
  ['eight hours, and leads want it', 15 as const, hours(8), 15, 'weekdays_at_nine'],
  ['a day, and leads want none', 0 as const, [{ unit: 'day' }], 0, 'each_handoff'],
])('turns of %s', (_, acceptWithin, layers, minutes, announce) => {
  expect(acceptMinutes({ acceptWithin }, layers)).toBe(minutes);
  expect(announces({ announce: null }, layers)).toBe(announce);
});

test.each([
  ['asked at once', '09T09:00:10', '09T09:30', '09T09:15'],
  ['asked within half of the time', '09T09:14', '09T09:30', '09T09:15'],
  ['asked late: half of the time is theirs', '09T09:40', '09T09:55', '09T09:27:30'],
])('a handoff of 09:00, %s', (_, now, due, remind) => {
  const dueAt = acceptDue(at('09T09:00'), 30, at(now));
  expect(dueAt).toEqual(at(due));
  expect(remindDue(at('09T09:00'), dueAt)).toEqual(at(remind));
});
