import type { Refusal, Verb } from '../../../src/domain/escalations/rules';
import { clock, refusalText } from '../../../src/views/escalations/refusals';

const names: Record<string, string> = { UBO: 'Bo', UEVIL: '<!channel>' };
const nameOf = (userId: string | null) => (userId && names[userId]) || 'Somebody';
const now = new Date('2026-11-24T08:10:00Z');
const at = new Date('2026-11-24T07:55:00Z');
const lastWeek = new Date('2026-11-16T07:55:00Z');
const context = { number: 142, squad: 'Billing', nameOf, zone: 'Europe/Tallinn', now };

test.each<[Verb, Refusal, string]>([
  ['claim', { why: 'claimed', by: 'UBO', at }, 'Bo claimed this at 09:55.'],
  ['claim', { why: 'claimed', by: 'UBO', at: lastWeek }, 'Bo claimed this on Nov 16 at 09:55.'],
  ['claim', { why: 'claimed', by: 'UEVIL', at }, '&lt;!channel&gt; claimed this at 09:55.'],
  ['claim', { why: 'claimed', by: 'UGONE', at: null }, 'Somebody claimed this.'],
  ['claim', { why: 'yours' }, 'You have it already.'],
  ['claim', { why: 'resolved', by: 'UBO', at }, 'Bo resolved this at 09:55. Press “Reopen” if there is more to it.'],
  ['resolve', { why: 'resolved', by: 'UBO', at }, 'Bo resolved this at 09:55.'],
  ['claim', { why: 'closed', at }, 'ESC-142 was closed at 09:55. Press “Reopen” if there is more to it.'],
  ['claim', { why: 'not_squad' }, 'Only Billing can do this. Ask in its channel, or ask an admin to add you.'],
  ['release', { why: 'open' }, 'Nobody has claimed ESC-142 yet. Press “Claim” to take it.'],
  ['release', { why: 'not_owner', by: 'UBO' }, 'Only Bo, who has it, or the manager can release it. Press “Take over” if you want it.'],
  [
    'ask',
    { why: 'waiting', by: 'UBO', at, on: 'customer' },
    'Bo asked the customer a question at 09:55 and waits for the answer. Press “Carry on” first if you need not wait.',
  ],
  ['answer', { why: 'open' }, 'Nothing is asked any more: ESC-142 is with the squad.'],
  ['answer', { why: 'claimed', by: 'UBO', at }, 'Nothing is asked any more: it is with the squad again. Bo claimed this at 09:55.'],
  ['answer', { why: 'not_agent' }, 'Only the person who asked can do this.'],
  ['pass', { why: 'turn', of: 'customer' }, 'It waits on the customer already.'],
  ['accept', { why: 'open' }, 'ESC-142 was reopened: it is with the squad again.'],
  ['accept', { why: 'accepted' }, 'You have said already that this solves it.'],
  ['reopen', { why: 'claimed', by: 'UBO', at }, 'Bo claimed this at 09:55. It is being worked on.'],
  [
    'reopen',
    { why: 'too_late', at: lastWeek },
    'ESC-142 was closed on Nov 16 at 09:55, more than 7 days ago. Please escalate the thread again.',
  ],
  ['reopen', { why: 'escalated_again', number: 150 }, 'This thread has been escalated again since: go on with ESC-150.'],
  ['raise', { why: 'not_member' }, 'Ask a colleague to escalate this: guests and people of other companies cannot.'],
])('%s, %j: %s', (verb, refusal, text) => expect(refusalText(verb, refusal, context)).toBe(text));

test.each([
  ['Europe/Tallinn', 'at 09:55'],
  ['America/New_York', 'at 02:55'],
  ['Asia/Manila', 'at 15:55'],
  ['Pacific/Auckland', 'at 20:55'],
])('the time is the reader’s own: in %s %s', (zone, text) => expect(clock(at, zone, now)).toBe(text));

test('on the night the clocks change, the time is that of the wall', () => {
  const before = new Date('2026-10-25T00:30:00Z');
  const after = new Date('2026-10-25T01:30:00Z');
  expect(clock(before, 'Europe/Tallinn', after)).toBe('at 03:30');
  expect(clock(after, 'Europe/Tallinn', after)).toBe('at 03:30');
});
