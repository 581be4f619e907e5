import { parseMrkdwn, parsePlain, parseSpans, type Span } from '../../../sandbox/page/text/mrkdwn';

const text = (words: string): Span => ({ kind: 'text', text: words });
const bold = (...spans: Span[]): Span => ({ kind: 'bold', spans });
const italic = (...spans: Span[]): Span => ({ kind: 'italic', spans });
const link = (url: string, label = url): Span => ({ kind: 'link', url, label });

describe('one line of mrkdwn', () => {
  test.each<[what: string, line: string, spans: Span[]]>([
    ['plain words', 'Invoice shows VAT twice', [text('Invoice shows VAT twice')]],
    ['bold', 'a *b c* d', [text('a '), bold(text('b c')), text(' d')]],
    ['italic inside bold', '*very _late_*', [bold(text('very '), italic(text('late')))]],
    ['strike', '~Closed~', [{ kind: 'strike', spans: [text('Closed')] }]],
    ['a mark inside a word is a character', 'snake_case_name 2*3*4', [text('snake_case_name 2*3*4')]],
    ['a mark before a space is a character', '* not bold *', [text('* not bold *')]],
    ['a mark without partner is a character', 'five * stars', [text('five * stars')]],
    ['marks beside punctuation', '(*S2*), done', [text('('), bold(text('S2')), text('), done')]],
    ['code keeps its marks', 'see `*raw* <@U1>`', [text('see '), { kind: 'code', text: '*raw* @U1' }]],
    ['a mark inside code does not close bold', '*a `*` b*', [bold(text('a '), { kind: 'code', text: '*' }, text(' b'))]],
    ['entities', 'a &lt;b&gt; &amp;amp;', [text('a <b> &amp;')]],
    ['a link with words', '<https://acme.example/a|Ticket 8812>', [link('https://acme.example/a', 'Ticket 8812')]],
    ['a link without', 'at <https://acme.example/?a=1&amp;b=2>', [text('at '), link('https://acme.example/?a=1&b=2')]],
    ['a bare link, its full stop outside', 'see https://acme.example/x.', [text('see '), link('https://acme.example/x'), text('.')]],
    ['no link for javascript', '<javascript:alert(1)|click>', [text('click')]],
    ['a person', 'ask <@U01BO>', [text('ask '), { kind: 'user', id: 'U01BO' }]],
    ['a channel with its name', '<#C01|support>', [{ kind: 'channel', id: 'C01', label: 'support' }]],
    ['a group', '<!subteam^S01|@billing>', [{ kind: 'group', id: 'S01', label: '@billing' }]],
    ['everybody here', '<!here> hello', [{ kind: 'broadcast', range: 'here' }, text(' hello')]],
    [
      'a date with its fallback',
      '<!date^1764000000^{date_short} at {time}|24 Nov>',
      [{ kind: 'date', seconds: 1764000000, format: '{date_short} at {time}', fallback: '24 Nov' }],
    ],
    ['an emoji', 'done :white_check_mark:', [text('done '), { kind: 'emoji', name: 'white_check_mark' }]],
    ['a skin tone', ':wave::skin-tone-3:', [{ kind: 'emoji', name: 'wave::skin-tone-3' }]],
    ['half an angle', 'a < b', [text('a < b')]],
  ])('%s', (_, line, spans) => {
    expect(parseSpans(line)).toEqual(spans);
  });

  test('verbatim text leaves bare addresses alone', () => {
    expect(parseSpans('https://acme.example', { verbatim: true })).toEqual([text('https://acme.example')]);
  });

  test('forty thousand marks without partners are text, and do not hang the page', () => {
    const marks = '*a _b ~c '.repeat(4500);
    expect(parseSpans(marks)).toEqual([text(marks)]);
  });
});

describe('a message of several lines', () => {
  test('quotes, code blocks and text keep their order, without the line breaks around a block', () => {
    expect(parseMrkdwn('They wrote:\n&gt; I was charged\n> twice\n```\nline *1*\nline 2\n```\nThanks')).toEqual([
      { kind: 'text', lines: [[text('They wrote:')]] },
      { kind: 'quote', lines: [[text('I was charged')], [text('twice')]] },
      { kind: 'pre', text: 'line *1*\nline 2' },
      { kind: 'text', lines: [[text('Thanks')]] },
    ]);
  });

  test('three signs quote everything after them', () => {
    expect(parseMrkdwn('a\n&gt;&gt;&gt; b\n\nc')).toEqual([
      { kind: 'text', lines: [[text('a')]] },
      { kind: 'quote', lines: [[text('b')], [], [text('c')]] },
    ]);
  });

  test('an empty message has no parts', () => {
    expect(parseMrkdwn('')).toEqual([]);
  });
});

describe('plain text', () => {
  test('knows emoji and nothing else', () => {
    expect(parsePlain('*Hi* :tada:')).toEqual([text('*Hi* '), { kind: 'emoji', name: 'tada' }]);
  });

  test('with emoji switched off it is only text', () => {
    expect(parsePlain(':tada:', false)).toEqual([text(':tada:')]);
  });
});
