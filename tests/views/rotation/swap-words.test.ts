import { writeTx } from '../../../src/database';
import { recordChange } from '../../../src/domain/rotation/records/changes';
import { lockRotation } from '../../../src/domain/rotation/records/lock';
import { republish } from '../../../src/domain/rotation/records/publish';
import type { RotationRecord } from '../../../src/domain/rotation/records/rotation';
import { askToMend, type SwapRecord, takeSwap } from '../../../src/domain/rotation/swaps/store';
import { everyoneCard } from '../../../src/views/rotation/swaps/card';
import { swapFacts } from '../../../src/views/rotation/swaps/facts';
import { toldText } from '../../../src/views/rotation/swaps/told';
import { act, cy, dee, lea, monday, type Scene, scene, week, workspaceId } from '../../domain/rotation/swaps/scene';

let s: Scene;
beforeEach(async () => {
  s = await scene();
});
afterEach(() => s.drop());

/** A lead asks for somebody in the third week, which is Cy's. */
async function asked(): Promise<SwapRecord> {
  const proposal = { instead: null, proposed: dee, askedBy: lea, ...week(2) };
  const outcome = await inRotation((tx, rotation) => askToMend(tx, rotation, proposal, monday));
  if (outcome.is !== 'saved') throw new Error(outcome.is);
  return outcome.request;
}

const inRotation = <T>(work: (tx: Parameters<typeof lockRotation>[0], rotation: RotationRecord) => Promise<T>): Promise<T> =>
  writeTx(s.db, async (tx) => work(tx, (await lockRotation(tx, workspaceId, s.rotation.id)) as RotationRecord));

async function said(request: SwapRecord) {
  const facts = await swapFacts({ read: s.db.read, now: monday }, workspaceId, request.id);
  if (!facts) throw new Error('The request is not there');
  const news = { news: 'urgent', person: lea, taker: null } as const;
  return { card: everyoneCard(facts).text, urgent: toldText(facts, news) };
}

test('where one of two is on, one more is asked for', async () => {
  const { card, urgent } = await said(await asked());
  expect(card).toContain('Lea asks for somebody on Payments, where one more is needed, Mon 16 Mar 09:00');
  expect(urgent).toContain('one more is needed, and it starts within a day.');
});

test('where nobody is on, it says so, also when somebody has taken it', async () => {
  await inRotation(async (tx, rotation) => {
    await recordChange(tx, rotation, { kind: 'remove', from: cy, to: null, ...week(2), source: 'lead', by: lea }, monday);
    await republish(tx, rotation, monday);
  });
  const request = await asked();
  expect((await said(request)).card).toContain('where nobody is on, Mon 16 Mar 09:00');
  expect((await said(request)).urgent).toContain('nobody is on, and it starts within a day.');
  await takeSwap(s.db, act(dee, request), { isSure: true }, monday);
  expect((await said(request)).card).toContain('where nobody is on, Mon 16 Mar 09:00');
});
