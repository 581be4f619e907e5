import { checkOptions, checkResponse, checkViewResponse, validateBlocks } from '../../../sandbox/strict';
import { long, marked, modal, named, option, options, plain, section } from './examples';

describe('An app answers through a response_url', () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ['with a text for one person', { text: 'Claimed', response_type: 'ephemeral' }, []],
    ['in place of the message', { blocks: [section()], replace_original: true }, []],
    ['by deleting it, which needs no text', { delete_original: true }, []],
    ['with nothing', {}, ['no_text: no message text provided [json-pointer:/text]']],
    [
      'in a way that does not exist',
      { text: 'a', response_type: 'private' },
      ['invalid_payload: must be one of: in_channel, ephemeral [json-pointer:/response_type]'],
    ],
    ['to another channel', { text: 'a', channel: 'C01SUPPORT' }, ['invalid_payload: invalid additional property: channel']],
    [
      'with blocks that Slack refuses',
      { blocks: [{ type: 'section' }] },
      ['invalid_blocks: must define either `text` or `fields` [json-pointer:/blocks/0/type]'],
    ],
  ])('%s', (_how, body, complaints) => {
    expect(named(checkResponse(body))).toEqual(complaints);
  });
});

describe('An app answers a search', () => {
  test.each<[string, unknown, string[]]>([
    ['with 100 options', { options: options(100) }, []],
    ['with 101', { options: options(101) }, ['invalid_options: no more than 100 items allowed [json-pointer:/options]']],
    ['with nothing found', { options: [] }, []],
    ['with groups', { option_groups: [{ label: plain('Squads'), options: options(2) }] }, []],
    [
      'with an option twice',
      { options: [option(), option()] },
      ['invalid_options: `value` "billing" already exists [json-pointer:/options/1/value]'],
    ],
    [
      'with a long option',
      { options: [{ text: plain(long(76)), value: 'a' }] },
      ['invalid_options: must be less than 76 characters [json-pointer:/options/0/text/text]'],
    ],
    ['with neither', {}, ['invalid_options: must define either `options` or `option_groups`']],
    ['with no answer', undefined, ['invalid_options: must provide an object']],
  ])('%s', (_how, answer, complaints) => {
    expect(named(checkOptions(answer))).toEqual(complaints);
  });
});

describe('An app answers a submitted modal', () => {
  test.each<[string, unknown, string[]]>([
    ['with nothing, which closes it', undefined, []],
    ['with an empty body', {}, []],
    ['by clearing the stack', { response_action: 'clear' }, []],
    ['with another view', { response_action: 'update', view: modal() }, []],
    ['with a view on top', { response_action: 'push', view: modal() }, []],
    [
      'with a view that Slack refuses',
      { response_action: 'push', view: modal({ title: plain(long(25)) }) },
      ['invalid_arguments: must be less than 25 characters [json-pointer:/view/title/text]'],
    ],
    ['with words beside a field', { response_action: 'errors', errors: { title: 'Say what happened' } }, []],
    [
      'with words beside what is no field',
      { response_action: 'errors', errors: { note: 'No' } },
      ['invalid_response_action: no input block "note" [json-pointer:/errors/note]'],
    ],
    [
      'with no words',
      { response_action: 'errors', errors: { title: '' } },
      ['invalid_response_action: must provide a string [json-pointer:/errors/title]'],
    ],
    [
      'with no field',
      { response_action: 'errors', errors: {} },
      ['invalid_response_action: must name at least one block [json-pointer:/errors]'],
    ],
    [
      'in a way that does not exist',
      { response_action: 'close' },
      ['invalid_response_action: unsupported response_action: close [json-pointer:/response_action]'],
    ],
    ['without saying how', { view: modal() }, ['invalid_response_action: missing required field: response_action']],
    ['with a string', 'ok', ['invalid_response_action: must provide an object']],
  ])('%s', (_how, answer, complaints) => {
    expect(named(checkViewResponse(answer, ['title', 'tried']))).toEqual(complaints);
  });
});

describe('An app asks Slack whether blocks are in order', () => {
  test('and hears that they are', () => {
    expect(validateBlocks({ blocks: [section()] })).toEqual({ ok: true });
    expect(validateBlocks({ message: { text: 'Claimed' } })).toEqual({ ok: true });
    expect(validateBlocks({ view: modal() })).toEqual({ ok: true });
  });

  test('and hears where they are not', () => {
    expect(validateBlocks({ blocks: [section({ text: marked(long(3001)) })] })).toEqual({
      ok: false,
      error: 'invalid_blocks',
      errors: [{ pointer: '/blocks/0/text/text', code: 'failed_constraint', message: 'must be less than 3001 characters' }],
      response_metadata: { messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'] },
    });
    expect(validateBlocks({ view: modal({ title: plain(long(25)) }) }).error).toBe('invalid_view');
    expect(validateBlocks({ message: { text: long(40_001) } }).error).toBe('invalid_message');
    expect(validateBlocks({ message: 'Claimed' }).error).toBe('invalid_message');
  });

  test('for one thing at a time', () => {
    expect(validateBlocks({}).error).toBe('invalid_arguments');
    expect(validateBlocks({ blocks: [], view: modal() }).error).toBe('invalid_arguments');
  });
});
