import { awayMoveText } from '../../../src/views/rotation/away-said';

const nameOf = () => 'Ben';
const span = (start: string, end: string) => ({ start: new Date(`${start}Z`), end: new Date(`${end}Z`) });
const week = span('2026-12-28T09:00', '2027-01-04T09:00');

test.each<[string, Parameters<typeof awayMoveText>[0]['from'], Parameters<typeof awayMoveText>[0]['to'], string]>([
  ['other days', span('2026-12-21T09:00', '2026-12-28T09:00'), week, 'Ben: 21–28 Dec → 28 Dec – 4 Jan'],
  [
    'other hours of the same days',
    week,
    span('2026-12-28T13:00', '2027-01-04T09:00'),
    'Ben: Mon 28 Dec 09:00 – Mon 4 Jan 09:00 Lisbon → Mon 28 Dec 13:00 – Mon 4 Jan 09:00 Lisbon',
  ],
  ['nothing any more', week, null, 'Ben: 28 Dec – 4 Jan → off'],
])('who is moved to %s reads what differs', (_, from, to, text) => {
  expect(awayMoveText({ userId: 'U01BEN', from, to }, nameOf, 'Europe/Lisbon')).toBe(text);
});
