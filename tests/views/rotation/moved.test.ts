import type { MovedTold } from '../../../src/domain/rotation/away/told';
import { daysOff } from '../../../src/views/rotation/away';
import { daysThere, insteadOf } from '../../../src/views/rotation/days';
import { movedMessage } from '../../../src/views/rotation/moved';

const span = (start: string, end: string) => ({ start: Date.parse(start), end: Date.parse(end) });
const zone = 'Europe/Lisbon';

test.each([
  ['weeks from Monday to Monday', '2026-03-16T09:00Z', '2026-03-23T09:00Z', '16–23 March'],
  ['a week in which the clocks change', '2026-03-23T09:00Z', '2026-03-30T08:00Z', '23–30 March'],
  ['into another month', '2026-03-30T08:00Z', '2026-04-06T08:00Z', '30 March – 6 April'],
  ['a day', '2026-03-11T09:00Z', '2026-03-12T09:00Z', 'Wed 11 March'],
  ['the day on which the clocks change', '2026-03-28T09:00Z', '2026-03-29T08:00Z', 'Sat 28 March'],
  ['hours', '2026-03-11T13:00Z', '2026-03-11T17:00Z', 'Wed 11 March 13:00–17:00'],
  ['working days', '2026-03-09T09:00Z', '2026-03-13T17:00Z', 'Mon 9 March 09:00 – Fri 13 March 17:00'],
])('%s', (_, start, end, words) => {
  expect(daysThere(span(start, end), zone)).toBe(words);
});

test('a month is said once', () => {
  expect(insteadOf('16–23 March', '9–16 March')).toBe('16–23 March instead of 9–16');
  expect(insteadOf('6–13 April', '9–16 March')).toBe('6–13 April instead of 9–16 March');
  expect(insteadOf('30 March – 6 April', '9–16 March')).toBe('30 March – 6 April instead of 9–16 March');
});

test('an absence is said by its days', () => {
  const days = (start: string, end: string) => daysOff({ start: new Date(start), end: new Date(end) }, zone);
  expect(days('2026-03-09T00:00Z', '2026-03-16T00:00Z')).toBe('Mon 9 March – Sun 15 March');
  expect(days('2026-03-09T00:00Z', '2026-03-10T00:00Z')).toBe('Mon 9 March');
  expect(days('2026-03-09T13:00Z', '2026-03-09T17:00Z')).toBe('Mon 9 March 13:00–17:00');
});

const [first, second, third] = [
  span('2026-03-09T09:00Z', '2026-03-16T09:00Z'),
  span('2026-03-16T09:00Z', '2026-03-23T09:00Z'),
  span('2026-04-06T08:00Z', '2026-04-13T08:00Z'),
] as const;

const names: Record<string, string> = { U1: 'Ana', U2: 'Ben', U3: '<!channel>' };

function said(told: Partial<MovedTold>, shiftId: string | null = 'S1') {
  return movedMessage({
    told: { person: 'U2', lost: [], won: [], why: { is: 'away', user: 'U1' }, ...told },
    ...{ rotation: 'Payments', zone, shiftId, nameOf: (user: string | null) => names[user ?? ''] ?? 'Somebody' },
  });
}

test.each([
  ['moved', { lost: [first], won: [second] }, 'Your turn moved: 16–23 March instead of 9–16, because Ana is away.'],
  [
    'moved twice',
    { lost: [first], won: [second, third] },
    'Your turns moved: 16–23 March and 6–13 April instead of 9–16 March, because Ana is away.',
  ],
  ['one more', { won: [second] }, 'You have one more turn: 16–23 March, because Ana is away.'],
  ['one less', { lost: [first], why: { is: 'back', user: 'U1' } }, 'You are off 9–16 March, because Ana is back.'],
  ['of who is away', { person: 'U1', lost: [first], won: [second] }, 'Your turn moved: 16–23 March instead of 9–16, because you are away.'],
  ['by a lead', { lost: [first], why: { is: 'changed', user: 'U1' } }, 'You are off 9–16 March, because Ana changed the plan.'],
] as [string, Partial<MovedTold>, string][])('%s', (_, told, text) => {
  expect(said(told)?.text).toBe(`${text} Payments, Lisbon time.`);
});

test('a name calls nobody', () => {
  expect(said({ won: [second], why: { is: 'left', user: 'U3' } })?.text).not.toContain('<!channel>');
});

test('who has come by nothing has nothing to swap, and who was moved back hears nothing', () => {
  const blocks = (told: Partial<MovedTold>, shiftId: string | null) => JSON.stringify(said(told, shiftId)?.blocks);
  expect(blocks({ won: [second] }, 'S1')).toMatch(/Why me\?.*Swap…/);
  expect(blocks({ lost: [first] }, null)).not.toContain('Swap…');
  expect(said({})).toBeNull();
});
