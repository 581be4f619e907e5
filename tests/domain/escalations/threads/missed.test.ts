import { missedEvents, type Read } from '../../../../src/domain/escalations/threads/missed';
import { type RawMessage, readRaw } from '../../../../src/domain/escalations/threads/raw';

const channelId = 'C0SUPPORT';
const rootTs = '1795507000.000100';
const from = new Date(1795507100_000);
const now = new Date(1795507200_000);

const standing = (ts: string, more: object = {}): RawMessage => {
  const raw = readRaw({ type: 'message', user: 'U0ANA', text: `said at ${ts}`, ts, thread_ts: rootTs, ...more });
  if (!raw) throw new Error('not a message');
  return raw;
};
type Row = Read['rows'][0];
const known = (ts: string, more: Partial<Row> = {}): Row => ({ ts, eventTs: ts, deletedAt: null, ...more });

const before = '1795507050.000100';
const after = '1795507150.000100';
const later = '1795507160.000200';
const edited = { edited: { user: 'U0ANA', ts: later } };

const posted = { ts: after, text: `said at ${after}`, thread_ts: rootTs };
const changed = { subtype: 'message_changed', event_ts: later, message: { ts: after } };

test.each<[string, RawMessage[], Row[], string[], object[]]>([
  ['nothing of what is known', [standing(after)], [known(after)], [after], []],
  ['what is new', [standing(after)], [], [], [posted]],
  ['what is new and was edited, once, as it stands', [standing(after, edited)], [], [], [{ ...posted, event_ts: later }]],
  ['nothing of what was left out long ago', [standing(before)], [], [], []],
  ['nothing of what was heard and was to stay where it is', [standing(after)], [], [after], []],
  ['what is new at the very instant', [standing('1795507100.000000')], [], [], [{ ts: '1795507100.000000' }]],
  ['never the root as something new', [standing(rootTs, { ts: after, thread_ts: after })], [], [after], []],
  ['the posting of what only an edit was heard of', [standing(after, edited)], [known(after, { eventTs: later })], [], [posted]],
  ['an edit after what is known', [standing(after, edited)], [known(after)], [after], [changed]],
  ['no edit that is known', [standing(after, edited)], [known(after, { eventTs: later })], [after], []],
  ['an old message that was edited', [standing(before, edited)], [known(before)], [], [{ ...changed, message: { ts: before } }]],
  ['a root that was deleted', [standing(rootTs, { subtype: 'tombstone' })], [known(rootTs)], [rootTs], [{ deleted_ts: rootTs }]],
  ['nothing of a tombstone that we never knew', [standing(after, { subtype: 'tombstone' })], [], [], []],
  ['nothing of what is known to be deleted', [standing(after, edited)], [known(after, { deletedAt: now })], [], []],
  ['in the order of the thread', [standing(after), standing(later)], [], [], [posted, { ts: later }]],
])('Slack would have told: %s', (_, there, rows, told, expected) => {
  const events = missedEvents({ channelId, rootTs, standing: there, rows, told: new Set(told), gone: [] }, from, now);
  expect(events).toEqual(expected.map(() => expect.objectContaining({ type: 'message', channel: channelId })));
  expect(events).toMatchObject(expected);
});

test('Slack would have told of what is gone first', () => {
  const there = [standing(later)];
  const events = missedEvents({ channelId, rootTs, standing: there, rows: [], told: new Set(), gone: [after] }, from, now);
  expect(events).toMatchObject([{ subtype: 'message_deleted', deleted_ts: after }, { ts: later }]);
});
