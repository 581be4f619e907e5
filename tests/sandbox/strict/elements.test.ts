import { checkBlocks } from '../../../sandbox/strict';
import { actions, button, input, long, marked, option, options, plain, said, section, times, typed } from './examples';

type Row = [rule: string, valid: object, invalid: object, complaint: string];

const select = (extra: object = {}) => ({ type: 'static_select', options: options(3), ...extra });
const multi = (extra: object = {}) => ({ type: 'multi_static_select', options: options(3), ...extra });
const checkboxes = (extra: object = {}) => ({ type: 'checkboxes', options: options(3), ...extra });
const radios = (extra: object = {}) => ({ type: 'radio_buttons', options: options(3), ...extra });
const overflow = (count: number, extra: object = {}) => ({ type: 'overflow', options: options(count), ...extra });
const group = (label: string, count: number) => ({ label: plain(label), options: options(count) });
const picker = (extra: object = {}) => ({ type: 'datepicker', ...extra });
const confirm = (extra: object = {}) => ({
  title: plain('Withdraw?'),
  text: plain('The squad is told.'),
  confirm: plain('Withdraw'),
  deny: plain('Keep it'),
  ...extra,
});
const at = 'json-pointer:/blocks/0/elements/0';

/** Elements in a row of actions of a message. */
const clickable: Row[] = [
  ['a button has a text', button(), { type: 'button' }, `missing required field: text [${at}]`],
  ["a button's text is plain", button(), button({ text: marked() }), `unsupported type: mrkdwn [${at}/text/type]`],
  [
    "a button's text has 75 characters at most",
    button({ text: plain(long(75)) }),
    button({ text: plain(long(76)) }),
    `must be less than 76 characters [${at}/text/text]`,
  ],
  [
    "a button's value has 2000 characters at most",
    button({ value: long(2000) }),
    button({ value: long(2001) }),
    `must be less than 2001 characters [${at}/value]`,
  ],
  ["a button's value is a string", button({ value: '142' }), button({ value: 142 }), `must provide a string [${at}/value]`],
  [
    "a button's address has 3000 characters at most",
    button({ url: `https://a.example/${long(2982)}` }),
    button({ url: `https://a.example/${long(2983)}` }),
    `must be less than 3001 characters [${at}/url]`,
  ],
  ["a button's address is one", button({ url: 'slack://open' }), button({ url: 'the card' }), `must be a valid URL [${at}/url]`],
  [
    'a button is primary, danger or neither',
    button({ style: 'danger' }),
    button({ style: 'default' }),
    `must be one of: primary, danger [${at}/style]`,
  ],
  [
    "a button's spoken label has 75 characters at most",
    button({ accessibility_label: long(75) }),
    button({ accessibility_label: long(76) }),
    `must be less than 76 characters [${at}/accessibility_label]`,
  ],
  [
    'an action_id has 255 characters at most',
    button({ action_id: long(255) }),
    button({ action_id: long(256) }),
    `must be less than 256 characters [${at}/action_id]`,
  ],
  ['a button cannot be switched off', button(), button({ disabled: true }), `invalid additional property: disabled [${at}]`],

  [
    'a question before an action has a title',
    button({ confirm: confirm() }),
    button({ confirm: { text: plain(), confirm: plain(), deny: plain() } }),
    `missing required field: title [${at}/confirm]`,
  ],
  [
    "a question's title has 100 characters at most",
    button({ confirm: confirm({ title: plain(long(100)) }) }),
    button({ confirm: confirm({ title: plain(long(101)) }) }),
    `must be less than 101 characters [${at}/confirm/title/text]`,
  ],
  [
    "a question's text has 300 characters at most",
    button({ confirm: confirm({ text: plain(long(300)) }) }),
    button({ confirm: confirm({ text: plain(long(301)) }) }),
    `must be less than 301 characters [${at}/confirm/text/text]`,
  ],
  [
    "a question's text is plain",
    button({ confirm: confirm() }),
    button({ confirm: confirm({ text: marked() }) }),
    `unsupported type: mrkdwn [${at}/confirm/text/type]`,
  ],
  [
    'yes has 30 characters at most',
    button({ confirm: confirm({ confirm: plain(long(30)) }) }),
    button({ confirm: confirm({ confirm: plain(long(31)) }) }),
    `must be less than 31 characters [${at}/confirm/confirm/text]`,
  ],
  [
    'no has 30 characters at most',
    button({ confirm: confirm({ deny: plain(long(30)), style: 'primary' }) }),
    button({ confirm: confirm({ deny: plain(long(31)) }) }),
    `must be less than 31 characters [${at}/confirm/deny/text]`,
  ],

  ['a menu behind dots has 5 options at most', overflow(5), overflow(6), `no more than 5 items allowed [${at}/options]`],
  ['a menu behind dots has an option', overflow(1), overflow(0), `no fewer than 1 items allowed [${at}/options]`],
  [
    'only a menu behind dots leads to pages',
    overflow(1, { options: [{ ...option(), url: 'https://tallwick.example' }] }),
    select({ options: [{ ...option(), url: 'https://tallwick.example' }] }),
    `invalid additional property: url [${at}/options/0]`,
  ],

  [
    'a select has 100 options at most',
    select({ options: options(100) }),
    select({ options: options(101) }),
    `no more than 100 items allowed [${at}/options]`,
  ],
  ['a select has an option', select(), select({ options: [] }), `no fewer than 1 items allowed [${at}/options]`],
  ['a select offers something', select(), { type: 'static_select' }, `must define either \`options\` or \`option_groups\` [${at}]`],
  [
    'a select offers options or groups',
    { type: 'static_select', option_groups: [group('Squads', 2)] },
    select({ option_groups: [{ label: plain('Squads'), options: [option('payments')] }] }),
    `must define only one of \`options\` or \`option_groups\` [${at}]`,
  ],
  [
    'a group has a label of 75 characters at most',
    { type: 'static_select', option_groups: [group(long(75), 2)] },
    { type: 'static_select', option_groups: [group(long(76), 2)] },
    `must be less than 76 characters [${at}/option_groups/0/label/text]`,
  ],
  [
    'a group has an option',
    { type: 'static_select', option_groups: [group('Squads', 1)] },
    { type: 'static_select', option_groups: [group('Squads', 0)] },
    `no fewer than 1 items allowed [${at}/option_groups/0/options]`,
  ],
  [
    'there are 100 groups at most',
    { type: 'static_select', option_groups: times(100, (index) => ({ label: plain('g'), options: [option(`v${index}`)] })) },
    { type: 'static_select', option_groups: times(101, (index) => ({ label: plain('g'), options: [option(`v${index}`)] })) },
    `no more than 100 items allowed [${at}/option_groups]`,
  ],
  [
    "an option's text has 75 characters at most",
    select({ options: [{ text: plain(long(75)), value: 'a' }] }),
    select({ options: [{ text: plain(long(76)), value: 'a' }] }),
    `must be less than 76 characters [${at}/options/0/text/text]`,
  ],
  [
    "an option's value has 75 characters at most",
    select({ options: [{ text: plain(), value: long(75) }] }),
    select({ options: [{ text: plain(), value: long(76) }] }),
    `must be less than 76 characters [${at}/options/0/value]`,
  ],
  [
    "an option's description has 75 characters at most",
    select({ options: [{ ...option(), description: plain(long(75)) }] }),
    select({ options: [{ ...option(), description: plain(long(76)) }] }),
    `must be less than 76 characters [${at}/options/0/description/text]`,
  ],
  [
    "a select's option is plain",
    select({ options: [option()] }),
    select({ options: [{ text: marked(), value: 'a' }] }),
    `unsupported type: mrkdwn [${at}/options/0/text/type]`,
  ],
  [
    'an option has a value',
    select({ options: [option()] }),
    select({ options: [{ text: plain() }] }),
    `missing required field: value [${at}/options/0]`,
  ],
  [
    'no two options have one value',
    select({ options: [option('a'), option('b')] }),
    select({ options: [option('a'), option('a')] }),
    `\`value\` "a" already exists [${at}/options/1/value]`,
  ],
  [
    'what is preselected is offered',
    select({ initial_option: option('squad-1') }),
    select({ initial_option: option('squad-9') }),
    `must match one of the options [${at}/initial_option]`,
  ],
  [
    'what is preselected has the words that are offered',
    select({ initial_option: option('squad-1') }),
    select({ initial_option: { text: plain('Another'), value: 'squad-1' } }),
    `must match one of the options [${at}/initial_option]`,
  ],
  [
    'what is preselected may be in a group',
    { type: 'static_select', option_groups: [group('Squads', 2)], initial_option: option('squad-1') },
    { type: 'static_select', option_groups: [group('Squads', 2)], initial_option: option('squad-2') },
    `must match one of the options [${at}/initial_option]`,
  ],
  [
    'nothing preselected is said by leaving it out',
    select(),
    select({ initial_option: null }),
    `must provide an object [${at}/initial_option]`,
  ],
  [
    'a placeholder has 150 characters at most',
    select({ placeholder: plain(long(150)) }),
    select({ placeholder: plain(long(151)) }),
    `must be less than 151 characters [${at}/placeholder/text]`,
  ],
  [
    'a placeholder is plain',
    select({ placeholder: plain() }),
    select({ placeholder: marked() }),
    `unsupported type: mrkdwn [${at}/placeholder/type]`,
  ],
  [
    'several preselected are offered',
    multi({ initial_options: options(2) }),
    multi({ initial_options: [option('squad-0'), option('none')] }),
    `must match one of the options [${at}/initial_options/1]`,
  ],
  ['a list of preselected is not empty', multi(), multi({ initial_options: [] }), `no fewer than 1 items allowed [${at}/initial_options]`],
  [
    'one can be chosen at least',
    multi({ max_selected_items: 1 }),
    multi({ max_selected_items: 0 }),
    `must be more than 0 [${at}/max_selected_items]`,
  ],
  [
    'no more are preselected than can be chosen',
    multi({ max_selected_items: 2, initial_options: options(2) }),
    multi({ max_selected_items: 1, initial_options: options(2) }),
    `no more than 1 items allowed [${at}/initial_options]`,
  ],
  ['one menu takes one', select(), select({ max_selected_items: 2 }), `invalid additional property: max_selected_items [${at}]`],

  [
    'a search has no options of its own',
    { type: 'external_select', min_query_length: 0 },
    { type: 'external_select', options: options(1) },
    `invalid additional property: options [${at}]`,
  ],
  [
    'a search begins after a number of letters',
    { type: 'multi_external_select', min_query_length: 3, initial_options: options(1) },
    { type: 'multi_external_select', min_query_length: '3' },
    `must provide an integer [${at}/min_query_length]`,
  ],
  [
    'a search may begin with a choice',
    { type: 'external_select', initial_option: option() },
    { type: 'external_select', initial_option: 'billing' },
    `must provide an object [${at}/initial_option]`,
  ],

  [
    'a person is named by id',
    { type: 'users_select', initial_user: 'U01ANA' },
    { type: 'users_select', initial_user: '@ana' },
    `input must match regex pattern: ^[UW][A-Z0-9]{2,}$ [${at}/initial_user]`,
  ],
  [
    'several people are named by id',
    { type: 'multi_users_select', initial_users: ['U01ANA', 'W01BO'] },
    { type: 'multi_users_select', initial_users: ['ana'] },
    `input must match regex pattern: ^[UW][A-Z0-9]{2,}$ [${at}/initial_users/0]`,
  ],
  [
    'a conversation is named by id',
    { type: 'conversations_select', initial_conversation: 'D01ANA' },
    { type: 'conversations_select', initial_conversation: '#support' },
    `input must match regex pattern: ^[CDG][A-Z0-9]{2,}$ [${at}/initial_conversation]`,
  ],
  [
    'several conversations are named by id',
    { type: 'multi_conversations_select', initial_conversations: ['C01SUPPORT'], default_to_current_conversation: true },
    { type: 'multi_conversations_select', initial_conversations: 'C01SUPPORT' },
    `must provide an array [${at}/initial_conversations]`,
  ],
  [
    'a channel menu knows public channels only',
    { type: 'channels_select', initial_channel: 'C01SUPPORT' },
    { type: 'channels_select', initial_channel: 'D01ANA' },
    `input must match regex pattern: ^C[A-Z0-9]{2,}$ [${at}/initial_channel]`,
  ],
  [
    'several channels are named by id',
    { type: 'multi_channels_select', initial_channels: ['C01SUPPORT'] },
    { type: 'multi_channels_select', initial_channels: ['support'] },
    `input must match regex pattern: ^C[A-Z0-9]{2,}$ [${at}/initial_channels/0]`,
  ],
  [
    'conversations are filtered by kinds that exist',
    { type: 'conversations_select', filter: { include: ['public', 'im'], exclude_bot_users: true } },
    { type: 'conversations_select', filter: { include: ['channels'] } },
    `must be one of: im, mpim, private, public [${at}/filter/include/0]`,
  ],
  [
    'a filter filters',
    { type: 'conversations_select', filter: { exclude_external_shared_channels: true } },
    { type: 'conversations_select', filter: {} },
    `must define at least one of: include, exclude_external_shared_channels, exclude_bot_users [${at}/filter]`,
  ],

  [
    'there are 10 boxes at most',
    checkboxes({ options: options(10) }),
    checkboxes({ options: options(11) }),
    `no more than 10 items allowed [${at}/options]`,
  ],
  [
    'a box may be formatted',
    checkboxes({ options: [{ text: marked(), value: 'a', description: marked() }] }),
    checkboxes({ options: [{ text: marked(long(76)), value: 'a' }] }),
    `must be less than 76 characters [${at}/options/0/text/text]`,
  ],
  [
    'a ticked box is offered',
    checkboxes({ initial_options: options(1) }),
    checkboxes({ initial_options: [option('none')] }),
    `must match one of the options [${at}/initial_options/0]`,
  ],
  [
    'boxes with nothing ticked have no list',
    checkboxes(),
    checkboxes({ initial_options: [] }),
    `no fewer than 1 items allowed [${at}/initial_options]`,
  ],
  [
    'there are 10 circles at most',
    radios({ options: options(10) }),
    radios({ options: options(11) }),
    `no more than 10 items allowed [${at}/options]`,
  ],
  [
    'a filled circle is offered',
    radios({ initial_option: option('squad-0') }),
    radios({ initial_option: option('none') }),
    `must match one of the options [${at}/initial_option]`,
  ],
  ['circles have no placeholder', radios(), radios({ placeholder: plain() }), `invalid additional property: placeholder [${at}]`],

  [
    'a date exists',
    picker({ initial_date: '2028-02-29' }),
    picker({ initial_date: '2026-02-29' }),
    `must be in the format YYYY-MM-DD [${at}/initial_date]`,
  ],
  [
    'a date is written from the year on',
    picker({ initial_date: '2026-11-24' }),
    picker({ initial_date: '24.11.2026' }),
    `must be in the format YYYY-MM-DD [${at}/initial_date]`,
  ],
  [
    'a time has 24 hours',
    { type: 'timepicker', initial_time: '23:59' },
    { type: 'timepicker', initial_time: '24:00' },
    `input must match regex pattern: ^(?:[01]\\d|2[0-3]):[0-5]\\d$ [${at}/initial_time]`,
  ],
  [
    'a zone is known',
    { type: 'timepicker', timezone: 'Europe/Tallinn' },
    { type: 'timepicker', timezone: 'Europe/Reval' },
    `must be a valid time zone [${at}/timezone]`,
  ],
  [
    'an instant has ten digits of seconds',
    { type: 'datetimepicker', initial_date_time: 1_764_000_000 },
    { type: 'datetimepicker', initial_date_time: 1_764_000_000_000 },
    `must be less than 10000000000 [${at}/initial_date_time]`,
  ],
];

describe('Slack takes an element in a row of actions', () => {
  test.each(clickable)('%s', (_rule, valid, invalid, complaint) => {
    expect(said(checkBlocks([actions(valid)], 'message'))).toEqual([]);
    expect(said(checkBlocks([actions(invalid)], 'message'))).toEqual([complaint]);
  });
});

const inElement = 'json-pointer:/blocks/0/element';

/** Elements in an input block of a modal. */
const fillable: Row[] = [
  [
    'a text takes 3000 characters at most',
    typed({ max_length: 3000 }),
    typed({ max_length: 3001 }),
    `must be less than 3001 [${inElement}/max_length]`,
  ],
  [
    'a text takes one character at least',
    typed({ max_length: 1 }),
    typed({ max_length: 0 }),
    `must be more than 0 [${inElement}/max_length]`,
  ],
  [
    'a text asks for 3000 characters at most',
    typed({ min_length: 3000 }),
    typed({ min_length: 3001 }),
    `must be less than 3001 [${inElement}/min_length]`,
  ],
  [
    'a text asks for no more than it takes',
    typed({ min_length: 5, max_length: 5 }),
    typed({ min_length: 6, max_length: 5 }),
    `must not be greater than \`max_length\` [${inElement}/min_length]`,
  ],
  [
    'a text begins within its limits',
    typed({ initial_value: long(120), max_length: 120 }),
    typed({ initial_value: long(121), max_length: 120 }),
    `must be less than 121 characters [${inElement}/initial_value]`,
  ],
  [
    'a text begins with 3000 characters at most',
    typed({ initial_value: long(3000) }),
    typed({ initial_value: long(3001) }),
    `must be less than 3001 characters [${inElement}/initial_value]`,
  ],
  [
    'a text has one line or several',
    typed({ multiline: true }),
    typed({ multiline: 'true' }),
    `must provide a boolean [${inElement}/multiline]`,
  ],
  [
    'typing is told by letter or by Enter',
    typed({ dispatch_action_config: { trigger_actions_on: ['on_character_entered', 'on_enter_pressed'] } }),
    typed({ dispatch_action_config: { trigger_actions_on: ['on_blur'] } }),
    `must be one of: on_enter_pressed, on_character_entered [${inElement}/dispatch_action_config/trigger_actions_on/0]`,
  ],
  [
    'typing is told on some occasion',
    typed({ dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] } }),
    typed({ dispatch_action_config: { trigger_actions_on: [] } }),
    `no fewer than 1 items allowed [${inElement}/dispatch_action_config/trigger_actions_on]`,
  ],
  [
    'a placeholder of a text has 150 characters at most',
    typed({ placeholder: plain(long(150)) }),
    typed({ placeholder: plain(long(151)) }),
    `must be less than 151 characters [${inElement}/placeholder/text]`,
  ],
  ['a text asks no question before', typed(), typed({ confirm: confirm() }), `invalid additional property: confirm [${inElement}]`],
  [
    'a number says whether it has fractions',
    { type: 'number_input', is_decimal_allowed: true, initial_value: '0.25' },
    { type: 'number_input' },
    `missing required field: is_decimal_allowed [${inElement}]`,
  ],
  [
    'a number is written as text',
    { type: 'number_input', is_decimal_allowed: false, min_value: '-10', max_value: '10' },
    { type: 'number_input', is_decimal_allowed: false, min_value: 1 },
    `must provide a string [${inElement}/min_value]`,
  ],
  [
    'a whole number has no fraction',
    { type: 'number_input', is_decimal_allowed: false, initial_value: '2' },
    { type: 'number_input', is_decimal_allowed: false, initial_value: '2.5' },
    `must be a whole number [${inElement}/initial_value]`,
  ],
  [
    'the least is not above the most',
    { type: 'number_input', is_decimal_allowed: false, min_value: '2', max_value: '10' },
    { type: 'number_input', is_decimal_allowed: false, min_value: '10', max_value: '2' },
    `must not be greater than \`max_value\` [${inElement}/min_value]`,
  ],
  [
    'a number begins within its limits',
    { type: 'number_input', is_decimal_allowed: false, min_value: '1', initial_value: '1' },
    { type: 'number_input', is_decimal_allowed: false, min_value: '1', initial_value: '0' },
    `must not be less than \`min_value\` [${inElement}/initial_value]`,
  ],
  [
    'there are 10 files at most',
    { type: 'file_input', max_files: 10 },
    { type: 'file_input', max_files: 11 },
    `must be less than 11 [${inElement}/max_files]`,
  ],
  [
    'kinds of files are listed',
    { type: 'file_input', filetypes: ['pdf', 'png'] },
    { type: 'file_input', filetypes: [] },
    `no fewer than 1 items allowed [${inElement}/filetypes]`,
  ],
  [
    'an e-mail field has no options',
    { type: 'email_text_input', initial_value: 'ana@tallwick.example' },
    { type: 'email_text_input', options: options(1) },
    `invalid additional property: options [${inElement}]`,
  ],
  [
    'an address field begins with a string',
    { type: 'url_text_input', initial_value: 'https://tallwick.example' },
    { type: 'url_text_input', initial_value: 5 },
    `must provide a string [${inElement}/initial_value]`,
  ],
  [
    'only menus of conversations answer into one',
    { type: 'conversations_select', response_url_enabled: true },
    { type: 'users_select', response_url_enabled: true },
    `invalid additional property: response_url_enabled [${inElement}]`,
  ],
];

describe('Slack takes a field in a modal', () => {
  test.each(fillable)('%s', (_rule, valid, invalid, complaint) => {
    expect(said(checkBlocks([input(valid)], 'modal'))).toEqual([]);
    expect(said(checkBlocks([input(invalid)], 'modal'))).toEqual([complaint]);
  });

  test('and lets a menu answer into a conversation only there', () => {
    const menu = { type: 'channels_select', response_url_enabled: true };
    expect(said(checkBlocks([input(menu)], 'modal'))).toEqual([]);
    expect(said(checkBlocks([input(menu)], 'home'))).toEqual([`invalid additional property: response_url_enabled [${inElement}]`]);
    expect(said(checkBlocks([section({ accessory: menu })], 'modal'))).toEqual([
      'invalid additional property: response_url_enabled [json-pointer:/blocks/0/accessory]',
    ]);
  });
});
