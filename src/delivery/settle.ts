import type { Transaction } from '../database';
import type { DeliveryState } from '../generated/sqlite/enums';
import type { Settled } from './settled';
import { type Columns, type Dialect, instant, raw, sql } from './sql';

const columns = {
  id: 'int',
  leaseOwner: 'text',
  revision: 'int',
  state: '"DeliveryState"',
  dirty: 'boolean',
  retryAt: 'timestamp(3)',
  attempts: 'int',
  inDoubt: 'boolean',
  plainer: 'boolean',
  firstAttemptAt: 'timestamp(3)',
  sentAt: 'timestamp(3)',
  sentChannel: 'text',
  ts: 'text',
  renderedHash: 'text',
  lastError: 'text',
} satisfies Columns;

/**
 * Writes what became of claimed rows, and lets go of them; answers the state of each that was still held by the same claim. A record
 * that changed while its card was drawn leaves it dirty; one that had nothing to say and has now is said after all.
 */
export async function settle(tx: Transaction, dialect: Dialect, settled: Settled[]): Promise<Map<number, DeliveryState>> {
  if (settled.length === 0) return new Map();
  const changed = raw('d."revision" <> v."revision"');
  const rows = await tx.$queryRaw<{ id: number; state: DeliveryState }[]>(sql`
    UPDATE "Delivery" AS d SET
      "state" = CASE WHEN ${changed} AND v."state" = 'withdrawn' THEN 'pending' ELSE v."state" END,
      "dirty" = CASE WHEN ${changed} THEN true ELSE v."dirty" END,
      "plainer" = CASE WHEN ${changed} THEN false ELSE v."plainer" END,
      "retryAt" = v."retryAt", "attempts" = v."attempts", "inDoubt" = v."inDoubt", "firstAttemptAt" = v."firstAttemptAt",
      "sentAt" = v."sentAt", "sentChannel" = v."sentChannel", "ts" = v."ts", "renderedHash" = v."renderedHash", "lastError" = v."lastError",
      "leaseOwner" = NULL, "leaseUntil" = NULL
    FROM ${dialect.table(settled.map(asColumns), columns)}
    WHERE d."id" = v."id" AND d."leaseOwner" = v."leaseOwner"
    RETURNING ${dialect.returned('d', 'id')}, ${dialect.returned('d', 'state')}`);
  return new Map(rows.map(({ id, state }) => [Number(id), state]));
}

function asColumns({ row, change }: Settled) {
  const {
    id,
    leaseOwner,
    revision,
    state,
    dirty,
    retryAt,
    attempts,
    inDoubt,
    plainer,
    firstAttemptAt,
    sentAt,
    sentChannel,
    ts,
    renderedHash,
    lastError,
  } = {
    ...row,
    ...change,
  };
  return {
    id,
    leaseOwner,
    revision,
    state,
    dirty,
    retryAt: instant(retryAt),
    attempts,
    inDoubt,
    plainer,
    firstAttemptAt: instant(firstAttemptAt),
    sentAt: instant(sentAt),
    sentChannel,
    ts,
    renderedHash,
    lastError,
  };
}
