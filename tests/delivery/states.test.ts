import { writeTx } from '../../src/database';
import type { SettledState } from '../../src/delivery/deps';
import { redraw } from '../../src/delivery/owe';
import { openYard, type Yard } from './yard';

let yard: Yard;
let group: string;
let states: Omit<SettledState, 'row' | 'wish'>[];
beforeEach(async () => {
  yard = await openYard();
  group = await yard.sandbox.make({ make: 'user_group', handle: 'on-call', users: [ana()] });
  states = [];
});
afterEach(() => yard.stop());

const update = 'usergroups.users.update';
const ana = () => yard.sandbox.people.ana as string;
const kai = () => yard.sandbox.people.kai as string;
const members = () => yard.sandbox.group('on-call').users;
const engine = () => {
  const deps = {
    onState: async (_tx: unknown, all: SettledState[]) => void states.push(...all.map(({ error, unchanged }) => ({ error, unchanged }))),
  };
  return yard.engine(deps);
};
const wish = (users: string[], since: string | null = null) => yard.changed('group', { group, members: users, since });
const owed = () => yard.owes({ subject: 'group', kind: 'rota.group', lane: group });

describe('a user group', () => {
  test('has whom the newest wish names, and is not called again for the same', async () => {
    await wish([ana(), kai()]);
    await owed();
    await wish([kai()]);
    await engine().deliverDue();
    await writeTx(yard.database.db, (tx) => redraw(tx, 'group'));
    await engine().deliverDue();
    expect(members()).toEqual([kai()]);
    expect(yard.calls(update)).toEqual([{ usergroup: group, users: kai() }]);
    expect(states).toEqual([
      { error: null, unchanged: false },
      { error: null, unchanged: true },
    ]);
  });

  test('found changed by hand is set once more', async () => {
    await wish([kai()]);
    await owed();
    await engine().deliverDue();
    await yard.sandbox.act(kai(), { do: 'change_group', group, users: [ana()] });
    await wish([kai()], '2026-11-24T09:00:00Z');
    await engine().deliverDue();
    expect(members()).toEqual([kai()]);
  });

  test.each(['permission_denied', 'plan_upgrade_required', 'no_such_subteam', 'subteam_max_users_exceeded', 'missing_scope'])(
    'that Slack refuses to change (%s) is left in peace until it is owed again, and no admin is told each time',
    async (error) => {
      yard.sandbox.inject({ method: update, what: { kind: 'error', error } });
      await wish([kai()]);
      await owed();
      await engine().deliverDue();
      await yard.pass(3_600_000);
      await engine().deliverDue();
      expect(yard.calls(update)).toHaveLength(1);
      expect(states).toEqual([{ error, unchanged: false }]);
      expect(await yard.database.db.read.delivery.count({ where: { kind: 'workspace.trouble' } })).toBe(0);

      await owed();
      await engine().deliverDue();
      expect(members()).toEqual([kai()]);
    },
  );

  test('whose answer is lost is set again', async () => {
    yard.sandbox.inject({ method: update, what: { kind: 'reset' }, when: 'after' });
    await wish([kai()]);
    await owed();
    await engine().deliverDue();
    await yard.pass(60_000);
    await engine().deliverDue();
    expect(yard.calls(update)).toHaveLength(2);
    expect(members()).toEqual([kai()]);
    expect(states).toEqual([{ error: null, unchanged: false }]);
  });

  test('rests when Slack asks for patience', async () => {
    yard.sandbox.inject({ method: update, what: { kind: 'rate_limit', retryAfterSeconds: 30 } });
    await wish([kai()]);
    await owed();
    await engine().deliverDue();
    await yard.pass(29_000);
    await engine().deliverDue();
    expect(members()).toEqual([ana()]);
    await yard.pass(2_000);
    await engine().deliverDue();
    expect(members()).toEqual([kai()]);
  });
});

describe('a topic', () => {
  const topicOf = () => (yard.sandbox.channel(yard.channel).topic as { value: string }).value;
  const owes = () => yard.owes({ subject: 'topic', kind: 'rota.topic' });
  const says = (ours: string | null, since = '10') => yard.changed('topic', { topicOf: yard.channel, mark: 'On rotation: ', ours, since });

  test('begins with ours and goes on with what people wrote', async () => {
    await yard.sandbox.act(kai(), { do: 'set_topic', channel: yard.channel, topic: 'Refunds & billing' });
    await says('On rotation: Ana');
    await owes();
    await engine().deliverDue();
    await says('On rotation: Kai');
    await engine().deliverDue();
    expect(topicOf()).toBe('On rotation: Kai | Refunds &amp; billing');
    await says(null);
    await engine().deliverDue();
    expect(topicOf()).toBe('Refunds &amp; billing');
  });

  test('is looked at again when asked to, and set only where it differs', async () => {
    await says('On rotation: Ana');
    await owes();
    await engine().deliverDue();
    await says('On rotation: Ana', '11');
    await engine().deliverDue();
    expect(yard.calls('conversations.setTopic')).toHaveLength(1);
    await yard.sandbox.act(kai(), { do: 'set_topic', channel: yard.channel, topic: 'Mine' });
    await says('On rotation: Ana', '12');
    await engine().deliverDue();
    expect(topicOf()).toBe('On rotation: Ana | Mine');
  });

  test('of a channel that Backline has been taken out of waits', async () => {
    await says('On rotation: Ana');
    yard.sandbox.inject({ method: 'conversations.setTopic', what: { kind: 'error', error: 'not_in_channel' } });
    await owes();
    await engine().deliverDue();
    expect(states).toEqual([{ error: 'not_in_channel', unchanged: false }]);
    await owes();
    await engine().deliverDue();
    expect(topicOf()).toBe('On rotation: Ana');
  });
});

describe('a file', () => {
  const file = { name: 'payments-1f3a.ics', title: 'Payments', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' };
  const owes = () => yard.owes({ subject: 'file', kind: 'rota.calendar', lane: ana(), data: { file: file.name } });
  const files = () =>
    yard.sandbox.messages(ana(), yard.sandbox.dm(ana())).flatMap((message) => (message.files ?? []) as { name: string }[]);

  test('is sent once, with its comment', async () => {
    yard.book.set('file', { text: 'Your calendar', file });
    await owes();
    await engine().deliverDue();
    await engine().deliverDue();
    expect(files().map(({ name }) => name)).toEqual([file.name]);
    expect(yard.sandbox.messages(ana(), yard.sandbox.dm(ana())).at(-1)?.text).toBe('Your calendar');
  });

  test.each(['files.getUploadURLExternal', 'files.completeUploadExternal'])(
    'is sent once, though the answer of %s is lost',
    async (method) => {
      yard.book.set('file', { text: 'Your calendar', file });
      yard.sandbox.inject({ method, what: { kind: 'reset' }, when: 'after' });
      await owes();
      await engine().deliverDue();
      await yard.pass(60_000);
      await engine().deliverDue();
      expect(files().map(({ name }) => name)).toEqual([file.name]);
      expect((await yard.row('file')).state).toBe('sent');
    },
  );
});
