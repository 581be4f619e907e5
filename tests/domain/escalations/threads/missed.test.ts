import { type Known, missedEvents } from '../../../../src/domain/escalations/threads/missed';
import { type RawMessage, readRaw } from '../../../../src/domain/escalations/threads/raw';

const channelId = 'C0SUPPORT';
const rootTs = '1795507000.000100';
const since = new Date(1795507100_000);
const now = new Date(1795507200_000);

const standing = (ts: string, more: object = {}): RawMessage => {
  const raw = readRaw({ type: 'message', user: 'U0ANA', text: `said at ${ts}`, ts, thread_ts: rootTs, ...more });
  if (!raw) throw new Error('not a message');
  return raw;
};
const known = (ts: string, more: Partial<Known> = {}): Known => ({ ts, eventTs: ts, deletedAt: null, ...more });

const before = '1795507050.000100';
const after = '1795507150.000100';
const later = '1795507160.000200';
const lately = '1795507198.000100';
const edited = { edited: { user: 'U0ANA', ts: later } };

const posted = { event_ts: after, ts: after, text: `said at ${after}`, thread_ts: rootTs };
const changed = { subtype: 'message_changed', event_ts: later, message: { ts: after } };
const deleted = { subtype: 'message_deleted', deleted_ts: after, previous_message: { ts: after, thread_ts: rootTs } };

test.each<[string, RawMessage[], Known[], Known[], object[]]>([
  ['nothing of what is known', [standing(after)], [known(after)], [known(after)], []],
  ['what is new', [standing(after)], [], [], [posted]],
  ['what is new and was edited, once, as it stands', [standing(after, edited)], [], [], [{ ...posted, event_ts: later }]],
  ['nothing of what was left out long ago', [standing(before)], [], [], []],
  ['what is new at the very instant', [standing('1795507100.000000')], [], [], [{ ts: '1795507100.000000' }]],
  ['an edit after what is known', [standing(after, edited)], [known(after)], [known(after)], [changed]],
  ['no edit that is known', [standing(after, edited)], [known(after, { eventTs: later })], [known(after)], []],
  [
    'an old message that was edited',
    [standing(before, edited)],
    [known(before)],
    [known(before)],
    [{ ...changed, message: { ts: before } }],
  ],
  ['what stands there no more', [], [], [known(after)], [deleted]],
  ['nothing that may have been said while it was read', [], [], [known(lately)], []],
  ['a root that was deleted', [standing(rootTs, { subtype: 'tombstone' })], [known(rootTs)], [known(rootTs)], [{ deleted_ts: rootTs }]],
  ['nothing of a tombstone that we never knew', [standing(after, { subtype: 'tombstone' })], [], [], []],
  ['nothing of what is known to be deleted', [standing(after, edited)], [known(after, { deletedAt: now })], [], []],
  ['in the order of the thread', [standing(after), standing(later)], [], [], [posted, { ts: later }]],
])('Slack would have told: %s', (_, there, ofThose, kept, told) => {
  const events = missedEvents({ channelId, rootTs, standing: there, known: ofThose, kept }, since, now);
  expect(events).toEqual(told.map(() => expect.objectContaining({ type: 'message', channel: channelId })));
  expect(events).toMatchObject(told);
});
