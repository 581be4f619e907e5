import { asErrors, asResponseMetadata, checkMessage } from '../../../sandbox/strict';
import { actions, button, long, marked, named, section, times } from './examples';

type Row = [rule: string, valid: Record<string, unknown>, invalid: Record<string, unknown>, complaint: string];

const metadata = (extra: object = {}) => ({ event_type: 'backline', event_payload: { key: 'card:142' }, ...extra });
const attachment = (extra: object = {}) => ({ fallback: 'Invoice 8812', ...extra });

const rows: Row[] = [
  ['a message says something', { text: 'Claimed' }, {}, 'no_text: no message text provided [json-pointer:/text]'],
  ['spaces say nothing', { text: ' a ' }, { text: ' \n ' }, 'no_text: no message text provided [json-pointer:/text]'],
  ['blocks say something', { blocks: [section()] }, { blocks: [] }, 'no_text: no message text provided [json-pointer:/text]'],
  [
    'attachments say something',
    { attachments: [attachment()] },
    { attachments: [] },
    'no_text: no message text provided [json-pointer:/text]',
  ],
  [
    'a text has 40000 characters at most',
    { text: long(40_000) },
    { text: long(40_001) },
    'msg_too_long: must be less than 40001 characters [json-pointer:/text]',
  ],
  ['a text is a string', { text: '142' }, { text: 142 }, 'invalid_arguments: must provide a string [json-pointer:/text]'],
  [
    'markdown stands alone',
    { markdown_text: '**Done**' },
    { markdown_text: '**Done**', text: 'Done' },
    'markdown_text_conflict: `markdown_text` stands alone, without `text` or `blocks` [json-pointer:/markdown_text]',
  ],
  [
    'markdown has 12000 characters at most',
    { markdown_text: long(12_000) },
    { markdown_text: long(12_001) },
    'msg_too_long: must be less than 12001 characters [json-pointer:/markdown_text]',
  ],
  [
    'blocks are an array',
    { text: 'a', blocks: [section()] },
    { text: 'a', blocks: 'section' },
    'invalid_blocks_format: must provide an array [json-pointer:/blocks]',
  ],
  [
    'blocks are checked',
    { text: 'a', blocks: [section()] },
    { text: 'a', blocks: [section({ text: marked(long(3001)) })] },
    'invalid_blocks: must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'attachments are an array',
    { text: 'a', attachments: [attachment()] },
    { text: 'a', attachments: attachment() },
    'invalid_attachments: must provide an array [json-pointer:/attachments]',
  ],
  [
    'there are 100 attachments at most',
    { attachments: times(100, () => attachment()) },
    { attachments: times(101, () => attachment()) },
    'too_many_attachments: no more than 100 items allowed [json-pointer:/attachments]',
  ],
  [
    "an attachment's fields are known",
    { attachments: [attachment({ color: '#1f3a5f', fields: [{ title: 'Plan', value: 'Team', short: true }], mrkdwn_in: ['text'] })] },
    { attachments: [attachment({ colour: 'good' })] },
    'invalid_attachments: invalid additional property: colour [json-pointer:/attachments/0]',
  ],
  [
    "an attachment's footer has 300 characters at most",
    { attachments: [attachment({ footer: long(300) })] },
    { attachments: [attachment({ footer: long(301) })] },
    'invalid_attachments: must be less than 301 characters [json-pointer:/attachments/0/footer]',
  ],
  [
    "an attachment's blocks are checked",
    { attachments: [attachment({ blocks: [section()] })] },
    { attachments: [attachment({ blocks: [{ type: 'section' }] })] },
    'invalid_blocks: must define either `text` or `fields` [json-pointer:/attachments/0/blocks/0/type]',
  ],
  [
    'an action_id is used once in the whole message',
    { blocks: [actions(button())], attachments: [attachment({ blocks: [actions(button({ action_id: 'other' }))] })] },
    { blocks: [actions(button())], attachments: [attachment({ blocks: [actions(button())] })] },
    'invalid_blocks: `action_id` "claim" already exists [json-pointer:/attachments/0/blocks/0/elements/0/action_id]',
  ],
  [
    'metadata is an object',
    { text: 'a', metadata: metadata() },
    { text: 'a', metadata: 'backline' },
    'invalid_metadata_format: must provide an object [json-pointer:/metadata]',
  ],
  [
    'metadata has a type',
    { text: 'a', metadata: metadata({ event_type: 'escalation_raised' }) },
    { text: 'a', metadata: { event_payload: {} } },
    'invalid_metadata_format: missing required field: event_type [json-pointer:/metadata]',
  ],
  [
    'metadata has a payload',
    { text: 'a', metadata: metadata({ event_payload: {} }) },
    { text: 'a', metadata: { event_type: 'backline' } },
    'invalid_metadata_format: missing required field: event_payload [json-pointer:/metadata]',
  ],
  [
    'metadata has nothing else',
    { text: 'a', metadata: metadata() },
    { text: 'a', metadata: metadata({ key: 'card:142' }) },
    'invalid_metadata_format: invalid additional property: key [json-pointer:/metadata]',
  ],
  [
    "metadata's payload is an object",
    { text: 'a', metadata: metadata() },
    { text: 'a', metadata: metadata({ event_payload: 'card:142' }) },
    'invalid_metadata_schema: must provide an object [json-pointer:/metadata/event_payload]',
  ],
  [
    'metadata has 8000 bytes at most',
    { text: 'a', metadata: metadata({ event_payload: { key: long(7900) } }) },
    { text: 'a', metadata: metadata({ event_payload: { key: long(8000) } }) },
    'metadata_too_large: must be less than 8001 bytes [json-pointer:/metadata]',
  ],
];

describe('Slack posts a message', () => {
  test.each(rows)('%s', (_rule, valid, invalid, complaint) => {
    expect(named(checkMessage(valid))).toEqual([]);
    expect(named(checkMessage(invalid))).toEqual([complaint]);
  });

  test('and says in its answer what was wrong with the blocks, twice', () => {
    const complaints = checkMessage({ blocks: [section({ text: marked(long(3001)) })] });
    expect(asErrors(complaints)).toEqual(['must be less than 3001 characters [json-pointer:/blocks/0/text/text]']);
    expect(asResponseMetadata(complaints)).toEqual({
      messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
    });
  });

  test('whatever its fields are called', () => {
    const block = section({ '__proto__/x~y': 1 });
    expect(named(checkMessage({ blocks: [block] }))).toEqual([
      'invalid_blocks: invalid additional property: __proto__/x~y [json-pointer:/blocks/0]',
    ]);
    expect(named(checkMessage({ blocks: [{ type: 'constructor' }] }))).toEqual([
      'invalid_blocks: unsupported type: constructor [json-pointer:/blocks/0/type]',
    ]);
  });
});
