import { type Evidence, type Finding, judge } from '../../faults/judge';
import type { Happened, Heard, Kept, Owed, Posted, Refused, Standing } from '../../faults/judge/evidence';
import type { Act } from '../../faults/people/chronicle';

const title = 'Case 1: Invoice shows VAT twice';

/** Ana raised it, Bo claimed it, a reply was copied: all went well. */
function history(): Evidence {
  return {
    acts: [act('opened', 'ana', title), act('claimed', 'bo'), act('asked', 'bo', '«1.1» which plan?')],
    said: [heard('«1.2»', 'Same result')],
    escalations: [{ id: 'e1', title, raisedBy: 'ana' }],
    events: [happened('opened', 'ana'), happened('claimed', 'bo'), happened('asked', 'bo', { question: '«1.1» which plan?' })],
    deliveries: [
      owed('card', 1, { drawn: { text: 'ESC-1' } }),
      owed('copy', 2, { kind: 'escalation.copy', subject: 'm1', drawn: { text: '«1.2» Same result' } }),
    ],
    messages: [kept('m1', '«1.2» Same result')],
    posts: [posted('card', 1), posted('copy', 2, '10.000001')],
    standing: [standing(1, 'ESC-1'), standing(2, '«1.2» Same result')],
    refusals: [],
    deadEvents: [],
  };
}

const act = (what: Act['what'], by: string, words?: string): Act => ({
  what,
  title,
  by: [by],
  ...(words && { words }),
  acknowledged: true,
  forms: 1,
});
let events = 0;
const happened = (type: string, person: string, data = {}): Happened => ({
  id: ++events,
  escalationId: 'e1',
  type,
  person,
  data: JSON.stringify(data),
});
const ts = (n: number) => `10.00000${n}`;
const heard = (token: string, text: string): Heard => ({
  title,
  channel: 'C0SUPPORT',
  ts: '9.000001',
  by: 'ana',
  token,
  copied: true,
  text: `${token} ${text}`,
});
const kept = (id: string, text: string): Kept => ({ id, channel: 'C0SUPPORT', ts: '9.000001', text, transcript: false, deleted: false });
const posted = (key: string, n: number, thread: string | null = null): Posted => ({ n, key, channel: 'C0BILLING', ts: ts(n), thread });
const standing = (n: number, text: string): Standing => ({ channel: 'C0BILLING', ts: ts(n), text });
const refused = (more: Partial<Refused>): Refused => ({
  n: 1,
  way: 'call',
  name: 'chat.update',
  error: 'message_not_found',
  request: {},
  stormy: true,
  doneBefore: false,
  ...more,
});

function owed(key: string, n: number, more: Partial<Owed> = {}): Owed {
  const place = { lane: 'C0BILLING', position: n, channel: 'C0BILLING', ts: ts(n), onlyFor: null };
  return {
    id: n,
    key,
    kind: 'escalation.card',
    sort: 'card',
    state: 'sent',
    subject: 'e1',
    ...place,
    lastError: null,
    data: {},
    drawn: null,
    ...more,
  };
}

test('a run in which all went well has no findings', () => {
  expect(judge(history())).toEqual([]);
});

type Change = (evidence: Evidence) => void;
const first = <T>(list: T[]): T => list[0] as T;

const failures: [what: string, Finding['sort'][], Change][] = [
  [
    'an escalation with all that was done to it, acknowledged and not recorded',
    ['lost', 'lost', 'lost'],
    (one) => one.events.splice(0) && one.escalations.splice(0) && one.messages.splice(0),
  ],
  ['a form submitted once and raised twice', ['doubled'], (one) => one.escalations.push({ id: 'e2', title, raisedBy: 'ana' })],
  ['a claim that was acknowledged and forgotten', ['lost'], (one) => one.events.splice(1, 1)],
  ['a claim that counts twice', ['doubled'], (one) => one.events.push(happened('claimed', 'bo'))],
  [
    'an answer that came to nothing',
    ['lost'],
    (one) => one.acts.push(act('answered', 'ana')) && one.events.push(happened('agent_replied', 'ana'), happened('resolved', 'bo')),
  ],
  ['a claim by somebody who did not', ['unexpected'], (one) => Object.assign(one.events[1] as Happened, { person: 'cy' })],
  ['a question that was asked twice', ['doubled'], (one) => one.events.push(first(one.events.slice(2)))],
  ['an escalation that nobody raised', ['unexpected'], (one) => one.escalations.push({ id: 'e9', title: 'Case 9', raisedBy: 'ana' })],
  ['a message that was never sent', ['lost'], (one) => one.deliveries.push(owed('line', 3, { state: 'pending', ts: null, channel: null }))],
  [
    'a message withdrawn for no reason',
    ['lost'],
    (one) => one.deliveries.push(owed('line', 3, { state: 'withdrawn', ts: null, drawn: { text: 'Bo has it' } })),
  ],
  [
    'a message given up that no admin hears of',
    ['lost'],
    (one) => one.deliveries.push(owed('line', 3, { state: 'dead', ts: null, lastError: 'is_archived' })),
  ],
  ['an event given up', ['lost'], (one) => one.deadEvents.push({ eventId: 'Ev1', lastError: 'it would not work' })],
  ['a message posted twice, of which one was deleted', ['doubled'], (one) => one.posts.push(posted('card', 3))],
  ['a message that counts as sent and was never posted', ['lost'], (one) => one.deliveries.push(owed('line', 3, { sort: 'notice' }))],
  ['a message that the record believes elsewhere', ['untrue'], (one) => Object.assign(first(one.posts), { ts: ts(0) })],
  ['a message that nobody owed', ['unexpected'], (one) => one.posts.push(posted('stray', 3))],
  ['a message of ours without a key', ['unexpected'], (one) => one.posts.push({ ...posted('', 3), key: null })],
  ['a card that shows an old state', ['untrue'], (one) => Object.assign(first(one.standing), { text: 'ESC-1, open' })],
  ['a card that is gone from Slack', ['lost'], (one) => one.standing.splice(0, 1)],
  ['a card that should be gone and stands', ['untrue'], (one) => Object.assign(first(one.deliveries), { state: 'withdrawn', drawn: null })],
  ['a reply that is not known', ['lost'], (one) => one.messages.splice(0)],
  ['an edit that was not followed', ['untrue'], (one) => Object.assign(first(one.said), { text: '«1.2» Same result, twice' })],
  ['a deleted message whose copy stands', ['untrue'], (one) => Object.assign(first(one.said), { text: null })],
  ['a message that was to stay inside and was copied', ['unexpected'], (one) => Object.assign(first(one.said), { copied: false })],
  [
    'a call that Slack refused while nothing was wrong',
    ['unexpected'],
    (one) => one.refusals.push(refused({ error: 'channel_not_found', stormy: false })),
  ],
  ['a call that no fault explains', ['unexpected'], (one) => one.refusals.push(refused({ error: 'invalid_blocks' }))],
  [
    'a button that nobody answered while nothing was wrong',
    ['unexpected'],
    (one) => one.refusals.push(refused({ way: 'interaction', error: 'operation_timeout', stormy: false })),
  ],
];

test.each(failures)('%s is found', (_, sorts, change) => {
  const evidence = history();
  change(evidence);

  expect(judge(evidence).map(({ sort }) => sort)).toEqual(sorts);
});

test('an answer that was told when the squad had resolved without it is not lost', () => {
  const evidence = history();
  evidence.acts.push(act('answered', 'ana'));
  evidence.events.push(happened('resolved', 'bo'), happened('agent_replied', 'ana'));
  expect(judge(evidence)).toEqual([]);
});

test.each([
  ['resolved before it could be said, and reopened since, is over', ['resolved', 'reopened'], []],
  ['that stands is lost when it is withdrawn', ['squad_replied'], ['lost']],
])('a line about a claim %s', (_, since, sorts) => {
  const evidence = history();
  const claim = evidence.events[1]?.id;
  evidence.events.push(...since.map((type) => happened(type, 'bo')));
  const line = {
    kind: 'escalation.line',
    subject: 'e1',
    state: 'withdrawn',
    data: { event: claim },
    drawn: { text: 'Bo is on it.' },
  } as const;
  evidence.deliveries.push(owed('line', 3, { ...line, channel: null, ts: null }));
  expect(judge(evidence).map(({ sort }) => sort)).toEqual(sorts);
});

test('messages of one thread that were posted in another order than they came to be owed are found', () => {
  const evidence = history();
  evidence.deliveries.push(owed('copy 2', 4, { sort: 'notice', position: 4 }), owed('copy 3', 3, { sort: 'notice', position: 5 }));
  evidence.posts.push(posted('copy 3', 3, ts(1)), posted('copy 2', 4, ts(1)));

  expect(judge(evidence)).toMatchObject([{ sort: 'disorder', what: 'copy 3 was said before copy 2, which came first' }]);
});

test('the order of a thread is not compared with that of another', () => {
  const evidence = history();
  evidence.deliveries.push(owed('reply', 3, { sort: 'notice', position: 9 }), owed('line', 4, { sort: 'notice', position: 8 }));
  evidence.posts.push(posted('reply', 3, ts(1)), posted('line', 4, ts(8)));

  expect(judge(evidence)).toEqual([]);
});

const explained: [what: string, Change][] = [
  ['what was not acknowledged, whether it was done', (one) => Object.assign(one.acts[1] as Act, { acknowledged: false })],
  [
    'what was not acknowledged, when it was not done',
    (one) => one.events.splice(1, 1) && Object.assign(one.acts[1] as Act, { acknowledged: false }),
  ],
  ['two who claim at once, of whom one is faster', (one) => Object.assign(one.acts[1] as Act, { by: ['cy', 'bo'] })],
  [
    'a form that was lost before its fate was known and filled in anew',
    (one) => one.escalations.push({ id: 'e2', title, raisedBy: 'ana' }) && Object.assign(first(one.acts), { forms: 2 }),
  ],
  [
    'a message withdrawn because there was nothing left to say',
    (one) => one.deliveries.push(owed('line', 3, { state: 'withdrawn', ts: null })),
  ],
  ['a button that died with its worker', (one) => one.refusals.push(refused({ way: 'interaction', error: 'operation_timeout' }))],
  ['a form whose time was over', (one) => one.refusals.push(refused({ name: 'views.open', error: 'expired_trigger_id' }))],
  [
    'a form that was closed while it was drawn again',
    (one) => one.refusals.push(refused({ name: 'views.update', error: 'not_found', stormy: false })),
  ],
  ['a deletion repeated because its answer was lost', (one) => one.refusals.push(refused({ doneBefore: true, stormy: false }))],
  [
    'a message given up, of which an admin was told',
    (one) => {
      const told = { kind: 'workspace.trouble', sort: 'notice', subject: 'C0BILLING', data: { error: 'is_archived' } } as const;
      one.deliveries.push(
        owed('line', 3, { state: 'dead', ts: null, lastError: 'is_archived' }),
        owed('told', 4, { ...told, lane: 'U0KAI' }),
      );
      one.posts.push(posted('told', 4));
    },
  ],
];

test.each(explained)('%s is nothing to be found', (_, change) => {
  const evidence = history();
  change(evidence);

  expect(judge(evidence)).toEqual([]);
});
