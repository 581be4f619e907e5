import { openDesk } from '../../src/delivery/desk';
import { tune } from '../../src/delivery/tuning';
import { mortal } from '../delivery/mortal';
import { openYard, silent, type Yard } from '../delivery/yard';

let yard: Yard;

beforeEach(async () => {
  yard = await openYard();
  await yard.owes({ subject: 'card', kind: 'escalation.card' });
  await yard.changed('card', { text: 'claimed' });
  await yard.engine().deliverDue();
});
afterEach(() => yard.stop());

test('sqlite, seed 4: a card that says the old thing again is drawn again, though nobody knows that Slack had taken the other', async () => {
  await yard.changed('card', { text: 'open' });
  const { killPoint, died } = mortal((point) => point === 'after-accepted');
  void yard.engine({ killPoint }).deliverDue();
  await died;
  await yard.bury();
  expect(yard.texts()).toEqual(['open']);

  await yard.changed('card', { text: 'claimed' });
  await yard.engine().deliverDue();

  expect(yard.texts()).toEqual(['claimed']);
});

test('the same when the answer was lost', async () => {
  await yard.changed('card', { text: 'open' });
  yard.sandbox.inject({ method: 'chat.update', when: 'after', what: { kind: 'http', status: 502 } });
  const engine = yard.engine();
  await engine.deliverDue();
  expect(yard.texts()).toEqual(['open']);

  await yard.changed('card', { text: 'claimed' });
  await yard.pass(60_000);
  await engine.deliverDue();

  expect(yard.texts()).toEqual(['claimed']);
});

test('postgres, seed 5: what is begun at the end of a lease has left Slack’s hands before another process looks whether it is there', async () => {
  const tuning = tune({ leaseMs: 30_000, callMs: 10_000, settleMs: 2_000 });
  const deps = { db: yard.database.db, clock: yard.sandbox.clock, log: silent, owner: 'one', words: {} as never, slack: () => yard.slack };
  const desk = async (claimedMsAgo: number) =>
    openDesk({ deps, tuning, step: async () => {} }, [await yard.row('card')], [], performance.now() - claimedMsAgo);

  expect((await desk(17_000)).hasTime()).toBe(true);
  expect((await desk(18_000)).hasTime()).toBe(false);
  expect(await (await desk(18_000)).call('chat.postMessage', yard.channel, { channel: yard.channel, text: 'late' })).toEqual({
    is: 'unreached',
    error: 'lease_running_out',
  });
});
