import { writeTx } from '../../src/database';
import type { DeliveryDeps } from '../../src/delivery/deps';
import type { Settled } from '../../src/delivery/settled';
import { dialectOf } from '../../src/delivery/sql';
import { tune } from '../../src/delivery/tuning';
import { takeTurn } from '../../src/delivery/turn';
import { again, sent } from '../../src/delivery/verdicts';
import { openYard, silent, type Yard } from './yard';

let yard: Yard;
afterEach(() => yard.stop());

const tuning = tune({ paceMs: 0 });
const seats = { lanes: 8, unhurried: 8, redraws: 8 };
const none = { lanes: 0, unhurried: 0, redraws: 0 };

/** A turn of one process, which is the same throughout. */
function turn(settled: Settled[], free = none) {
  const { db } = yard.database;
  const deps: DeliveryDeps = {
    db,
    clock: yard.clock,
    log: silent,
    owner: 'host:1',
    words: {} as never,
    slack: () => yard.slack,
    paceMs: 0,
  };
  return takeTurn(deps, dialectOf(db), tuning, settled, free);
}

async function claimOne() {
  const { lanes } = await turn([], seats);
  return lanes[0]?.rows[0] as NonNullable<(typeof lanes)[0]['rows'][0]>;
}

test('a result that comes after its lease counts for nothing, also when the same process has claimed the row again', async () => {
  yard = await openYard();
  await yard.owes({ subject: 'page', kind: 'escalation.page' });
  const slow = await claimOne();
  await writeTx(yard.database.db, (tx) => tx.delivery.updateMany({ data: { leaseOwner: null, leaseUntil: null } })); // it ran out
  const second = await claimOne();
  expect(second.inDoubt).toBe(true);

  const now = yard.clock.now();
  await turn([again({ ...slow, inDoubt: false }, 'lease_running_out', now)]);
  expect(await yard.row('page')).toMatchObject({ state: 'pending', inDoubt: true, leaseOwner: second.leaseOwner });

  await turn([sent(second, { channel: yard.channel, ts: '1795507986.199000', hash: null }, now, tuning)]);
  expect(await yard.row('page')).toMatchObject({ state: 'sent', ts: '1795507986.199000', leaseOwner: null });
});
