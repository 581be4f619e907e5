import type { KnownBlock } from '@slack/types';
import { writeTx } from '../../src/database';
import { backlog } from '../../src/delivery/backlog';
import { resend } from '../../src/delivery/resend';
import { openYard, type Yard } from './yard';

let yard: Yard;
beforeEach(async () => {
  yard = await openYard();
});
afterEach(() => yard.stop());

const post = 'chat.postMessage';
const kai = () => yard.sandbox.people.kai as string;
const toldToKai = () => yard.sandbox.messages(kai(), yard.sandbox.dm(kai())).map(({ text }) => text);
const resendAll = () => writeTx(yard.database.db, (tx) => resend(tx, { workspaceId: yard.sandbox.app.teamId, lane: yard.channel }));

describe('a place that takes nothing any more', () => {
  test('the archived channel: an admin is told once, other places go on, the record can show it', async () => {
    const other = await yard.sandbox.make({ make: 'channel', name: 'other', members: [], botIsMember: true });
    const dead: string[] = [];
    const engine = yard.engine({ onDead: async (_tx, rows) => void dead.push(...rows.map(({ subject }) => subject)) });
    await yard.sandbox.act(kai(), { do: 'archive', channel: yard.channel });
    await yard.owes({ subject: 'one' }, { subject: 'two' }, { subject: 'elsewhere', lane: other });
    await engine.deliverDue();

    expect(await yard.row('one')).toMatchObject({ state: 'dead', lastError: 'is_archived', inDoubt: false });
    expect((await yard.row('elsewhere')).state).toBe('sent');
    expect(dead).toEqual(['one', 'two']);
    expect(toldToKai()).toEqual([yard.channel]);
    expect(await backlog(yard.database.db.read, yard.clock.now())).toMatchObject({ waiting: 0, dead: 2, doubtful: 0 });
  });

  test('mended and resent, everything is there in its order, with the thread', async () => {
    await yard.sandbox.act(kai(), { do: 'archive', channel: yard.channel });
    await yard.owes(
      { subject: 'card', kind: 'escalation.card', key: 'card' },
      { subject: 'reply', threadKey: 'card' },
      { subject: 'last' },
    );
    const engine = yard.engine();
    await engine.deliverDue();
    expect((await yard.row('reply')).state).toBe('withdrawn');
    await yard.owes({ subject: 'later reply', threadKey: 'card' });
    await engine.deliverDue();
    expect((await yard.row('later reply')).state).toBe('withdrawn');

    await yard.sandbox.act(kai(), { do: 'unarchive', channel: yard.channel });
    await yard.sandbox.act(kai(), { do: 'invite', channel: yard.channel, user: yard.sandbox.app.botUserId });
    expect(await resendAll()).toBe(2);
    await engine.deliverDue();
    expect(yard.texts()).toEqual(['card', 'last']);
    expect(yard.texts(yard.channel, (await yard.row('card')).ts ?? '')).toEqual(['card', 'reply', 'later reply']);
  });

  test('trouble that comes back after things went well is told again', async () => {
    const engine = yard.engine();
    const refuse = () => yard.sandbox.inject({ method: post, channel: yard.channel, what: { kind: 'error', error: 'restricted_action' } });
    refuse();
    await yard.owes({ subject: 'one' });
    await engine.deliverDue();
    refuse();
    await yard.owes({ subject: 'two' });
    await engine.deliverDue();
    expect(toldToKai()).toHaveLength(1);

    await yard.pass(1_000);
    await yard.owes({ subject: 'three' });
    await engine.deliverDue();
    refuse();
    await yard.owes({ subject: 'four' });
    await engine.deliverDue();
    expect(yard.texts()).toEqual(['three']);
    expect(toldToKai()).toHaveLength(2);
  });

  test('somebody who cannot be written to', async () => {
    const ana = yard.sandbox.people.ana as string;
    await yard.sandbox.change(ana, { deleted: true });
    await yard.owes({ subject: 'page', kind: 'escalation.page', lane: ana });
    await yard.engine().deliverDue();
    expect((await yard.row('page')).state).toBe('dead');
    expect(toldToKai()).toEqual([ana]);
  });

  test('an admin who cannot be told is not told about that', async () => {
    yard.sandbox.inject({ method: post, times: 2, what: { kind: 'error', error: 'restricted_action' } });
    await yard.owes({ subject: 'one' });
    await yard.engine().deliverDue();
    expect(await yard.database.db.read.delivery.count()).toBe(2);
    expect(toldToKai()).toEqual([]);
  });

  test('somebody who left the channel misses what was for them alone; nobody else has to hear of it', async () => {
    await yard.owes({ subject: 'only you', kind: 'escalation.closed_reply', onlyFor: yard.sandbox.people.ana });
    await yard.sandbox.act(yard.sandbox.people.ana as string, { do: 'leave', channel: yard.channel });
    await yard.engine().deliverDue();
    expect(await yard.row('only you')).toMatchObject({ state: 'withdrawn', lastError: 'user_not_in_channel' });
    expect(toldToKai()).toEqual([]);
  });
});

describe('held because nobody could look whether it was said', () => {
  const hold = async () => {
    yard.sandbox.inject({ method: post, what: { kind: 'reset' }, when: 'before' });
    yard.sandbox.inject({ method: 'conversations.history', what: { kind: 'error', error: 'missing_scope' } });
    await yard.owes({ subject: 'one' });
    const engine = yard.engine();
    await engine.deliverDue();
    await yard.pass(60_000);
    await engine.deliverDue();
    return engine;
  };

  test('resent, it is looked for first', async () => {
    const engine = await hold();
    await resendAll();
    await engine.deliverDue();
    expect(yard.calls('conversations.history')).toHaveLength(2);
    expect(yard.texts()).toEqual(['one']);
  });

  test('an admin who has looked may have it said without', async () => {
    const engine = await hold();
    await writeTx(yard.database.db, (tx) => resend(tx, { workspaceId: yard.sandbox.app.teamId, subject: 'one' }, { notThere: true }));
    await engine.deliverDue();
    expect(yard.calls('conversations.history')).toHaveLength(1);
    expect(yard.texts()).toEqual(['one']);
  });
});

describe('blocks that Slack refuses', () => {
  const broken = [
    { type: 'header', text: { type: 'plain_text', text: 'ESC-1' } },
    { type: 'section', text: { type: 'mrkdwn', text: 'Invoice shows VAT twice' }, accessory: { type: 'wrong' } },
    { type: 'context', elements: [{ type: 'mrkdwn', text: 'Billing' }] },
    { type: 'actions', elements: [] },
  ] as unknown as KnownBlock[];

  test('are drawn once more, plainer', async () => {
    yard.book.set('card', { text: 'ESC-1: Invoice shows VAT twice', blocks: broken });
    await yard.owes({ subject: 'card', kind: 'escalation.card' });
    await yard.engine().deliverDue();
    expect(yard.seen()[0]?.blocks).toMatchObject([
      { type: 'section', text: { type: 'mrkdwn', text: '*ESC-1*' } },
      { type: 'section', text: { type: 'mrkdwn', text: 'Invoice shows VAT twice' } },
      { type: 'section', text: { type: 'mrkdwn', text: 'Billing' } },
    ]);
    expect(await yard.row('card')).toMatchObject({ state: 'sent', plainer: true });
  });

  test('at the next change they are tried richly again', async () => {
    yard.book.set('card', { text: 'ESC-1', blocks: broken });
    await yard.owes({ subject: 'card', kind: 'escalation.card' });
    const engine = yard.engine();
    await engine.deliverDue();
    await yard.changed('card', { text: 'ESC-1', blocks: [{ type: 'header', text: { type: 'plain_text', text: 'ESC-1' } }] });
    await engine.deliverDue();
    expect(yard.seen()[0]?.blocks).toMatchObject([{ type: 'header' }]);
    expect((await yard.row('card')).plainer).toBe(false);
  });

  test('refused even so, the message is given up', async () => {
    yard.sandbox.inject({ method: post, channel: yard.channel, times: 2, what: { kind: 'error', error: 'invalid_blocks' } });
    await yard.owes({ subject: 'card' }, { subject: 'next' });
    await yard.engine().deliverDue();
    expect(await yard.row('card')).toMatchObject({ state: 'dead', lastError: 'invalid_blocks' });
    expect(yard.texts()).toEqual(['next']);
  });
});

describe('words that cannot be drawn', () => {
  test('hold their channel for a while, not for ever', async () => {
    yard.book.set('one', () => {
      throw new Error('A mistake of ours');
    });
    await yard.owes({ subject: 'one' }, { subject: 'two' });
    const engine = yard.engine();
    for (let n = 0; n < 9; n += 1) {
      await engine.deliverDue();
      await yard.pass(5 * 60_000);
    }
    expect(await yard.row('one')).toMatchObject({ state: 'dead', lastError: 'cannot_be_drawn' });
    expect(yard.texts()).toEqual(['two']);
  });

  test('a kind that this version does not know is given up, and holds nobody', async () => {
    await yard.owes({ subject: 'one' }, { subject: 'two' });
    await writeTx(yard.database.db, (tx) => tx.delivery.updateMany({ where: { subject: 'one' }, data: { kind: 'digest.ancient' } }));
    await yard.engine().deliverDue();
    expect(await yard.row('one')).toMatchObject({ state: 'dead', lastError: 'unknown_kind:digest.ancient' });
    expect(yard.texts()).toEqual(['two']);
  });
});
