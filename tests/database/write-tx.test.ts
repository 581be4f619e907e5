import { Client } from 'pg';
import { writeTx } from '../../src/database';
import { databaseUnderTest, type FreshDatabase, freshDatabase } from '../support/database';

let database: FreshDatabase;

beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

/** SQLite has no connections that somebody else could end. */
const onPostgres = databaseUnderTest === 'postgres' ? test : test.skip;

onPostgres('a transaction whose connection the server ends is done again, and counts once', async () => {
  const operator = new Client({ connectionString: database.url });
  await operator.connect();
  let tries = 0;
  await writeTx(database.db, async (tx) => {
    tries += 1;
    await tx.jobSlot.create({ data: { key: 'once', job: 'test', takenAt: new Date() } });
    if (tries > 1) return;
    const [backend] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
    await operator.query('SELECT pg_terminate_backend($1)', [backend?.pid]);
    await tx.jobSlot.create({ data: { key: 'again', job: 'test', takenAt: new Date() } }).catch(() => {});
    await tx.jobSlot.count();
  });

  await operator.end();
  expect(tries).toBe(2);
  expect(await database.db.read.jobSlot.findMany({ select: { key: true } })).toEqual([{ key: 'once' }]);
});
