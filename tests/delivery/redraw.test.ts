import { writeTx } from '../../src/database';
import { redraw } from '../../src/delivery/owe';
import { openYard, type Yard } from './yard';

let yard: Yard;
beforeEach(async () => {
  yard = await openYard();
});
afterEach(() => yard.stop());

const update = 'chat.update';
const onTheBoard = async (options = {}) => {
  const engine = yard.engine(options);
  await yard.owes({ subject: 'card', kind: 'escalation.card', key: 'card' });
  await engine.deliverDue();
  return engine;
};

test('ten quick changes are one update', async () => {
  const engine = await onTheBoard();
  for (let n = 1; n <= 10; n += 1) await yard.changed('card', { text: `version ${n}` });
  await engine.deliverDue();
  expect(yard.texts()).toEqual(['version 10']);
  expect(yard.calls(update)).toHaveLength(1);
  expect(yard.calls(update)[0]).toMatchObject({ metadata: { event_type: 'backline', event_payload: { key: 'card' } } });
});

test('ten changes spread over two seconds are two updates at most', async () => {
  const engine = await onTheBoard({ redrawEveryMs: 2_000 });
  await yard.pass(60_000);
  for (let n = 1; n <= 10; n += 1) {
    await yard.changed('card', { text: `version ${n}` });
    await engine.deliverDue();
    await yard.pass(200);
  }
  await yard.pass(2_000);
  await engine.deliverDue();
  expect(yard.texts()).toEqual(['version 10']);
  expect(yard.calls(update)).toHaveLength(2);
});

test('a change that shows nowhere calls nobody', async () => {
  const engine = await onTheBoard();
  await writeTx(yard.database.db, (tx) => redraw(tx, 'card'));
  await engine.deliverDue();
  expect(yard.calls(update)).toHaveLength(0);
  expect((await yard.row('card')).dirty).toBe(false);
});

test('a change while the card is being drawn is drawn after it', async () => {
  const engine = await onTheBoard();
  let changes = 0;
  yard.book.set('card', () => ({ text: `version ${changes}` }));
  const killPoint = async (point: string) => {
    if (point !== 'before-call' || changes > 0) return;
    changes += 1;
    await writeTx(yard.database.db, (tx) => redraw(tx, 'card'));
  };
  await writeTx(yard.database.db, (tx) => redraw(tx, 'card'));
  await yard.engine({ killPoint }).deliverDue();
  await engine.deliverDue();
  expect(yard.texts()).toEqual(['version 1']);
  expect(yard.calls(update)).toHaveLength(2);
});

test('a card that changed before it was first said is said as it is now', async () => {
  await yard.owes({ subject: 'card', kind: 'escalation.card' });
  await yard.changed('card', { text: 'claimed already' });
  await yard.engine().deliverDue();
  expect(yard.texts()).toEqual(['claimed already']);
  expect(yard.calls(update)).toHaveLength(0);
});

test('a card whose record says so is taken away, and what would stand under it is not said', async () => {
  const engine = await onTheBoard();
  await yard.changed('card', null);
  await engine.deliverDue();
  await yard.owes({ subject: 'reply', threadKey: 'card' });
  await engine.deliverDue();
  expect(yard.texts()).toEqual([]);
  expect((await yard.row('card')).state).toBe('withdrawn');
  expect((await yard.row('reply')).state).toBe('withdrawn');
});

test('a card that somebody deleted is posted anew, once', async () => {
  const engine = await onTheBoard();
  const remove = async () => yard.slack.delivery.call('chat.delete', { channel: yard.channel, ts: (await yard.row('card')).ts ?? '' });
  await remove();
  await yard.changed('card', { text: 'version 2' });
  await engine.deliverDue();
  expect(yard.texts()).toEqual(['version 2']);

  await remove();
  await yard.changed('card', { text: 'version 3' });
  await engine.deliverDue();
  expect(yard.texts()).toEqual([]);
  expect((await yard.row('card')).state).toBe('dead');
});

test('a card that may not be edited any more is given up, and its thread goes on', async () => {
  const engine = await onTheBoard();
  yard.sandbox.inject({ method: update, what: { kind: 'error', error: 'edit_window_closed' } });
  await yard.changed('card', { text: 'version 2' });
  await engine.deliverDue();
  await yard.owes({ subject: 'reply', threadKey: 'card' });
  await engine.deliverDue();
  const { state, ts } = await yard.row('card');
  expect(state).toBe('dead');
  expect(yard.texts(yard.channel, ts ?? '')).toEqual(['card', 'reply']);
});

test.each(['reset', 'truncate'] as const)('an update whose answer is lost (%s) is done again, without looking', async (kind) => {
  const engine = await onTheBoard();
  yard.sandbox.inject({ method: update, what: { kind }, when: 'before' });
  await yard.changed('card', { text: 'version 2' });
  await engine.deliverDue();
  expect(yard.texts()).toEqual(['card']);
  await yard.pass(60_000);
  await engine.deliverDue();
  expect(yard.texts()).toEqual(['version 2']);
  expect(yard.calls('conversations.history')).toHaveLength(0);
});

test('a card without blocks loses none, and one with blocks keeps them', async () => {
  yard.book.set('card', { text: 'card', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'card' } }] });
  const engine = await onTheBoard();
  await yard.changed('card', { text: 'new', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'new' } }] });
  await engine.deliverDue();
  expect(yard.seen()[0]?.blocks).toMatchObject([{ type: 'section', text: { text: 'new' } }]);
});

describe('a reaction', () => {
  const wish = async (present: boolean) => {
    const [message] = yard.seen();
    await yard.changed('warning', { reaction: 'warning', on: { channel: yard.channel, ts: message?.ts ?? '' }, present });
  };
  const reactions = () => yard.seen()[0]?.reactions?.map(({ name }) => name) ?? [];
  const owed = async () => {
    const engine = await onTheBoard();
    await wish(true);
    await yard.owes({ subject: 'warning', kind: 'escalation.warned' });
    return engine;
  };

  test('stands when it is wished for, and goes when it is not', async () => {
    const engine = await owed();
    await engine.deliverDue();
    expect(reactions()).toEqual(['warning']);
    await wish(false);
    await engine.deliverDue();
    expect(reactions()).toEqual([]);
    await wish(true);
    await engine.deliverDue();
    expect(reactions()).toEqual(['warning']);
  });

  test('that stands already is fine, and one that nobody wishes for any more is not asked for', async () => {
    const engine = await owed();
    await yard.slack.delivery.call('reactions.add', { channel: yard.channel, timestamp: yard.seen()[0]?.ts ?? '', name: 'warning' });
    await engine.deliverDue();
    expect((await yard.row('warning')).state).toBe('sent');
    await wish(true);
    await engine.deliverDue();
    expect(yard.calls('reactions.add')).toHaveLength(2);
  });

  test('on a message that is gone is given up quietly', async () => {
    const engine = await owed();
    await yard.slack.delivery.call('chat.delete', { channel: yard.channel, ts: yard.seen()[0]?.ts ?? '' });
    await engine.deliverDue();
    expect(await yard.row('warning')).toMatchObject({ state: 'withdrawn', lastError: 'message_not_found' });
  });

  test('holds no message behind it', async () => {
    const engine = await owed();
    yard.sandbox.inject({ method: 'reactions.add', what: { kind: 'rate_limit', retryAfterSeconds: 60 } });
    await yard.owes({ subject: 'next' });
    await engine.deliverDue();
    expect(yard.texts()).toEqual(['card', 'next']);
    await yard.pass(60_000);
    await engine.deliverDue();
    expect(reactions()).toEqual(['warning']);
  });
});
