import { writeTx } from '../../src/database';
import type { Running } from '../../src/run';
import { bareWorkspace } from '../support/bare';

const bare = bareWorkspace();

async function start(restored: boolean): Promise<Running> {
  const running = await bare.start({}, { restored });
  await running.backline.settle();
  return running;
}

/** As it stood before anything was said. */
const backup = () =>
  writeTx(bare.database.db, (tx) =>
    tx.delivery.updateMany({
      data: { state: 'pending', ts: null, sentChannel: null, sentAt: null, firstAttemptAt: null, inDoubt: false, renderedHash: null },
    }),
  );

test.each([
  ['with DATABASE_RESTORED a greeting that was said after the backup is not said again', true, 1],
  ['without it, the greeting is said once more', false, 2],
])('%s', async (_, restored, times) => {
  const { sandbox } = bare;
  const kai = sandbox.people.kai as string;
  await (await start(false)).stop();
  expect(sandbox.messages(kai, sandbox.dm(kai))).toHaveLength(1);

  await backup();
  await sandbox.clock.advance(60_000);
  const running = await start(restored);
  expect(sandbox.messages(kai, sandbox.dm(kai))).toHaveLength(times);
  expect(await running.db.read.delivery.count({ where: { state: { not: 'sent' } } })).toBe(0);
  await running.stop();
});
