import { openYard, until, type Yard } from './yard';

let yard: Yard;
beforeEach(async () => {
  yard = await openYard();
});
afterEach(() => yard.stop());

test('what is owed is said once, in the order of commits, and not again', async () => {
  const engine = yard.engine();
  await yard.owes({ subject: 'one' }, { subject: 'two' });
  await yard.owes({ subject: 'three' }, { subject: 'one' });

  expect(await engine.deliverDue()).toBe(3);
  expect(await engine.deliverDue()).toBe(0);
  expect(yard.texts()).toEqual(['one', 'two', 'three']);
});

test('every message carries its key, unfolds no links, and is remembered where it stands', async () => {
  await yard.owes({ subject: 'one', key: 'escalation.line:7' });
  await yard.engine().deliverDue();

  const [message] = yard.seen();
  expect(message?.metadata).toEqual({ event_type: 'backline', event_payload: { key: 'escalation.line:7' } });
  expect(yard.calls('chat.postMessage')[0]).toMatchObject({ unfurl_links: false, unfurl_media: false });
  const { state, ts, sentChannel, sentAt, inDoubt, leaseOwner } = await yard.row('one');
  expect({ state, ts, sentChannel, inDoubt, leaseOwner }).toEqual({
    state: 'sent',
    ts: message?.ts,
    sentChannel: yard.channel,
    inDoubt: false,
    leaseOwner: null,
  });
  expect(sentAt).not.toBeNull();
});

test('a reply stands under its root, which goes first', async () => {
  await yard.owes({ subject: 'card', kind: 'escalation.card', key: 'card' }, { subject: 'reply', threadKey: 'card' }, { subject: 'other' });
  await yard.engine().deliverDue();

  expect(yard.texts()).toEqual(['card', 'other']);
  const root = await yard.row('card');
  expect(yard.texts(yard.channel, root.ts ?? '')).toEqual(['card', 'reply']);
});

test('a reply in a thread of people stands there', async () => {
  const { message } = await yard.sandbox.act(yard.sandbox.people.ana as string, { do: 'post', channel: yard.channel, text: 'Help!' });
  await yard.owes({ subject: 'answer', threadTs: message?.ts });
  await yard.engine().deliverDue();
  expect(yard.texts(yard.channel, message?.ts)).toEqual(['Help!', 'answer']);
});

test('a person is written to in their direct messages, which are opened once', async () => {
  const ana = yard.sandbox.people.ana as string;
  await yard.owes({ subject: 'page one', kind: 'escalation.page', lane: ana }, { subject: 'page two', kind: 'escalation.page', lane: ana });
  const engine = yard.engine();
  await engine.deliverDue();
  await yard.owes({ subject: 'page three', kind: 'escalation.page', lane: ana });
  await engine.deliverDue();

  const direct = yard.sandbox.dm(ana);
  expect(yard.sandbox.messages(ana, direct).map(({ text }) => text)).toEqual(['page one', 'page two', 'page three']);
  expect(yard.calls('conversations.open')).toHaveLength(1);
  expect((await yard.row('page one')).sentChannel).toBe(direct);
});

test('what one person alone may see is shown to nobody else', async () => {
  const { ana, kai } = yard.sandbox.people as Record<string, string>;
  const { message } = await yard.sandbox.act(ana as string, { do: 'post', channel: yard.channel, text: 'Hm.' });
  await yard.owes({ subject: 'closed', kind: 'escalation.closed_reply', onlyFor: ana, threadTs: message?.ts });
  await yard.engine().deliverDue();

  expect(yard.sandbox.messages(ana as string, yard.channel, message?.ts).map(({ text }) => text)).toEqual(['Hm.', 'closed']);
  expect(yard.sandbox.messages(kai as string, yard.channel, message?.ts).map(({ text }) => text)).toEqual(['Hm.']);
  expect((await yard.row('closed')).state).toBe('sent');
});

test('a copy speaks with the name and picture of who wrote it', async () => {
  yard.book.set('copy', { text: 'It broke.', as: { name: 'Ana via #support', picture: 'https://a.example/ana.png' } });
  await yard.owes({ subject: 'copy', kind: 'escalation.copy' });
  await yard.engine().deliverDue();
  expect(yard.seen()[0]).toMatchObject({ text: 'It broke.', username: 'Ana via #support' });
});

test('news that is no news any more is not said', async () => {
  yard.book.set('late', null);
  await yard.owes({ subject: 'late' }, { subject: 'next' });
  await yard.engine().deliverDue();
  expect(yard.texts()).toEqual(['next']);
  expect((await yard.row('late')).state).toBe('withdrawn');
});

test('what may still be undone waits, and nobody behind it does', async () => {
  const engine = yard.engine();
  const later = new Date(yard.clock.now().getTime() + 20_000);
  await yard.owes(
    { subject: 'undoable', kind: 'escalation.card', key: 'undoable', notBefore: later },
    { subject: 'its reply', threadKey: 'undoable' },
    { subject: 'next' },
  );
  await engine.deliverDue();
  expect(yard.texts()).toEqual(['next']);
  expect(await engine.nextDueAt()).toEqual(later);

  await yard.pass(20_000);
  await engine.deliverDue();
  expect(yard.texts()).toEqual(['next', 'undoable']);
  expect(yard.texts(yard.channel, (await yard.row('undoable')).ts ?? '')).toEqual(['undoable', 'its reply']);
  expect(await engine.nextDueAt()).toBeNull();
});

test('a person who is paged does not wait for a channel full of digests', async () => {
  const ana = yard.sandbox.people.ana as string;
  const engine = yard.engine({ lanes: 2, urgentLanes: 1 });
  await yard.owes({ subject: 'hello', kind: 'escalation.page', lane: ana });
  await engine.deliverDue();
  yard.sandbox.clearLog();

  const channels = await Promise.all(
    Array.from({ length: 6 }, (_, n) => yard.sandbox.make({ make: 'channel', name: `digest-${n}`, members: [ana], botIsMember: true })),
  );
  for (const lane of channels) await yard.owes({ subject: `digest ${lane}`, lane });
  await yard.owes({ subject: 'page', kind: 'escalation.page', lane: ana });
  await engine.deliverDue();

  const order = yard.calls('chat.postMessage').map(({ text }) => text);
  expect(order.indexOf('page')).toBeLessThan(3);
  expect(order).toHaveLength(7);
});

test('a lane says three at once, then one a second', async () => {
  const engine = yard.engine({ paceMs: 1_000, burst: 3 });
  await yard.owes(...['a', 'b', 'c', 'd', 'e'].map((subject) => ({ subject })));
  await engine.deliverDue();
  expect(yard.texts()).toEqual(['a', 'b', 'c']);

  const due = await engine.nextDueAt();
  await yard.pass((due as Date).getTime() - yard.clock.now().getTime());
  await engine.deliverDue();
  expect(yard.texts()).toEqual(['a', 'b', 'c', 'd']);

  await yard.pass(10_000);
  await engine.deliverDue();
  expect(yard.texts()).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('the engine works by itself when it is woken', async () => {
  const engine = yard.engine({ selfDriven: true, lookEveryMs: 20 });
  await yard.owes({ subject: 'woken' });
  engine.wake();
  await until(() => yard.texts().length === 1);

  await yard.owes({ subject: 'found' });
  await until(() => yard.texts().length === 2);
  await engine.stop();
  await yard.owes({ subject: 'too late' });
  engine.wake();
  expect(await engine.deliverDue()).toBe(0);
  expect(yard.texts()).toEqual(['woken', 'found']);
});
