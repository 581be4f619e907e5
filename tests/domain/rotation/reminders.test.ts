import { hourOf, type Reminders, remindersDue } from '../../../src/domain/rotation/reminders/rules';

const at = (text: string) => new Date(text);
const lisbon: Reminders = { zone: 'Europe/Lisbon', week: true, evening: true, minutes: true };
const long = at('2026-01-01T00:00:00Z');

test.each([
  ['a week before, at nine', 'week', '2026-03-09T09:00:00Z', 'Europe/Lisbon', '2026-03-02T09:00:00Z'],
  ['over a clock change the wall clock counts', 'week', '2026-04-01T08:00:00Z', 'Europe/Lisbon', '2026-03-25T09:00:00Z'],
  ['the evening before, where the clock changed that night', 'evening', '2026-03-29T07:00:00Z', 'Europe/Tallinn', '2026-03-28T16:00:00Z'],
  ['the evening before is that of the person', 'evening', '2026-03-09T09:00:00Z', 'America/Sao_Paulo', '2026-03-08T21:00:00Z'],
  ['15 minutes are 15 minutes', 'minutes', '2026-03-29T01:05:00Z', 'Europe/Lisbon', '2026-03-29T00:50:00Z'],
] as const)('%s', (_, what, start, zone, hour) => {
  expect(hourOf(what, at(start), zone).toISOString()).toBe(at(hour).toISOString());
});

const start = at('2026-03-09T09:00:00Z');
test.each([
  ['before any hour nothing', '2026-03-02T08:59:59Z', long, lisbon, []],
  ['at nine a week before', '2026-03-02T09:00:00Z', long, lisbon, ['week']],
  ['up to two days late', '2026-03-04T09:00:00Z', long, lisbon, ['week']],
  ['not later', '2026-03-04T09:00:01Z', long, lisbon, []],
  ['the evening before', '2026-03-08T18:00:00Z', long, lisbon, ['evening']],
  ['not over three hours late', '2026-03-08T21:00:01Z', long, lisbon, []],
  ['15 minutes before', '2026-03-09T08:45:00Z', long, lisbon, ['minutes']],
  ['not when it has begun', '2026-03-09T09:00:00Z', long, lisbon, []],
  ['not what was assigned after its hour', '2026-03-08T18:30:00Z', at('2026-03-08T18:10:00Z'), lisbon, []],
  ['but the next one', '2026-03-09T08:50:00Z', at('2026-03-08T18:10:00Z'), lisbon, ['minutes']],
  ['not who wants none', '2026-03-08T18:00:00Z', long, { ...lisbon, evening: false }, []],
] as const)('%s', (_, now, assignedAt, wishes, due) => {
  expect(remindersDue({ start, assignedAt }, wishes, at(now))).toEqual(due);
});
