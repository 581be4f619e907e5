import type { Running } from '../../src/run';
import { bareWorkspace } from '../support/bare';

let running: Running;

afterEach(() => running.stop());
const bare = bareWorkspace();

async function start(): Promise<void> {
  running = await bare.start();
  await running.backline.settle();
}

const saidTo = (user: string) => bare.sandbox.messages(user, bare.sandbox.dm(user)).length;
const callsOfList = () => bare.sandbox.log.filter(({ name }) => name === 'users.list');

test('an admin of a large workspace, who stands on the second page of its people, is greeted, once', async () => {
  for (let n = 0; n < 200; n += 1) await bare.sandbox.make({ make: 'user', name: `agent-${n}` });
  const lena = await bare.sandbox.make({ make: 'user', name: 'lena', is_admin: true });
  await bare.sandbox.change(bare.sandbox.people.kai as string, { deleted: true });

  await start();
  await bare.sandbox.clock.advance(60_000);
  await running.backline.settle();
  expect(saidTo(lena)).toBe(1);
  expect(callsOfList()).toHaveLength(2);
});

test('when the people cannot be read at the start, Backline starts all the same, and greets later', async () => {
  bare.sandbox.inject({ method: 'users.list', what: { kind: 'http', status: 503 } });
  await start();
  expect(callsOfList()[0]).toMatchObject({ fault: 'http' });
  expect(saidTo(bare.sandbox.people.kai as string)).toBe(1);
});
