import { asResponseMetadata, checkView } from '../../../sandbox/strict';
import { home, input, long, marked, modal, named, plain, said, section, times, typed } from './examples';

type Row = [rule: string, valid: unknown, invalid: unknown, complaint: string];

const rows: Row[] = [
  [
    'a view is a modal or a tab',
    home(),
    { type: 'workflow_step', blocks: [] },
    'unsupported type: workflow_step [json-pointer:/view/type]',
  ],
  ['a view is an object', modal(), '{"type":"modal"}', 'must provide an object [json-pointer:/view]'],
  ['a view has blocks', modal(), { type: 'home' }, 'missing required field: blocks [json-pointer:/view]'],
  ['a modal has a title', modal(), { type: 'modal', blocks: [] }, 'missing required field: title [json-pointer:/view]'],
  [
    'a title has 24 characters at most',
    modal({ title: plain(long(24)) }),
    modal({ title: plain(long(25)) }),
    'must be less than 25 characters [json-pointer:/view/title/text]',
  ],
  ['a title is plain', modal(), modal({ title: marked() }), 'unsupported type: mrkdwn [json-pointer:/view/title/type]'],
  ['a title is not empty', modal(), modal({ title: plain('') }), 'must be more than 0 characters [json-pointer:/view/title/text]'],
  [
    'the button to submit has 24 characters at most',
    modal({ submit: plain(long(24)) }),
    modal({ submit: plain(long(25)) }),
    'must be less than 25 characters [json-pointer:/view/submit/text]',
  ],
  [
    'the button to close has 24 characters at most',
    modal({ close: plain(long(24)) }),
    modal({ close: plain(long(25)) }),
    'must be less than 25 characters [json-pointer:/view/close/text]',
  ],
  [
    'a modal to fill in has a button to submit',
    modal({ blocks: [section(), input(typed())], submit: plain('Escalate') }),
    modal({ blocks: [section(), input(typed())] }),
    'must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/1/input]',
  ],
  [
    'a tab has no button to submit',
    home({ blocks: [input(typed())] }),
    home({ submit: plain() }),
    'invalid additional property: submit [json-pointer:/view]',
  ],
  ['a tab has no title', home(), home({ title: plain() }), 'invalid additional property: title [json-pointer:/view]'],
  [
    'private metadata has 3000 characters at most',
    modal({ private_metadata: long(3000) }),
    modal({ private_metadata: long(3001) }),
    'must be less than 3001 characters [json-pointer:/view/private_metadata]',
  ],
  [
    'private metadata is a string',
    home({ private_metadata: '{"page":2}' }),
    home({ private_metadata: { page: 2 } }),
    'must provide a string [json-pointer:/view/private_metadata]',
  ],
  [
    'a callback_id has 255 characters at most',
    modal({ callback_id: long(255) }),
    modal({ callback_id: long(256) }),
    'must be less than 256 characters [json-pointer:/view/callback_id]',
  ],
  [
    'an external_id has 255 characters at most',
    modal({ external_id: long(255) }),
    modal({ external_id: long(256) }),
    'must be less than 256 characters [json-pointer:/view/external_id]',
  ],
  [
    'closing is told or not',
    modal({ notify_on_close: true, clear_on_close: true }),
    modal({ notify_on_close: 'yes' }),
    'must provide a boolean [json-pointer:/view/notify_on_close]',
  ],
  [
    'a submit cannot be switched off',
    modal(),
    modal({ submit_disabled: true }),
    'invalid additional property: submit_disabled [json-pointer:/view]',
  ],
  [
    'a view cannot bring its own state',
    modal(),
    modal({ state: { values: {} } }),
    'invalid additional property: state [json-pointer:/view]',
  ],
  [
    'the blocks of a view are checked',
    modal({ blocks: times(100, () => section()) }),
    modal({ blocks: times(101, () => section()) }),
    'no more than 100 items allowed [json-pointer:/view/blocks]',
  ],
  [
    'a block_id is used once',
    modal({ blocks: [section({ block_id: 'a' }), section({ block_id: 'b' })] }),
    modal({ blocks: [section({ block_id: 'a' }), section({ block_id: 'a' })] }),
    '`block_id` "a" already exists [json-pointer:/view/blocks/1/block_id]',
  ],
];

describe('Slack opens a view', () => {
  test.each(rows)('%s', (_rule, valid, invalid, complaint) => {
    expect(said(checkView(valid))).toEqual([]);
    expect(said(checkView(invalid))).toEqual([complaint]);
  });

  test('and calls what it refuses invalid arguments', () => {
    const complaints = checkView(modal({ title: plain(long(25)), blocks: [section({ text: marked(long(3001)) })] }));
    expect(named(complaints)).toEqual([
      'invalid_arguments: must be less than 25 characters [json-pointer:/view/title/text]',
      'invalid_arguments: must be less than 3001 characters [json-pointer:/view/blocks/0/text/text]',
    ]);
    expect(asResponseMetadata(complaints)).toEqual({
      messages: [
        '[ERROR] must be less than 25 characters [json-pointer:/view/title/text]',
        '[ERROR] must be less than 3001 characters [json-pointer:/view/blocks/0/text/text]',
      ],
    });
  });

  test('of 250 kB at most', () => {
    const blocks = times(90, () => section({ text: marked(long(2900)) }));
    expect(named(checkView(home({ blocks })))).toEqual(['view_too_large: the view is greater than 250kb [json-pointer:/view]']);
    expect(checkView(home({ blocks: blocks.slice(0, 80) }))).toEqual([]);
  });
});
