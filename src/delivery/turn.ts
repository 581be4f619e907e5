import { type Transaction, writeTx } from '../database';
import { type Claimed, claim, type Seats } from './claim';
import { drawConsequences } from './consequences';
import type { DeliveryDeps } from './deps';
import { settle } from './settle';
import type { Settled } from './settled';
import { type Dialect, raw, sql } from './sql';
import type { Tuning } from './tuning';
import { orphaned } from './verdicts';
import { after } from './waiting';

/** One transaction: what became of the rows that came back, then what is claimed next. */
export async function takeTurn(deps: DeliveryDeps, dialect: Dialect, tuning: Tuning, settled: Settled[], seats: Seats): Promise<Claimed> {
  const { db, owner, clock } = deps;
  const now = clock.now();
  return writeTx(db, async (tx) => {
    await write(tx, settled);
    const claimed = await claim(tx, { dialect, owner, tuning, now }, seats);
    await write(tx, claimed.orphans.map(orphaned));
    return claimed;
  });

  async function write(tx: Transaction, all: Settled[]): Promise<void> {
    if (all.length === 0) return;
    const states = await settle(tx, dialect, all);
    await drawConsequences(tx, all, states, deps, now);
  }
}

/**
 * Lets go of what an earlier process of this name held when it died. On SQLite that is everything: there is one process, and it is us.
 * What it was about to say may be on its way still.
 */
export async function recover({ db, owner, clock }: DeliveryDeps, tuning: Tuning): Promise<void> {
  const now = clock.now();
  const abandoned = db.provider === 'sqlite' ? raw('"leaseOwner" IS NOT NULL') : sql`split_part("leaseOwner", '/', 1) = ${owner}`;
  await writeTx(db, (tx) =>
    tx.$executeRaw(sql`
      UPDATE "Delivery" SET "leaseOwner" = NULL, "leaseUntil" = NULL, "attempts" = "attempts" + 1,
        "retryAt" = CASE WHEN "inDoubt" AND "state" = 'pending' THEN ${after(now, tuning.settleMs)} ELSE "retryAt" END
      WHERE ${abandoned}`),
  );
}
