import { nextInLane, type Parent } from '../../src/delivery/next';
import { plainer } from '../../src/delivery/plainer';
import { refusalOf } from '../../src/delivery/refusals';
import { tune } from '../../src/delivery/tuning';
import { after, allowance, backoffMs, isWaiting, pacedUntil, spend } from '../../src/delivery/waiting';
import type { Delivery } from '../../src/generated/sqlite/client';

const now = new Date('2026-11-24T08:00:00Z');
const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe('what of a lane may be said now', () => {
  const row = (key: string, more: Partial<Delivery> = {}) =>
    ({ key, state: 'pending', threadKey: null, onlyFor: null, notBefore: null, retryAt: null, leaseOwner: null, ...more }) as Delivery;
  const roots: Record<string, Parent> = {
    posted: { key: 'posted', state: 'sent', ts: '1.0' },
    waiting: { key: 'waiting', state: 'pending', ts: null },
    dead: { key: 'dead', state: 'dead', ts: null },
    uneditable: { key: 'uneditable', state: 'dead', ts: '1.0' },
    deleted: { key: 'deleted', state: 'withdrawn', ts: null },
    a: { key: 'a', state: 'pending', ts: null },
  };
  const cases: [string, Delivery[], string, string][] = [
    ['all of them, in order', [row('a'), row('b'), row('c')], 'a b c', ''],
    ['at most as many as the pace allows', [row('a'), row('b'), row('c'), row('d')], 'a b c', ''],
    ['nothing behind a failed attempt that waits', [row('a', { retryAt: at(5) }), row('b')], '', ''],
    ['it goes on when the wait is over', [row('a', { retryAt: at(0) }), row('b')], 'a b', ''],
    ['nothing behind a row in somebody’s hands', [row('a', { leaseOwner: 'other' }), row('b')], '', ''],
    ['what is behind a deliberate wait', [row('a', { notBefore: at(5) }), row('b')], 'b', ''],
    ['a reply right after its root', [row('a'), row('b', { threadKey: 'a' })], 'a b', ''],
    ['a reply under a root that stands', [row('b', { threadKey: 'posted' })], 'b', ''],
    ['no reply before its root, which waits deliberately', [row('b', { threadKey: 'waiting' }), row('c')], 'c', ''],
    ['a reply under a card that is not edited any more', [row('b', { threadKey: 'uneditable' })], 'b', ''],
    [
      'no reply whose root is dead, deleted or unheard of',
      [row('b', { threadKey: 'dead' }), row('c', { threadKey: 'deleted' }), row('d', { threadKey: 'x' })],
      '',
      'b c d',
    ],
    ['an ephemeral message alone', [row('a', { onlyFor: 'U1' }), row('b')], 'a', ''],
    ['what comes before an ephemeral message', [row('a'), row('b', { onlyFor: 'U1' }), row('c')], 'a', ''],
  ];

  test.each(cases)('%s', (_what, rows, say, orphaned) => {
    const next = nextInLane(rows, {
      parentOf: ({ threadKey }) => roots[threadKey ?? ''],
      isLeased: ({ leaseOwner }) => leaseOwner !== null,
      now,
      most: 3,
    });
    expect(next.say.map(({ key }) => key).join(' ')).toBe(say);
    expect(next.orphaned.map(({ key }) => key).join(' ')).toBe(orphaned);
  });
});

describe('waits', () => {
  test.each([
    [null, false],
    [at(-1), false],
    [at(0), false],
    [at(1), true],
    [at(600), true],
    [at(601), false], // written before the clock was set back
  ])('until %s: waiting %s', (until, waiting) => {
    expect(isWaiting(until, now)).toBe(waiting);
  });

  test('grow to five minutes', () => {
    expect([1, 2, 3, 4, 9, 10, 50].map(backoffMs)).toEqual([1_000, 2_000, 4_000, 8_000, 256_000, 300_000, 300_000]);
  });

  test('are never longer than what counts as one', () => {
    expect(isWaiting(after(now, 24 * 3_600_000), now)).toBe(true);
  });
});

describe('three at once, then one a second', () => {
  const pace = { paceMs: 1_000, burst: 3 };

  test.each([
    ['rested', null, 3],
    ['rested for a while', at(-100), 3],
    ['one said just now', at(1), 2],
    ['half of one paid back', at(0.5), 2],
    ['two said', at(2), 1],
    ['three said', at(3), 0],
    ['three said, almost a second ago', at(2.001), 0],
    ['the clock was set back a week', at(7 * 86_400), 3],
  ])('%s', (_what, freeAt, allowed) => {
    expect(allowance(freeAt, now, pace)).toBe(allowed);
    expect(pacedUntil(freeAt, now, pace).getTime() > now.getTime()).toBe(allowed === 0);
  });

  test('over a minute, 60 and the burst', () => {
    let freeAt: Date | null = null;
    let said = 0;
    for (let ms = 0; ms < 60_000; ms += 100) {
      const may = allowance(freeAt, at(ms / 1000), pace);
      if (may > 0) freeAt = spend(freeAt, at(ms / 1000), may, pace);
      said += may;
    }
    expect(said).toBe(62);
  });

  test('without a pace there is no limit', () => {
    expect(allowance(at(100), now, { paceMs: 0, burst: 3 })).toBe(Number.POSITIVE_INFINITY);
  });
});

test('a call never begins that might outlast its lease, whatever is configured', () => {
  const { leaseMs, callMs, settleMs } = tune({ leaseMs: 1_000, callMs: 10_000 });
  expect(settleMs).toBe(2_000);
  expect(leaseMs - callMs - settleMs).toBeGreaterThanOrEqual(callMs);
});

test.each([
  ['invalid_blocks', 'blocks'],
  ['msg_too_long', 'blocks'],
  ['message_limit_exceeded', 'later'],
  ['token_revoked', 'workspace'],
  ['message_not_found', 'gone'],
  ['channel_not_found', 'never'],
  ['is_archived', 'never'],
  ['not_in_channel', 'never'],
  ['a_name_of_tomorrow', 'never'],
])('%s means %s', (error, refusal) => {
  expect(refusalOf(error)).toBe(refusal);
});

describe('drawn plainer', () => {
  test('a message without blocks is its text in sections', () => {
    expect(plainer({ text: 'Hello' })).toEqual({ text: 'Hello', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'Hello' } }] });
  });

  test('stays within every limit of Slack, whatever it is made of', () => {
    const long = 'word '.repeat(40_000);
    const { text, blocks } = plainer({
      text: long,
      blocks: [{ type: 'section', text: { type: 'mrkdwn', text: long } }],
      as: { name: 'Ana' },
    });
    expect(text.length).toBeLessThanOrEqual(3_000);
    expect(blocks?.length).toBe(50);
    for (const block of blocks ?? [])
      expect(block).toMatchObject({ type: 'section', text: { text: expect.stringMatching(/^.{1,3000}$/s) } });
  });
});
