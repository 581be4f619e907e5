import { calendarOf } from '../../../src/domain/calendar/rules';
import type { Told } from '../../../src/domain/escalations/happenings';
import { promisedAt } from '../../../src/domain/escalations/promise';

const atWork: [string, string][] = [['09:00', '17:00']];
const calendar = calendarOf({ timeZone: 'Europe/Tallinn', hours: { tue: atWork, wed: atWork } });
const at = (text: string) => new Date(`${text.length > 5 ? text : `2026-11-24T${text}`}Z`);
const told = (...list: [Told['type'], string][]) =>
  list.map(([type, when]) => ({ type, at: at(when), person: 'U1', data: {} }) as unknown as Told);

test.each([
  ['a first reply in an hour of the squad’s hours', 's2', 'open', told(), '09:30'],
  ['over night, in their hours alone', 's3', 'claimed', told(['squad_replied', '08:40'], ['agent_replied', '14:00']), '2026-11-25T14:00'],
  ['at any hour', 's1', 'open', told(), '08:45'],
  ['nothing while it waits for the agent', 's2', 'waiting', told(['asked', '08:40']), null],
  ['nothing when the squad has had the last word', 's2', 'claimed', told(['squad_replied', '08:40']), null],
  [
    'the next one two hours after the agent’s',
    's2',
    'claimed',
    told(['squad_replied', '08:40'], ['agent_replied', '09:00'], ['agent_replied', '10:00']),
    '11:00',
  ],
  ['no next one where none is promised', 's4', 'claimed', told(['squad_replied', '08:40'], ['agent_replied', '09:00']), null],
  ['after an answer: one more', 's2', 'claimed', told(['asked', '08:40'], ['answered', '09:00']), '11:00'],
] as const)('promised is %s', (_, severity, state, happened, expected) => {
  const promised = promisedAt({ severity, state, raisedAt: at('08:30') }, happened, calendar);
  expect(promised).toEqual(expected && at(expected));
});
