import { deadline } from '../src/deadline';

test('a stop waits for what ends in time, for nothing longer, and then no more for what comes after it', async () => {
  const { within, over } = deadline(20);
  let ended = false;
  await within(Promise.resolve().then(() => (ended = true)));
  expect([ended, over()]).toEqual([true, false]);

  const never = new Promise(() => {});
  await within(never);
  expect(over()).toBe(true);
  await within(never);
});

test('a failure that comes in time is told', async () => {
  await expect(deadline(1_000).within(Promise.reject(new Error('did not stop')))).rejects.toThrow('did not stop');
});
