import { words } from '../../../src/views';
import { Scene, stopScenes } from '../threads/scene';

afterAll(stopScenes);

test('who is asked under the card is mentioned for this round of paging, not for an earlier one', async () => {
  const scene = await Scene.start();
  const { read } = scene.team.database.db;
  const now = scene.team.sandbox.clock.now();
  const mention = await read.delivery.findFirstOrThrow({ where: { kind: 'escalation.mention' } });
  const data = mention.data as { round: number };
  const draw = words['escalation.mention'];

  expect(await draw(mention, { read, now })).toMatchObject({ text: expect.stringContaining('needs an owner') });
  expect(await draw({ ...mention, data: { ...data, round: data.round - 1 } }, { read, now })).toBeNull();
});
