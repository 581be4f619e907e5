import { checkBlocks, type SurfaceKind } from '../../../sandbox/strict';
import { actions, button, input, long, marked, named, options, plain, said, section, times, typed } from './examples';

type Row = [rule: string, valid: object, invalid: object, complaint: string];

const image = (extra: object = {}) => ({ type: 'image', image_url: 'https://tallwick.example/a.png', alt_text: 'Invoice', ...extra });
const overflow = { type: 'overflow', options: options(2) };

const rows: Row[] = [
  ['a block has a type', section(), { text: marked() }, 'missing required field: type [json-pointer:/blocks/0]'],
  ['a block has a known type', section(), { type: 'marquee' }, 'unsupported type: marquee [json-pointer:/blocks/0/type]'],
  ['a video cannot be sent', { type: 'divider' }, { type: 'video' }, 'unsupported type: video [json-pointer:/blocks/0/type]'],
  ['a field is known', section(), section({ color: 'red' }), 'invalid additional property: color [json-pointer:/blocks/0]'],
  [
    'a block_id has 255 characters at most',
    section({ block_id: long(255) }),
    section({ block_id: long(256) }),
    'must be less than 256 characters [json-pointer:/blocks/0/block_id]',
  ],
  [
    'a block_id is not empty',
    section({ block_id: 'a' }),
    section({ block_id: '' }),
    'must be more than 0 characters [json-pointer:/blocks/0/block_id]',
  ],

  [
    'a section says something',
    { type: 'section', fields: [marked()] },
    { type: 'section' },
    'must define either `text` or `fields` [json-pointer:/blocks/0/type]',
  ],
  [
    'a section has 3000 characters at most',
    section({ text: marked(long(3000)) }),
    section({ text: marked(long(3001)) }),
    'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    "a section's text is not empty",
    section(),
    section({ text: marked('') }),
    'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
  ],
  ['a text is an object', section(), section({ text: 'Claimed' }), 'must provide an object [json-pointer:/blocks/0/text]'],
  ['a null is no text', section(), section({ text: null }), 'must provide an object [json-pointer:/blocks/0/text]'],
  [
    'emoji belongs to plain text',
    section({ text: { ...plain(), emoji: true } }),
    section({ text: { ...marked(), emoji: true } }),
    'invalid additional property: emoji [json-pointer:/blocks/0/text]',
  ],
  [
    'verbatim belongs to mrkdwn',
    section({ text: { ...marked(), verbatim: true } }),
    section({ text: { ...plain(), verbatim: true } }),
    'invalid additional property: verbatim [json-pointer:/blocks/0/text]',
  ],
  [
    'a section has 10 fields at most',
    section({ fields: times(10, () => marked()) }),
    section({ fields: times(11, () => marked()) }),
    'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
  ],
  ['a list of fields is not empty', section(), section({ fields: [] }), 'no fewer than 1 items allowed [json-pointer:/blocks/0/fields]'],
  [
    'a field has 2000 characters at most',
    section({ fields: [marked(long(2000))] }),
    section({ fields: [marked(long(2001))] }),
    'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
  ],
  [
    'a section expands or not',
    section({ expand: true }),
    section({ expand: 'yes' }),
    'must provide a boolean [json-pointer:/blocks/0/expand]',
  ],
  [
    'a section holds a button but no field to type into',
    section({ accessory: button() }),
    section({ accessory: typed() }),
    'unsupported type: plain_text_input [json-pointer:/blocks/0/accessory/type]',
  ],
  [
    'a section holds an image',
    section({ accessory: image() }),
    section({ accessory: {} }),
    'missing required field: type [json-pointer:/blocks/0/accessory]',
  ],
  [
    'a date with a time does not stand beside a section',
    actions({ type: 'datetimepicker' }),
    section({ accessory: { type: 'datetimepicker' } }),
    'unsupported type: datetimepicker [json-pointer:/blocks/0/accessory/type]',
  ],

  [
    'a header has 150 characters at most',
    { type: 'header', text: plain(long(150)) },
    { type: 'header', text: plain(long(151)) },
    'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'a header is plain',
    { type: 'header', text: plain() },
    { type: 'header', text: marked() },
    'unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]',
  ],
  ['a header has a text', { type: 'header', text: plain() }, { type: 'header' }, 'missing required field: text [json-pointer:/blocks/0]'],
  [
    'a divider has nothing',
    { type: 'divider' },
    { type: 'divider', text: plain() },
    'invalid additional property: text [json-pointer:/blocks/0]',
  ],

  [
    'a context has 10 elements at most',
    { type: 'context', elements: times(10, () => marked()) },
    { type: 'context', elements: times(11, () => marked()) },
    'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'a context is not empty',
    { type: 'context', elements: [image()] },
    { type: 'context', elements: [] },
    'no fewer than 1 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'a context holds no buttons',
    { type: 'context', elements: [plain()] },
    { type: 'context', elements: [button()] },
    'unsupported type: button [json-pointer:/blocks/0/elements/0/type]',
  ],

  [
    'a row of actions has 25 elements at most',
    actions(...times(25, (index) => button({ action_id: `a${index}` }))),
    actions(...times(26, (index) => button({ action_id: `a${index}` }))),
    'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
  ],
  ['a row of actions is not empty', actions(overflow), actions(), 'no fewer than 1 items allowed [json-pointer:/blocks/0/elements]'],
  [
    'a row of actions holds no text',
    actions(button()),
    actions(marked()),
    'unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/type]',
  ],

  [
    'an image has words for who cannot see it',
    image(),
    { type: 'image', image_url: 'https://tallwick.example/a.png' },
    'missing required field: alt_text [json-pointer:/blocks/0]',
  ],
  [
    'the words of an image have 2000 characters at most',
    image({ alt_text: long(2000) }),
    image({ alt_text: long(2001) }),
    'must be less than 2001 characters [json-pointer:/blocks/0/alt_text]',
  ],
  [
    'an image has 3000 characters of address at most',
    image({ image_url: `https://a.example/${long(2982)}` }),
    image({ image_url: `https://a.example/${long(2983)}` }),
    'must be less than 3001 characters [json-pointer:/blocks/0/image_url]',
  ],
  [
    'an image is fetched from the web',
    image({ image_url: 'http://a.example' }),
    image({ image_url: 'data:image/png;base64,AA' }),
    'input must match regex pattern: ^https?:\\/\\/[^\\s/]\\S*$ [json-pointer:/blocks/0/image_url]',
  ],
  [
    'an image comes from somewhere',
    { type: 'image', alt_text: 'Invoice', slack_file: { id: 'F01INVOICE' } },
    { type: 'image', alt_text: 'Invoice' },
    'must define either `image_url` or `slack_file` [json-pointer:/blocks/0]',
  ],
  [
    'an image comes from one place',
    image(),
    image({ slack_file: { id: 'F01INVOICE' } }),
    'must define only one of `image_url` or `slack_file` [json-pointer:/blocks/0]',
  ],
  [
    'a file of an image is named once',
    { type: 'image', alt_text: 'Invoice', slack_file: { url: 'https://files.tallwick.example/F1' } },
    { type: 'image', alt_text: 'Invoice', slack_file: { url: 'https://files.tallwick.example/F1', id: 'F01INVOICE' } },
    'must define only one of `id` or `url` [json-pointer:/blocks/0/slack_file]',
  ],
  [
    "an image's title is plain",
    image({ title: plain() }),
    image({ title: marked() }),
    'unsupported type: mrkdwn [json-pointer:/blocks/0/title/type]',
  ],
  [
    "an image's title has 2000 characters at most",
    image({ title: plain(long(2000)) }),
    image({ title: plain(long(2001)) }),
    'must be less than 2001 characters [json-pointer:/blocks/0/title/text]',
  ],

  ['an input has a label', input(typed()), { type: 'input', element: typed() }, 'missing required field: label [json-pointer:/blocks/0]'],
  [
    'an input has an element',
    input(typed()),
    { type: 'input', label: plain() },
    'missing required field: element [json-pointer:/blocks/0]',
  ],
  ['an input holds no button', input(typed()), input(button()), 'unsupported type: button [json-pointer:/blocks/0/element/type]'],
  [
    "an input's label is plain",
    input(typed()),
    input(typed(), { label: marked() }),
    'unsupported type: mrkdwn [json-pointer:/blocks/0/label/type]',
  ],
  [
    'a label has 2000 characters at most',
    input(typed(), { label: plain(long(2000)) }),
    input(typed(), { label: plain(long(2001)) }),
    'must be less than 2001 characters [json-pointer:/blocks/0/label/text]',
  ],
  [
    'a hint has 2000 characters at most',
    input(typed(), { hint: plain(long(2000)) }),
    input(typed(), { hint: plain(long(2001)) }),
    'must be less than 2001 characters [json-pointer:/blocks/0/hint/text]',
  ],
  [
    'an input is optional or not',
    input(typed(), { optional: true, dispatch_action: false }),
    input(typed(), { optional: 1 }),
    'must provide a boolean [json-pointer:/blocks/0/optional]',
  ],

  [
    'a markdown block has 12000 characters at most',
    { type: 'markdown', text: long(12_000) },
    { type: 'markdown', text: long(12_001) },
    'must be less than 12001 characters [json-pointer:/blocks/0/text]',
  ],
  [
    'a markdown block has a text',
    { type: 'markdown', text: 'a' },
    { type: 'markdown', text: plain() },
    'must provide a string [json-pointer:/blocks/0/text]',
  ],
];

describe('Slack takes a block in a message', () => {
  test.each(rows)('%s', (_rule, valid, invalid, complaint) => {
    expect(said(checkBlocks([valid], 'message'))).toEqual([]);
    expect(said(checkBlocks([invalid], 'message'))).toEqual([complaint]);
  });
});

describe('Slack takes several blocks', () => {
  test('50 in a message and 100 in a view', () => {
    const dividers = (count: number) => times(count, () => ({ type: 'divider' }));
    expect(said(checkBlocks(dividers(50), 'message'))).toEqual([]);
    expect(named(checkBlocks(dividers(51), 'message'))).toEqual(['invalid_blocks: no more than 50 items allowed [json-pointer:/blocks]']);
    for (const surface of ['modal', 'home'] as const) {
      expect(said(checkBlocks(dividers(100), surface))).toEqual([]);
      expect(said(checkBlocks(dividers(101), surface))).toEqual(['no more than 100 items allowed [json-pointer:/blocks]']);
    }
  });

  test('only as an array', () => {
    expect(named(checkBlocks('[{"type":', 'message'))).toEqual(['invalid_blocks_format: must provide an array [json-pointer:/blocks]']);
    expect(named(checkBlocks({}, 'modal'))).toEqual(['invalid_blocks_format: must provide an array [json-pointer:/blocks]']);
    expect(named(checkBlocks(undefined, 'message'))).toEqual(['invalid_blocks_format: must provide an array [json-pointer:/blocks]']);
  });

  test('each of which is an object', () => {
    expect(said(checkBlocks(['divider', null], 'message'))).toEqual([
      'must provide an object [json-pointer:/blocks/0]',
      'must provide an object [json-pointer:/blocks/1]',
    ]);
  });

  test('and names everything that is wrong, not only the first', () => {
    const complaints = checkBlocks([section({ text: marked('') }), { type: 'header', text: plain(long(151)) }], 'message');
    expect(said(complaints)).toEqual([
      'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
      'must be less than 151 characters [json-pointer:/blocks/1/text/text]',
    ]);
  });

  test('with a block_id used once', () => {
    expect(said(checkBlocks([section({ block_id: 'card' }), section({ block_id: 'card2' })], 'message'))).toEqual([]);
    expect(said(checkBlocks([section({ block_id: 'card' }), section({ block_id: 'card' })], 'home'))).toEqual([
      '`block_id` "card" already exists [json-pointer:/blocks/1/block_id]',
    ]);
  });

  test('with an action_id used once in a message', () => {
    expect(said(checkBlocks([actions(button(), button({ action_id: 'release' }))], 'message'))).toEqual([]);
    expect(said(checkBlocks([actions(button(), button())], 'message'))).toEqual([
      '`action_id` "claim" already exists [json-pointer:/blocks/0/elements/1/action_id]',
    ]);
    expect(said(checkBlocks([section({ accessory: button() }), actions(button())], 'message'))).toEqual([
      '`action_id` "claim" already exists [json-pointer:/blocks/1/elements/0/action_id]',
    ]);
  });

  test('with an action_id used once in each block of a view', () => {
    expect(said(checkBlocks([actions(button()), actions(button())], 'home'))).toEqual([]);
    expect(said(checkBlocks([actions(button(), button())], 'home'))).toEqual([
      '`action_id` "claim" already exists [json-pointer:/blocks/0/elements/1/action_id]',
    ]);
  });

  test('with the focus on one field', () => {
    const focused = (id: string) => input(typed({ action_id: id, focus_on_load: true }));
    expect(said(checkBlocks([focused('title')], 'modal'))).toEqual([]);
    expect(said(checkBlocks([focused('title'), focused('tried')], 'modal'))).toEqual([
      'only one element may have `focus_on_load` [json-pointer:/blocks/1/element/focus_on_load]',
    ]);
  });

  test('with 12000 characters of markdown in all', () => {
    const markdown = (length: number) => ({ type: 'markdown', text: long(length) });
    expect(said(checkBlocks([markdown(6000), markdown(6000)], 'message'))).toEqual([]);
    expect(said(checkBlocks([markdown(6000), markdown(6001)], 'message'))).toEqual([
      'must be less than 12001 characters in all markdown blocks together [json-pointer:/blocks/1/text]',
    ]);
  });
});

describe('Slack takes a block only where it may stand', () => {
  const surfaces: SurfaceKind[] = ['message', 'modal', 'home'];
  const places: [what: string, block: object, allowed: SurfaceKind[]][] = [
    ['a markdown block', { type: 'markdown', text: 'Done' }, ['message']],
    ['a field for text', input(typed()), ['message', 'modal', 'home']],
    ['a field for an e-mail address', input({ type: 'email_text_input' }), ['modal']],
    ['a field for an address', input({ type: 'url_text_input' }), ['modal']],
    ['a field for a number', input({ type: 'number_input', is_decimal_allowed: false }), ['modal']],
    ['a field for files', input({ type: 'file_input' }), ['modal']],
    ['a date with a time', input({ type: 'datetimepicker' }), ['message', 'modal']],
    ['a button', actions(button()), ['message', 'modal', 'home']],
    ['a search', section({ accessory: { type: 'external_select' } }), ['message', 'modal', 'home']],
    ['a date', actions({ type: 'datepicker' }), ['message', 'modal', 'home']],
    ['a table that the product does not use', { type: 'table', rows: [] }, []],
    ['a file block, which only Slack itself writes', { type: 'file', external_id: 'x', source: 'remote' }, []],
  ];

  test.each(places)('%s', (_what, block, allowed) => {
    expect(surfaces.filter((surface) => checkBlocks([block], surface).length === 0)).toEqual(allowed);
  });
});
