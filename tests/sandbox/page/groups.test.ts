import { formatRoute, parseRoute, type Route } from '../../../sandbox/page/data/route';
import { mayBeGrouped } from '../../../sandbox/page/text/names';
import { countOf } from '../../../sandbox/page/text/plural';
import { person } from './people';

test.each<[string, Route]>([
  ['#/U1/groups', { as: 'U1', place: { at: 'groups' } }],
  ['#/U1/groups/S1', { as: 'U1', place: { at: 'groups', group: 'S1' } }],
])('%s finds the same place again', (hash, route) => {
  expect(parseRoute(hash)).toEqual(route);
  expect(formatRoute(route)).toBe(hash);
});

test.each([
  ['a colleague', {}, true],
  ['a guest', { isGuest: true }, false],
  ['somebody of another company', { isStranger: true }, false],
  ['an app', { isBot: true }, false],
  ['somebody who left', { deleted: true }, false],
])('%s may be in a user group: %j', (_, what, may) => {
  expect(mayBeGrouped(person('U2', 'bo', 'Bo Lindqvist', what))).toBe(may);
});

test.each([
  [0, '0 members'],
  [1, '1 member'],
  [6, '6 members'],
])('%d is “%s”', (count, words) => {
  expect(countOf(count, 'member')).toBe(words);
});
