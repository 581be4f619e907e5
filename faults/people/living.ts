import { raise } from './raising';
import { take } from './steps';
import { storyOf } from './story';
import type { Town } from './town';

/** So many escalations are alive at the same time. */
const atOnce = 10;

/** People raise one escalation after the other until the town closes; what is begun is brought to the end of its step. */
export async function live(town: Town, seed: number): Promise<void> {
  let next = 1;
  const liveOn = async () => {
    while (!town.closing) await liveThrough(town, seed, next++);
  };
  await Promise.all(Array.from({ length: atOnce }, liveOn));
}

async function liveThrough(town: Town, seed: number, index: number): Promise<void> {
  const story = storyOf(seed, index);
  const one = await raise(town, story);
  if (!one) return;
  for (const step of story.steps) {
    if (town.closing) return;
    if (!(await take(one, step))) {
      town.chronicle.givenUp.push(`"${story.title}" did not get beyond "${step.do}"`);
      return;
    }
  }
}
