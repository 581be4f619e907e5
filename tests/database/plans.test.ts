import { writeTx } from '../../src/database';
import { type FreshDatabase, freshDatabase } from '../support/database';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await writeTx(fresh.db, async (tx) => {
    const createdAt = new Date('2026-11-24T08:00:00Z');
    for (let part = 0; part < 20; part += 1)
      await tx.delivery.createMany({
        data: Array.from({ length: 250 }, (_, index) => {
          const n = part * 250 + index;
          const sorts = { kind: n % 2 ? 'escalation.copy' : 'escalation.line', sort: n % 2 ? ('card' as const) : ('notice' as const) };
          const state = n % 10 ? ('sent' as const) : ('dead' as const);
          return {
            workspaceId: 'T1',
            key: `k${n}`,
            subject: `s${n}`,
            data: {},
            lane: `C${n % 50}`,
            position: n,
            createdAt,
            state,
            ...sorts,
          };
        }),
      });
    await tx.$executeRawUnsafe('ANALYZE');
  });
}, 60_000);
afterAll(() => fresh.drop());

/** How the database would answer it, in its own words. Small tables are read whole by PostgreSQL, whatever there is: it is told not to. */
async function planOf(sql: string): Promise<string> {
  return writeTx(fresh.db, async (tx) => {
    if (fresh.db.provider === 'postgres') await tx.$executeRawUnsafe('SET LOCAL enable_seqscan = off');
    const explain = fresh.db.provider === 'postgres' ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN';
    const rows = await tx.$queryRawUnsafe<object[]>(`${explain} ${sql}`);
    return rows.map((row) => Object.values(row).join(' ')).join('\n');
  });
}

const subjects = Array.from({ length: 30 }, (_, n) => `'s${n * 3}'`).join(',');

test.each([
  [
    'the cards of a record are found to be drawn again',
    `UPDATE "Delivery" SET "revision" = "revision" + 1 WHERE "subject" = 's7' AND "sort" IN ('card', 'state') AND "state" IN ('pending', 'sent')`,
    'Delivery_subject_sort_idx',
  ],
  [
    'the last message of a transcript is found',
    `SELECT "ts" FROM "ThreadMessage" WHERE "threadId" = 't' AND "transcript" ORDER BY "ts" DESC LIMIT 1`,
    'ThreadMessage_threadId_ts_idx',
  ],
  [
    'what was said since a thread was read is found',
    `SELECT * FROM "ThreadMessage" WHERE "threadId" = 't' AND NOT "transcript" AND "deletedAt" IS NULL AND "ts" > '1' ORDER BY "ts"`,
    'ThreadMessage_threadId_ts_idx',
  ],
  [
    'what of an escalation was not delivered is counted',
    `SELECT COUNT(*) FROM "Delivery" WHERE "kind" IN ('escalation.copy', 'escalation.line') AND "subject" IN (${subjects}) AND "state" = 'dead'`,
    /Delivery_(kind_subject|subject_sort)_idx/,
  ],
])('%s by an index', async (_what, sql, index) => {
  expect(await planOf(sql)).toMatch(index);
});
