import { mortal } from '../delivery/mortal';
import { openYard, type Yard } from '../delivery/yard';

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
