import { topicWith } from '../../src/delivery/topic';

const mark = 'On rotation: ';
const ana = `${mark}Ana until Mon 09:00`;
const long = (count: number) => 'x'.repeat(count);

test.each<[what: string, ours: string | null, standing: string, topic: string]>([
  ['an empty topic', ana, '', ana],
  ['what people wrote stays behind it', ana, 'Refunds & billing', `${ana} | Refunds & billing`],
  ['ours of before gives way', ana, `${mark}Ben until Mon 09:00 | Refunds`, `${ana} | Refunds`],
  ['it is so already', ana, `${ana} | Refunds`, `${ana} | Refunds`],
  ['alone it is so already', ana, ana, ana],
  ['only the first bar divides', ana, `${mark}Ben | Refunds | Monday calls`, `${ana} | Refunds | Monday calls`],
  ['people write bars too', ana, 'Refunds | Monday calls', `${ana} | Refunds | Monday calls`],
  ['a bar in a name divides nothing', `${mark}Ana | Silva`, 'Refunds', `${mark}Ana ¦ Silva | Refunds`],
  ['a link of theirs is kept as it is', ana, '<https://example.com|Docs>', `${ana} | <https://example.com|Docs>`],
  ['nothing is ours any more', null, `${ana} | Refunds`, 'Refunds'],
  ['nothing is ours any more, and nothing theirs', null, ana, ''],
  ['nothing was ever ours', null, 'Refunds', 'Refunds'],
  ['theirs is never shortened: ours is', ana, long(220), `${ana.slice(0, 26).trimEnd()}… | ${long(220)}`],
  ['theirs leaves no room', ana, long(240), long(240)],
])('%s', (_, ours, standing, topic) => {
  const set = topicWith({ mark, ours }, standing);
  expect(set).toBe(topic);
  expect(set.length).toBeLessThanOrEqual(250);
  expect(topicWith({ mark, ours }, set)).toBe(set);
});
