import type { Fault } from '../../sandbox';
import { createClient } from '../../src/slack/client';
import { freePort } from '../support/ports';
import { openYard, type Yard } from './yard';

let yard: Yard;
afterEach(() => yard.stop());

const post = 'chat.postMessage';
const minute = 60_000;

describe('an answer that was lost is looked for before anything is said again', () => {
  type Case = [string, Fault['what'], Fault['when']];
  const cases: Case[] = [
    ['500 before the effect', { kind: 'http', status: 500 }, 'before'],
    ['502 after it', { kind: 'http', status: 502 }, 'after'],
    ['503 after it', { kind: 'http', status: 503 }, 'after'],
    ['no answer in time, nothing done', { kind: 'hang', ms: 2_000 }, 'before'],
    ['no answer in time, done', { kind: 'hang', ms: 2_000 }, 'after'],
    ['half an answer, nothing done', { kind: 'truncate' }, 'before'],
    ['half an answer, done', { kind: 'truncate' }, 'after'],
    ['connection reset, nothing done', { kind: 'reset' }, 'before'],
    ['connection reset, done', { kind: 'reset' }, 'after'],
    ['fatal_error, nothing done', { kind: 'error', error: 'fatal_error' }, 'before'],
    ['fatal_error, done', { kind: 'error', error: 'fatal_error' }, 'after'],
    ['internal_error, done', { kind: 'error', error: 'internal_error' }, 'after'],
    ['request_timeout, done', { kind: 'error', error: 'request_timeout' }, 'after'],
    ['service_unavailable, done', { kind: 'error', error: 'service_unavailable' }, 'after'],
  ];

  test.each(cases)('%s', async (_what, what, when) => {
    yard = await openYard({ timeoutMs: what.kind === 'hang' ? 1_000 : 5_000 });
    const counted: string[] = [];
    const engine = yard.engine({ metrics: { delivered: (sort) => counted.push(sort) } });
    yard.sandbox.inject({ method: post, what, when });
    await yard.owes({ subject: 'one' }, { subject: 'two' });

    await engine.deliverDue();
    expect((await yard.row('one')).inDoubt).toBe(true);
    expect(yard.texts()).toEqual(when === 'after' ? ['one'] : []);

    await yard.pass(minute);
    await engine.deliverDue();
    expect(yard.texts()).toEqual(['one', 'two']);
    expect(yard.calls('conversations.history')).toHaveLength(1);
    expect(yard.calls(post)).toHaveLength(when === 'after' ? 2 : 3);
    expect(counted).toEqual(['unknown', 'released', when === 'after' ? 'read_back' : 'sent', 'sent']);
    expect(await yard.row('one')).toMatchObject({ state: 'sent', inDoubt: false, lastError: null, ts: yard.seen()[0]?.ts });
  });

  test('a reply is looked for in its thread', async () => {
    yard = await openYard();
    const engine = yard.engine();
    await yard.owes({ subject: 'card', kind: 'escalation.card', key: 'card' });
    await engine.deliverDue();
    yard.sandbox.inject({ method: post, what: { kind: 'reset' }, when: 'after' });
    await yard.owes({ subject: 'reply', threadKey: 'card' });
    await engine.deliverDue();
    await yard.pass(minute);
    await engine.deliverDue();

    expect(yard.texts(yard.channel, (await yard.row('card')).ts ?? '')).toEqual(['card', 'reply']);
    expect(yard.calls('conversations.replies')).toHaveLength(1);
  });

  test('among more messages than one page holds', async () => {
    yard = await openYard();
    const engine = yard.engine();
    yard.sandbox.inject({ method: post, what: { kind: 'reset' }, when: 'after' });
    await yard.owes({ subject: 'lost' });
    await engine.deliverDue();
    for (let n = 0; n < 450; n += 1)
      await yard.sandbox.act(yard.sandbox.people.ana as string, { do: 'post', channel: yard.channel, text: `chat ${n}` });

    await yard.pass(minute);
    await engine.deliverDue();
    expect(yard.texts().filter((text) => text === 'lost')).toHaveLength(1);
    expect(yard.calls('conversations.history')).toHaveLength(3);
  });

  test('a message with the same key by another app is not ours', async () => {
    yard = await openYard();
    yard.sandbox.inject({ method: post, what: { kind: 'reset' }, when: 'after' });
    await yard.owes({ subject: 'one' });
    await yard.engine().deliverDue();
    await yard.pass(minute);
    await yard.engine({ slack: () => ({ ...yard.slack, botId: 'B0OTHER' }) }).deliverDue();
    expect(yard.texts()).toEqual(['one', 'one']);
  });

  test('a card that is found is drawn again: its record may have changed meanwhile', async () => {
    yard = await openYard();
    const engine = yard.engine();
    yard.sandbox.inject({ method: post, what: { kind: 'http', status: 502 }, when: 'after' });
    await yard.owes({ subject: 'card', kind: 'escalation.card' });
    await engine.deliverDue();
    await yard.changed('card', { text: 'card, claimed' });
    await yard.pass(minute);
    await engine.deliverDue();
    expect(yard.texts()).toEqual(['card, claimed']);
  });

  test('an ephemeral message, which nobody can look for, counts as said', async () => {
    yard = await openYard();
    const ana = yard.sandbox.people.ana as string;
    yard.sandbox.inject({ method: 'chat.postEphemeral', what: { kind: 'reset' }, when: 'after' });
    await yard.owes({ subject: 'only you', kind: 'escalation.closed_reply', onlyFor: ana });
    const engine = yard.engine();
    await engine.deliverDue();
    await yard.pass(minute);
    await engine.deliverDue();
    expect(yard.calls('chat.postEphemeral')).toHaveLength(1);
    expect((await yard.row('only you')).state).toBe('sent');
  });
});

describe('history unreadable while it is unknown whether something was said', () => {
  const lose = async (kind: 'escalation.page' | 'escalation.line', error = 'missing_scope') => {
    yard = await openYard();
    const engine = yard.engine();
    yard.sandbox.inject({ method: post, what: { kind: 'reset' }, when: 'before' });
    yard.sandbox.inject({ method: 'conversations.history', times: 20, what: { kind: 'error', error } });
    await yard.owes({ subject: 'one', kind }, { subject: 'two' });
    await engine.deliverDue();
    await yard.pass(minute);
    await engine.deliverDue();
    return engine;
  };
  const ofTheAdmin = () =>
    yard.sandbox.messages(yard.sandbox.people.kai as string, yard.sandbox.dm(yard.sandbox.people.kai as string)).map(({ text }) => text);

  test('a page is said again: twice is better than not at all', async () => {
    await lose('escalation.page');
    expect(yard.texts()).toEqual(['one', 'two']);
    expect(ofTheAdmin()).toEqual([]);
  });

  test('anything else is held, an admin is told, and the rest goes on', async () => {
    await lose('escalation.line');
    expect(yard.texts()).toEqual(['two']);
    expect(await yard.row('one')).toMatchObject({ state: 'dead', inDoubt: true, lastError: 'unreadable:missing_scope' });
    expect(ofTheAdmin()).toEqual([yard.channel]);
  });

  test('when Slack cannot be asked just now, it is asked again later, with the rest waiting', async () => {
    const engine = await lose('escalation.line', 'fatal_error');
    expect(yard.texts()).toEqual([]);
    expect(await yard.row('one')).toMatchObject({ state: 'pending', inDoubt: true });
    yard.sandbox.clearFaults();
    await yard.pass(minute);
    await engine.deliverDue();
    expect(yard.texts()).toEqual(['one', 'two']);
  });

  test('an admin hears of it when that goes on for long', async () => {
    const engine = await lose('escalation.line', 'fatal_error');
    for (let n = 0; n < 4; n += 1) {
      await yard.pass(minute);
      await engine.deliverDue();
    }
    expect(ofTheAdmin()).toEqual([yard.channel]);
    expect((await yard.row('one')).state).toBe('pending');
  });
});

describe('429: this method rests in this channel, and nobody else waits', () => {
  test.each([
    ['1', 1, 1],
    ['60', 60, 60],
    ['missing', null, 30],
  ])('Retry-After %s', async (_header, retryAfterSeconds, seconds) => {
    yard = await openYard();
    const other = await yard.sandbox.make({ make: 'channel', name: 'other', members: [], botIsMember: true });
    yard.sandbox.inject({ method: post, channel: yard.channel, what: { kind: 'rate_limit', retryAfterSeconds } });
    await yard.owes({ subject: 'one' }, { subject: 'two' }, { subject: 'elsewhere', lane: other });
    const engine = yard.engine();
    await engine.deliverDue();
    expect(yard.texts()).toEqual([]);
    expect((await yard.row('elsewhere')).state).toBe('sent');

    await yard.pass(seconds * 1000 - 500);
    await engine.deliverDue();
    expect(yard.calls(post)).toHaveLength(2);
    await yard.pass(500);
    await engine.deliverDue();
    expect(yard.texts()).toEqual(['one', 'two']);
    expect(yard.calls('conversations.history')).toHaveLength(0);
  });

  test('another process knows of it', async () => {
    yard = await openYard();
    yard.sandbox.inject({ method: post, what: { kind: 'rate_limit', retryAfterSeconds: 60 } });
    await yard.owes({ subject: 'one' });
    await yard.engine().deliverDue();
    await yard.owes({ subject: 'two' });
    await yard.engine().deliverDue();
    expect(yard.calls(post)).toHaveLength(1);
  });

  test('redrawing rests by itself: new messages go on', async () => {
    yard = await openYard();
    const engine = yard.engine();
    await yard.owes({ subject: 'card', kind: 'escalation.card' });
    await engine.deliverDue();
    yard.sandbox.inject({ method: 'chat.update', what: { kind: 'rate_limit', retryAfterSeconds: 60 } });
    await yard.changed('card', { text: 'card, claimed' });
    await yard.owes({ subject: 'line' });
    await engine.deliverDue();
    expect(yard.texts()).toEqual(['card', 'line']);
    await yard.pass(minute);
    await engine.deliverDue();
    expect(yard.texts()).toEqual(['card, claimed', 'line']);
  });
});

describe('Slack says no', () => {
  test('a name for "not now": tried again, in order', async () => {
    yard = await openYard();
    yard.sandbox.inject({ method: post, what: { kind: 'error', error: 'message_limit_exceeded' } });
    await yard.owes({ subject: 'one' }, { subject: 'two' });
    const engine = yard.engine();
    await engine.deliverDue();
    expect(yard.texts()).toEqual([]);
    await yard.pass(1_000);
    await engine.deliverDue();
    expect(yard.texts()).toEqual(['one', 'two']);
  });

  test('the connection is refused: nothing was said, so nothing is looked for', async () => {
    yard = await openYard();
    const nobody = createClient({ token: 'xoxb-none', apiUrl: `http://127.0.0.1:${await freePort()}/api/` });
    await yard.owes({ subject: 'one' });
    await yard.engine({ slack: () => ({ ...yard.slack, delivery: nobody }) }).deliverDue();
    expect(await yard.row('one')).toMatchObject({ state: 'pending', inDoubt: false, attempts: 1, lastError: 'ECONNREFUSED' });
    await yard.pass(minute);
    await yard.engine().deliverDue();
    expect(yard.texts()).toEqual(['one']);
  });

  test('the token is revoked: the workspace rests, its messages wait, nothing loops', async () => {
    yard = await openYard();
    yard.sandbox.inject({ method: post, times: 1, what: { kind: 'error', error: 'token_revoked' } });
    const other = await yard.sandbox.make({ make: 'channel', name: 'other', members: [], botIsMember: true });
    await yard.owes({ subject: 'one' });
    const engine = yard.engine();
    await engine.deliverDue();
    await yard.owes({ subject: 'two', lane: other });
    await engine.deliverDue();
    expect(yard.calls(post)).toHaveLength(1);
    await yard.pass(5 * minute);
    await engine.deliverDue();
    expect(yard.texts()).toEqual(['one']);
    expect((await yard.row('two')).state).toBe('sent');
  });

  test('a workspace that we are not connected to waits, and another one does not', async () => {
    yard = await openYard();
    const { teamId } = yard.sandbox.app;
    const strangers = 'T0GONE';
    const slack = (workspaceId: string) => {
      if (workspaceId !== teamId) throw new Error('No token');
      return yard.slack;
    };
    await yard.owes({ subject: 'there', workspaceId: strangers }, { subject: 'here' });
    const engine = yard.engine({ slack });
    await engine.deliverDue();
    expect(yard.texts()).toEqual(['here']);
    expect(await yard.row('there')).toMatchObject({ state: 'pending', lastError: 'not_connected' });
    expect((await engine.nextDueAt())?.getTime()).toBeGreaterThan(yard.clock.now().getTime() + 4 * minute);
  });
});
