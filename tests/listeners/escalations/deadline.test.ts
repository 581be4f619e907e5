import { startDeadline } from '../../../src/listeners/escalations/deadline';

const never = new Promise<string>(() => {});
const nextTurn = () => new Promise<string>((resolve) => setTimeout(resolve, 0, 'still waiting'));

test('two waits of one gesture end together: what is slow twice is waited for once', async () => {
  const deadline = startDeadline(10);
  expect(await deadline.orElse(never, 'known')).toBe('known');
  expect(await Promise.race([deadline.orElse(never, 'known too'), nextTurn()])).toBe('known too');
});

test('what comes in time is taken', async () => {
  expect(await startDeadline().orElse(Promise.resolve('come'), 'known')).toBe('come');
});
