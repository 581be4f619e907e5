import { join } from 'node:path';
import { writeTx } from '../../src/database';
import { pendingMigrations } from '../../src/migration-state';
import { type FreshDatabase, freshDatabase } from '../support/database';

const root = join(__dirname, '../..');
let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

test('a database of this version waits for no migration', async () => {
  expect(await pendingMigrations(database.db, root)).toEqual([]);
});

test("a database without a history of its own waits for all of them, also where another application's history stands beside it", async () => {
  const { db } = database;
  await writeTx(db, async (tx) => {
    if (db.provider === 'sqlite') return tx.$executeRawUnsafe('ALTER TABLE "_prisma_migrations" RENAME TO "other_prisma_migrations"');
    await tx.$executeRawUnsafe('CREATE SCHEMA other');
    return tx.$executeRawUnsafe('ALTER TABLE "_prisma_migrations" SET SCHEMA other');
  });
  expect(await pendingMigrations(db, root)).toContain('0001_init');
});
