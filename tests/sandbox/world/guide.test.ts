import type { LogEntry } from '../../../sandbox/api';
import { guide } from '../../../sandbox/world';

const entry = (way: LogEntry['way'], name: string, request: Record<string, unknown>, response?: Record<string, unknown>): LogEntry => ({
  n: 1,
  at: '2026-02-23T11:00:00Z',
  way,
  name,
  teamId: 'T01TALLWICK',
  request,
  ...(response ? { response } : {}),
});
const press = (label: string) =>
  entry('interaction', 'block_actions', { actions: [{ type: 'button', text: { type: 'plain_text', text: label } }] });
const submit = (title: string, response?: Record<string, unknown>) =>
  entry('interaction', 'view_submission', { view: { type: 'modal', title: { type: 'plain_text', text: title } } }, response);
const ticked = (happened: LogEntry) => guide.filter(({ done }) => done(happened)).map(({ id }) => id);

test.each<[string, LogEntry, string[]]>([
  ['a thread is escalated', submit('Escalate to a squad'), ['escalate']],
  ['a card is claimed', press('Claim'), ['claim']],
  ['a shift is given away', submit('Swap a shift'), ['swap']],
  ['a card is resolved', submit('Resolve ESC-142'), ['resolve']],
  ['an answer is accepted', press('That solves it'), ['accept']],
  [
    'a form comes back with words beside a field',
    submit('Escalate to a squad', { response_action: 'errors', errors: { title: 'Say more' } }),
    [],
  ],
  ['another form is sent', submit('Settings'), []],
  ['another button is pressed', press('Release'), []],
  ['the form is opened but not sent', entry('call', 'views.open', { view: { title: { text: 'Escalate to a squad' } } }), []],
  ['the form changes while typed', entry('interaction', 'block_actions', { actions: [{ type: 'plain_text_input', value: 'Claim' }] }), []],
  ['something without a shape arrives', entry('interaction', 'block_actions', {}), []],
])('the card "Try this" ticks what was done when %s', (_what, happened, steps) => {
  expect(ticked(happened)).toEqual(steps);
});

test('the card "Try this" tells five things, each with a hint', () => {
  expect(guide.map(({ title }) => title)).toEqual([
    'Escalate a thread',
    'Claim it as the engineer',
    'Resolve it with an answer',
    'Say that it solves the problem',
    'Swap a shift',
  ]);
  expect(guide.filter(({ hint }) => hint.length < 20)).toEqual([]);
});
