import { storyOf } from '../../faults/people/story';
import { deathOf, hitOf, points, upsetOf, weatherOf } from '../../faults/plan';

const many = Array.from({ length: 400 }, (_, index) => index);

test('the same seed plans the same run, another seed another one', () => {
  const plan = (seed: number) => many.map((index) => [deathOf, hitOf, weatherOf, upsetOf, storyOf].map((of) => of(seed, index)));

  expect(plan(7)).toEqual(plan(7));
  expect(plan(7)).not.toEqual(plan(8));
});

test('workers are killed at every named point and at random instants, the first two in the middle of a migration', () => {
  const deaths = many.map((index) => deathOf(1, index).at);

  expect(deaths.slice(0, 2)).toEqual(['migration-begun', 'migration-applied']);
  expect(new Set(deaths)).toEqual(new Set([...points, 'random']));
});

test('Slack fails in every way', () => {
  expect(new Set(many.map((index) => hitOf(1, index).kind)).size).toBe(11);
});

test('nobody takes over what they have already, and only a question that was asked is answered', () => {
  for (const { steps } of many.map((index) => storyOf(1, index))) {
    let owners: string[] = [];
    let asked = false;
    for (const step of steps) {
      if (step.do === 'claim') owners = step.by;
      if (step.do === 'take over') expect(owners).not.toContain(step.by);
      if (step.do === 'answer' || step.do === 'carry on') expect(asked).toBe(true);
      asked = step.do === 'ask';
    }
  }
});
