import { planFor } from '../../../../src/domain/escalations/threads/channels';
import { comesBack, isFollowed, mayLeave, newest, pageOf, staysInside } from '../../../../src/domain/escalations/threads/rules';

const yes = new Date('2026-11-24T08:00:00Z');

test.each([
  ['🔒 only for us', true],
  [':lock: only for us', true],
  ['  :lock:for us', true],
  ['This is not :lock:ed', false],
  [':locked: out', false],
  ['Hello', false],
])('"%s" stays inside: %s', (text, answer) => expect(staysInside(text)).toBe(answer));

test.each([
  ['public', null, true, true],
  ['none', null, true, true],
  ['private', null, false, false],
  ['private', yes, true, true],
  ['external', null, false, false],
  ['external', yes, true, true],
  ['direct', null, false, false],
  ['direct', yes, true, false], // of a direct message only the chosen one was agreed to
] as const)('a %s thread with consent %s: leaves %s, is followed %s', (kind, consentAt, leaves, followed) => {
  expect(mayLeave({ kind, consentAt })).toBe(leaves);
  expect(isFollowed({ kind, consentAt })).toBe(followed);
});

test.each([
  ['the first thread, in the agent’s place', {}, {}, true],
  ['a thread attached later', { position: 1 }, {}, false],
  ['a thread where outsiders read along', { inThread: false }, {}, false],
  ['a one-way thread', { twoWay: false }, {}, false],
  ['a thread that is closed', { openKey: null }, {}, false],
  ['a squad that wants one-way threads', {}, { oneWayThreads: true }, false],
])('squad messages come back: %s', (_, thread, squad, answer) => {
  const first = { position: 0, twoWay: true, inThread: true, openKey: 'C1:1', ...thread };
  expect(comesBack(first, { oneWayThreads: false, ...squad })).toBe(answer);
});

test('twenty messages make a page', () => expect([0, 19, 20, 39, 40].map(pageOf)).toEqual([0, 0, 1, 1, 2]));

test('the newest event wins, and nothing brings a deleted message back', () => {
  const snapshot = { text: 'new', files: [], eventTs: '1764000002.000100', editedAt: null };
  const row = { eventTs: '1764000001.000100', deletedAt: null };
  expect(newest(row, snapshot)).toEqual(snapshot);
  expect(newest({ ...row, eventTs: snapshot.eventTs }, snapshot)).toBeNull();
  expect(newest({ ...row, eventTs: '1764000003.000100' }, snapshot)).toBeNull();
  expect(newest({ ...row, deletedAt: yes }, snapshot)).toBeNull();
});

describe('a channel changes', () => {
  const thread = { kind: 'public', inThread: true, position: 0, consentAt: null } as const;
  const unsaid = { consentBy: null, consentAt: null };
  const away = { inThread: false, twoWay: false };
  const place = { kind: 'public', readers: 5, outsiders: false, agentsPlace: true } as const;

  test.each([
    [
      'a public one turns private',
      thread,
      'turned_private',
      { columns: { kind: 'private', ...unsaid }, news: 'turned_private', asks: true },
    ],
    ['a public one is shared', thread, 'shared', { columns: { kind: 'external', ...unsaid, ...away }, news: 'shared', asks: true }],
    [
      'a private one is shared: the old yes was for other readers',
      { ...thread, kind: 'private', consentAt: yes },
      'shared',
      { columns: { kind: 'external', ...unsaid, ...away }, news: 'shared', asks: true },
    ],
    ['it is archived', thread, 'archived', { columns: away, news: 'archived', asks: false }],
    ['Backline is removed', thread, 'removed', { columns: away, news: 'removed', asks: false }],
  ] as const)('%s', (_, before, change, plan) => expect(planFor(before, change, null)).toEqual(plan));

  test.each([
    ['private already', { ...thread, kind: 'private' }, 'turned_private'],
    ['shared already', { ...thread, kind: 'external', inThread: false }, 'shared'],
    ['archived, where Backline was not talking anyway', { ...thread, inThread: false }, 'archived'],
  ] as const)('%s: no news', (_, before, change) => expect(planFor(before, change, null)).toBeNull());

  test.each([
    ['the first thread is two-way again', { ...thread, inThread: false }, place, { inThread: true, twoWay: true }],
    ['a later thread stays one-way', { ...thread, inThread: false, position: 1 }, place, { inThread: true, twoWay: false }],
  ] as const)('Backline is back: %s', (_, before, now, columns) => expect(planFor(before, 'back', now)?.columns).toEqual(columns));

  test.each([
    ['it never was away', thread, place],
    ['a guest has come meanwhile', { ...thread, inThread: false }, { ...place, outsiders: true, agentsPlace: false }],
    ['it has become another kind of place', { ...thread, inThread: false }, { ...place, kind: 'private' }],
    ['nobody knows what it is', { ...thread, inThread: false }, null],
  ] as const)('Backline is back, and it changes nothing: %s', (_, before, now) => expect(planFor(before, 'back', now)).toBeNull());
});
