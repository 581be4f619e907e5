import { fold, foldThreads } from '../../../src/domain/escalations/fold';
import type { Told } from '../../../src/domain/escalations/happenings';
import { type Actor, type Deed, type Facts, type Transition, theClock, transition, type Verb } from '../../../src/domain/escalations/rules';

const nine = new Date('2026-11-24T09:00:00Z');
const ten = new Date('2026-11-24T10:00:00Z');
const later = (hours: number) => new Date(ten.getTime() + hours * 3_600_000);

const ana: Actor = { id: 'U01ANA', mayRaise: true, mayAct: false, manages: false };
const bo: Actor = { id: 'U02BO', mayRaise: true, mayAct: true, manages: false };
const cy: Actor = { id: 'U03CY', mayRaise: true, mayAct: true, manages: false };
const mo: Actor = { id: 'U04MO', mayRaise: true, mayAct: true, manages: true };
const eve: Actor = { id: 'U05EVE', mayRaise: true, mayAct: false, manages: false };
const guest: Actor = { id: 'U06GUY', mayRaise: false, mayAct: false, manages: false };

const raise: Deed = { do: 'raise', severity: 's2', squadId: 'billing' };
const claim: Deed = { do: 'claim' };
const takeOver: Deed = { do: 'take_over' };
const release: Deed = { do: 'release' };
const ask: Deed = { do: 'ask', of: 'agent', question: 'Which plan did they leave?' };
const askCustomer: Deed = { ...ask, of: 'customer' };
const toCustomer: Deed = { do: 'pass', to: 'customer' };
const toAgent: Deed = { do: 'pass', to: 'agent' };
const answer: Deed = { do: 'answer', by: 'button', threadId: null };
const carryOn: Deed = { do: 'carry_on' };
const resolve: Deed = { do: 'resolve', reason: 'bug_fixed', answer: 'Reissue it.', handledBy: 'squad' };
const accept: Deed = { do: 'accept' };
const close: Deed = { do: 'close', due: ten };
const reopen: Deed = { do: 'reopen', why: 'does_not_work', next: 'Still twice.', ownerActive: true };

const deeds: Record<Verb, Deed> = {
  raise,
  claim,
  take_over: takeOver,
  release,
  ask,
  pass: toCustomer,
  answer,
  carry_on: carryOn,
  resolve,
  accept,
  close,
  reopen,
};

/** Plays deeds one after the other; each must be allowed. */
function played(...steps: [Deed, Actor][]): { record: Facts; told: Told[] } {
  const told: Told[] = [];
  let record: Facts | null = null;
  for (const [deed, person] of [[raise, ana] as [Deed, Actor], ...steps]) {
    const result: Transition = transition(record, deed, person, nine);
    if (result.is === 'refused') throw new Error(`${deed.do} was refused: ${result.refusal.why}`);
    told.push(result.happening);
    record = { ...result.columns, threads: record ? result.threads : [{ id: 't1', agent: ana.id, outcome: 'waiting' }] };
  }
  if (!record) throw new Error('nothing was raised');
  return { record, told };
}

const open = played();
const claimed = played([claim, bo]);
const waiting = played([claim, bo], [ask, bo]);
const onCustomer = played([claim, bo], [askCustomer, bo]);
const resolved = played([claim, bo], [resolve, bo]);
const closed = played([claim, bo], [resolve, bo], [accept, ana]);

describe('what happens to an escalation', () => {
  const rows: [string, Facts | null, Deed, Actor, Partial<Facts>, string[]][] = [
    ['Ana raises it', null, raise, ana, { state: 'open', turn: 'squad', owner: null, round: 1 }, ['transcript', 'status', 'page']],
    ['Bo claims it', open.record, claim, bo, { state: 'claimed', turn: 'squad', owner: bo.id, claimedAt: ten }, ['line', 'withdraw_pages']],
    ['Cy takes it over from Bo', claimed.record, takeOver, cy, { state: 'claimed', owner: cy.id, claimedAt: ten }, ['tell_former_owner']],
    ['Bo releases it', claimed.record, release, bo, { state: 'open', turn: 'squad', owner: null, claimedAt: null, round: 2 }, ['page']],
    ['the manager releases it', claimed.record, release, mo, { state: 'open', owner: null, round: 2 }, ['page']],
    ['Bo is deactivated', claimed.record, release, theClock, { state: 'open', owner: null, round: 2 }, ['page', 'tell_manager']],
    [
      'Bo is deactivated while Ana is asked',
      waiting.record,
      release,
      theClock,
      { state: 'waiting', owner: null, round: 1 },
      ['tell_manager'],
    ],
    [
      'Cy asks, nobody has it',
      open.record,
      ask,
      cy,
      { state: 'waiting', turn: 'agent', owner: cy.id, askedBy: cy.id, askedAt: ten },
      ['question', 'withdraw_pages'],
    ],
    ['Cy asks, Bo has it', claimed.record, ask, cy, { state: 'waiting', turn: 'agent', owner: bo.id, askedBy: cy.id }, ['question']],
    ['Bo asks the customer', claimed.record, askCustomer, bo, { state: 'waiting', turn: 'customer' }, ['question']],
    ['Ana waits on the customer', waiting.record, toCustomer, ana, { state: 'waiting', turn: 'customer', owner: bo.id }, ['line']],
    ['it is Ana again', onCustomer.record, toAgent, ana, { state: 'waiting', turn: 'agent' }, ['line']],
    [
      'Ana answers',
      waiting.record,
      answer,
      ana,
      { state: 'claimed', turn: 'squad', owner: bo.id, question: null, askedAt: null },
      ['tell_owner'],
    ],
    [
      'Ana answers by a message',
      waiting.record,
      { ...answer, by: 'message' } as Deed,
      eve,
      { state: 'claimed', turn: 'squad' },
      ['tell_owner'],
    ],
    [
      'Ana answers and nobody has it any more',
      { ...waiting.record, owner: null, claimedAt: null },
      answer,
      ana,
      { state: 'open', turn: 'squad', round: 2 },
      ['page'],
    ],
    ['Bo carries on', waiting.record, carryOn, bo, { state: 'claimed', turn: 'squad', owner: bo.id, question: null }, ['line']],
    [
      'Cy carries on what nobody has',
      { ...waiting.record, owner: null, claimedAt: null },
      carryOn,
      cy,
      { state: 'claimed', owner: cy.id },
      ['line'],
    ],
    [
      'Cy resolves it at once',
      open.record,
      resolve,
      cy,
      { state: 'resolved', turn: 'none', owner: cy.id, resolvedBy: cy.id, reason: 'bug_fixed' },
      ['answer', 'withdraw_pages'],
    ],
    ['Bo resolves it', claimed.record, resolve, bo, { state: 'resolved', turn: 'none', owner: bo.id, answer: 'Reissue it.' }, ['answer']],
    ['Bo resolves it without an answer', waiting.record, resolve, bo, { state: 'resolved', turn: 'none', question: null }, ['answer']],
    ['Ana accepts', resolved.record, accept, ana, { state: 'closed', closedHow: 'accepted', closedAt: ten }, []],
    ['two working days pass', resolved.record, close, theClock, { state: 'closed', closedHow: 'unconfirmed', closedAt: ten }, []],
    [
      'Ana reopens, Bo is there',
      resolved.record,
      reopen,
      ana,
      { state: 'claimed', turn: 'squad', owner: bo.id, reopens: 1, answer: null, round: 1 },
      ['reopened', 'tell_owner'],
    ],
    [
      'Ana reopens, Bo is gone',
      resolved.record,
      { ...reopen, ownerActive: false } as Deed,
      ana,
      { state: 'open', owner: null, round: 2 },
      ['reopened', 'page'],
    ],
    [
      'Cy reopens what was closed',
      closed.record,
      reopen,
      cy,
      { state: 'claimed', owner: bo.id, closedAt: null, closedHow: null },
      ['reopened', 'tell_owner'],
    ],
  ];

  test.each(rows)('%s', (_, record, deed, person, columns, owed) => {
    const result = transition(record, deed, person, ten);
    expect(result).toMatchObject({ is: 'done', columns, owed });
    if (result.is === 'done') expect(Object.keys(result.columns)).not.toContain('threads');
  });
});

describe('a deed that does not belong to the state is refused, and nothing else is', () => {
  const states = {
    nothing: null,
    open: open.record,
    claimed: claimed.record,
    waiting: waiting.record,
    resolved: resolved.record,
    closed: closed.record,
  };
  const allowed: Record<keyof typeof states, Verb[]> = {
    nothing: ['raise'],
    open: ['claim', 'ask', 'resolve'],
    claimed: ['take_over', 'release', 'ask', 'resolve'],
    waiting: ['pass', 'answer', 'carry_on', 'resolve'],
    resolved: ['accept', 'close', 'reopen'],
    closed: ['reopen'],
  };
  const reasons: Record<keyof typeof states, string> = {
    nothing: 'missing',
    open: 'open',
    claimed: 'claimed',
    waiting: 'waiting',
    resolved: 'resolved',
    closed: 'closed',
  };
  const all = Object.keys(states).flatMap((state) => Object.keys(deeds).map((verb) => [state, verb] as [keyof typeof states, Verb]));
  /** Somebody for whom each deed is, so that only the state can object. */
  const whose = (verb: Verb): Actor =>
    verb === 'close' ? theClock : ['raise', 'pass', 'answer', 'accept'].includes(verb) ? ana : verb === 'release' ? bo : cy;

  test.each(all.filter(([state, verb]) => allowed[state].includes(verb)))('%s: %s is allowed', (state, verb) => {
    expect(transition(states[state], deeds[verb], whose(verb), ten).is).toBe('done');
  });

  test.each(all.filter(([state, verb]) => !allowed[state].includes(verb)))('%s: %s is refused with the reason', (state, verb) => {
    const result = transition(states[state], deeds[verb], whose(verb), ten);
    const why = verb === 'raise' ? 'exists' : state === 'waiting' && verb === 'claim' ? 'claimed' : reasons[state];
    expect(result).toMatchObject({ is: 'refused', verb, refusal: { why } });
  });
});

describe('a deed is for those whose it is', () => {
  const rows: [string, Facts | null, Deed, Actor, object][] = [
    ['a guest raises', null, raise, guest, { why: 'not_member' }],
    ['somebody else claims', open.record, claim, eve, { why: 'not_squad' }],
    ['the agent takes over', claimed.record, takeOver, ana, { why: 'not_squad' }],
    ['Bo takes over from himself', claimed.record, takeOver, bo, { why: 'yours' }],
    ['Bo claims twice', claimed.record, claim, bo, { why: 'yours' }],
    ['Cy claims what Bo has', claimed.record, claim, cy, { why: 'claimed', by: bo.id, at: nine }],
    ['Cy claims while Bo waits for an answer', waiting.record, claim, cy, { why: 'claimed', by: bo.id }],
    ['Cy claims after it was resolved', resolved.record, claim, cy, { why: 'resolved', by: bo.id, at: nine }],
    ['Cy releases what Bo has', claimed.record, release, cy, { why: 'not_owner', by: bo.id }],
    ['the agent asks the agent', claimed.record, ask, ana, { why: 'not_squad' }],
    ['an engineer answers by the button', waiting.record, answer, bo, { why: 'not_agent' }],
    ['an engineer passes the question on', waiting.record, toCustomer, bo, { why: 'not_agent' }],
    ['Ana passes it to whom it waits on', waiting.record, toAgent, ana, { why: 'turn', of: 'agent' }],
    ['the agent carries on', waiting.record, carryOn, ana, { why: 'not_squad' }],
    ['the agent resolves', claimed.record, resolve, ana, { why: 'not_squad' }],
    ['an engineer accepts', resolved.record, accept, bo, { why: 'not_agent' }],
    ['Ana accepts for another thread', resolved.record, { ...accept, threadId: 't9' } as Deed, ana, { why: 'not_agent' }],
    ['somebody closes by hand', resolved.record, close, bo, { why: 'not_clock' }],
    ['it is closed too early', resolved.record, { do: 'close', due: later(1) }, theClock, { why: 'not_due', due: later(1) }],
    ['a stranger reopens', resolved.record, reopen, eve, { why: 'not_squad' }],
  ];

  test.each(rows)('%s', (_, record, deed, person, refusal) => {
    expect(transition(record, deed, person, ten)).toMatchObject({ is: 'refused', refusal });
  });

  test('a closed one can be reopened for 7 days, not a second longer', () => {
    const at = (ms: number) => new Date(nine.getTime() + 7 * 24 * 3_600_000 + ms);
    expect(transition(closed.record, reopen, ana, at(0)).is).toBe('done');
    expect(transition(closed.record, reopen, ana, at(1000))).toMatchObject({ is: 'refused', refusal: { why: 'too_late', at: nine } });
  });
});

describe('with two threads', () => {
  const both = (record: Facts): Facts => ({
    ...record,
    threads: [...record.threads, { id: 't2', agent: eve.id, outcome: record.threads[0]?.outcome ?? 'waiting' }],
  });

  test('it is closed when both have accepted', () => {
    const first = transition(both(resolved.record), accept, ana, ten);
    expect(first).toMatchObject({ columns: { state: 'resolved' }, threads: [{ outcome: 'accepted' }, { outcome: 'answered' }] });
    if (first.is !== 'done') return;
    const twice = transition({ ...first.columns, threads: first.threads }, accept, ana, ten);
    expect(twice).toMatchObject({ is: 'refused', refusal: { why: 'accepted' } });
    const second = transition({ ...first.columns, threads: first.threads }, accept, eve, ten);
    expect(second).toMatchObject({ columns: { state: 'closed', closedHow: 'accepted' } });
  });

  test('one reopens, the accepted one is left alone', () => {
    const first = transition(both(resolved.record), accept, ana, ten);
    if (first.is !== 'done') throw new Error('not accepted');
    const again = transition({ ...first.columns, threads: first.threads }, reopen, eve, ten);
    expect(again).toMatchObject({ columns: { state: 'claimed' }, threads: [{ outcome: 'accepted' }, { outcome: 'waiting' }] });
  });
});

describe('the fold of what happened is what is stored', () => {
  const stories = {
    open,
    claimed,
    waiting,
    onCustomer,
    resolved,
    closed,
    'released and taken': played([claim, bo], [release, bo], [claim, cy], [takeOver, bo]),
    'asked, passed, answered': played([ask, bo], [toCustomer, ana], [toAgent, ana], [answer, ana]),
    'owner gone while waiting': played([ask, bo], [release, theClock], [carryOn, cy]),
    'reopened twice': played([resolve, bo], [reopen, ana], [resolve, cy], [accept, ana], [{ ...reopen, ownerActive: false } as Deed, cy]),
  };

  test.each(Object.entries(stories))('%s', (_, { record, told }) => {
    const { threads, ...columns } = record;
    expect(fold(told)).toEqual(columns);
    expect(foldThreads(threads, told)).toEqual(threads);
  });
});
