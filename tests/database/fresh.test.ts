import { writeTx } from '../../src/database';
import { databaseUnderTest, freshDatabase } from '../support/database';

test('two tests never meet: each has a database of its own, with every table', async () => {
  const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
  const lane = { workspaceId: 'T1', lane: 'C1' };
  await writeTx(one.db, (tx) => tx.lane.create({ data: lane }));

  expect(one.db.provider).toBe(databaseUnderTest);
  expect(await one.db.read.lane.count()).toBe(1);
  expect(await other.db.read.lane.count()).toBe(0);

  await Promise.all([one.drop(), other.drop()]);
});
