import type { InputBlock, StaticSelect } from '@slack/types';
import { type SwapForm, swapModal } from '../../../src/views/rotation/swaps/modals';

const place = { rotationId: null, forOther: null, mayChoose: false };
const moment = { date: null, time: null };

const shiftsIn = (month: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ label: `${month} ${index}`, value: `${month}:${index}`, month }));

function shown(shifts: SwapForm['shifts'], shiftId: string): StaticSelect {
  const form: SwapForm = {
    ...{ whose: null, isOwn: true, isWhole: false, much: 'all', ask: 'everyone', person: null, theirs: [], inReturn: 'nothing' },
    ...{ shifts, shiftId, from: moment, until: moment, note: '' },
  };
  const [first] = swapModal(form, place).blocks;
  return (first as InputBlock).element as StaticSelect;
}

test('as many shifts as a list holds are one list', () => {
  const { options, option_groups: groups } = shown(shiftsIn('March 2026', 100), 'March 2026:99');
  expect([options?.length, groups]).toEqual([100, undefined]);
});

test('more stand by month, a long month in parts, and the one that was meant is chosen', () => {
  const all = [...shiftsIn('March 2026', 230), ...shiftsIn('April 2026', 20)];
  const { options, option_groups: groups, initial_option: chosen } = shown(all, 'April 2026:19');
  expect(options).toBeUndefined();
  expect(groups?.map(({ label, options: own }) => [label.text, own.length])).toEqual([
    ['March 2026', 100],
    ['March 2026, part 2', 100],
    ['March 2026, part 3', 30],
    ['April 2026', 20],
  ]);
  expect(chosen?.value).toBe('April 2026:19');
});
