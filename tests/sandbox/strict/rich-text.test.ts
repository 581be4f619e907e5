import { checkBlocks } from '../../../sandbox/strict';
import { richSection, richText, said } from './examples';

type Row = [rule: string, valid: object, invalid: object, complaint: string];

const words = (text = 'Reissued once', extra: object = {}) => ({ type: 'text', text, ...extra });
const list = (extra: object = {}) => ({ type: 'rich_text_list', style: 'bullet', elements: [richSection(words())], ...extra });
const at = 'json-pointer:/blocks/0/elements/0';
const inside = `${at}/elements/0`;

const parts: Row[] = [
  ['a part is a section, a list, a quote or code', richSection(words()), { type: 'section' }, `unsupported type: section [${at}/type]`],
  [
    'a section may be empty, as the composer leaves it',
    richSection(),
    { type: 'rich_text_section' },
    `missing required field: elements [${at}]`,
  ],
  ['a list has a style', list(), { type: 'rich_text_list', elements: [richSection(words())] }, `missing required field: style [${at}]`],
  ['a list is bulleted or numbered', list({ style: 'ordered' }), list({ style: 'dash' }), `must be one of: bullet, ordered [${at}/style]`],
  ['a list is indented 8 times at most', list({ indent: 8 }), list({ indent: 9 }), `must be less than 9 [${at}/indent]`],
  ['a list holds sections', list(), list({ elements: [words()] }), `unsupported type: text [${inside}/type]`],
  ['a list has an entry', list(), list({ elements: [] }), `no fewer than 1 items allowed [${at}/elements]`],
  ['a list begins with a number', list({ offset: 3, border: 1 }), list({ offset: '3' }), `must provide an integer [${at}/offset]`],
  [
    'a quote has a border or none',
    { type: 'rich_text_quote', elements: [words()], border: 0 },
    { type: 'rich_text_quote', elements: [words()], border: 2 },
    `must be less than 2 [${at}/border]`,
  ],
  [
    'code holds text and links only',
    { type: 'rich_text_preformatted', elements: [words(), { type: 'link', url: 'https://tallwick.example' }] },
    { type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U01ANA' }] },
    `unsupported type: user [${inside}/type]`,
  ],
];

const inlines: Row[] = [
  ['words are not empty', words('a'), words(''), `must be more than 0 characters [${inside}/text]`],
  [
    'words have styles',
    words('a', { style: { bold: true, code: true } }),
    words('a', { style: { color: 'red' } }),
    `invalid additional property: color [${inside}/style]`,
  ],
  [
    'a style is on or off',
    words('a', { style: { strike: false } }),
    words('a', { style: { strike: 1 } }),
    `must provide a boolean [${inside}/style/strike]`,
  ],
  [
    'a link leads somewhere',
    { type: 'link', url: 'mailto:ana@tallwick.example', text: 'Ana' },
    { type: 'link', text: 'Ana' },
    `missing required field: url [${inside}]`,
  ],
  [
    'a link is an address',
    { type: 'link', url: 'https://tallwick.example' },
    { type: 'link', url: 'here' },
    `must be a valid URL [${inside}/url]`,
  ],
  [
    'a person is named by id',
    { type: 'user', user_id: 'U01ANA', style: { bold: true } },
    { type: 'user', user_id: 'ana' },
    `input must match regex pattern: ^[UW][A-Z0-9]{2,}$ [${inside}/user_id]`,
  ],
  [
    'a channel is named by id',
    { type: 'channel', channel_id: 'C01SUPPORT' },
    { type: 'channel' },
    `missing required field: channel_id [${inside}]`,
  ],
  [
    'a group is named by id',
    { type: 'usergroup', usergroup_id: 'S01ONCALL' },
    { type: 'usergroup', usergroup_id: '@oncall' },
    `input must match regex pattern: ^S[A-Z0-9]{2,}$ [${inside}/usergroup_id]`,
  ],
  [
    'an emoji is named without colons',
    { type: 'emoji', name: 'wave::skin-tone-2', unicode: '1f44b' },
    { type: 'emoji', name: ':wave:' },
    `input must match regex pattern: ^[a-z0-9_'+-]+(?:::skin-tone-[2-6])?$ [${inside}/name]`,
  ],
  [
    'a broadcast has a range',
    { type: 'broadcast', range: 'here' },
    { type: 'broadcast', range: 'all' },
    `must be one of: here, channel, everyone [${inside}/range]`,
  ],
  [
    'a date has seconds and a format',
    { type: 'date', timestamp: 1_764_000_000, format: '{date_long}', fallback: '24 Nov' },
    { type: 'date', timestamp: 1_764_000_000 },
    `missing required field: format [${inside}]`,
  ],
  [
    'a color has six digits',
    { type: 'color', value: '#1f3a5f' },
    { type: 'color', value: 'blue' },
    `input must match regex pattern: ^#[0-9a-fA-F]{6}$ [${inside}/value]`,
  ],
  [
    'a team is named by id',
    { type: 'team', team_id: 'T01TALLWICK' },
    { type: 'team', team_id: 'U01ANA' },
    `input must match regex pattern: ^[TE][A-Z0-9]{2,}$ [${inside}/team_id]`,
  ],
  ['nothing else stands in a line', words(), { type: 'image' }, `unsupported type: image [${inside}/type]`],
];

describe('Slack takes rich text', () => {
  test.each(parts)('%s', (_rule, valid, invalid, complaint) => {
    expect(said(checkBlocks([richText(valid)], 'message'))).toEqual([]);
    expect(said(checkBlocks([richText(invalid)], 'message'))).toEqual([complaint]);
  });

  test.each(inlines)('in whose lines %s', (_rule, valid, invalid, complaint) => {
    expect(said(checkBlocks([richText(richSection(valid))], 'modal'))).toEqual([]);
    expect(said(checkBlocks([richText(richSection(invalid))], 'modal'))).toEqual([complaint]);
  });

  test('with at least one part', () => {
    expect(said(checkBlocks([richText()], 'message'))).toEqual(['no fewer than 1 items allowed [json-pointer:/blocks/0/elements]']);
  });
});
