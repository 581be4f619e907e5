import { chunk, clamp, escapeText, harmless } from '../../src/slack/text';

describe('what somebody typed into a field', () => {
  test.each([
    ['a < b && c > d', 'a &lt; b &amp;&amp; c &gt; d'],
    ['<!channel> look', '&lt;!channel&gt; look'],
    ['<@U1>', '&lt;@U1&gt;'],
    ['&lt;', '&amp;lt;'],
  ])('%s is shown as it was typed', (typed, shown) => {
    expect(escapeText(typed)).toBe(shown);
  });
});

describe('what somebody said, quoted', () => {
  test.each([
    ['a mention by id', 'ask <@U0123ABC>', 'ask @U0123ABC'],
    ['a mention with a name', 'ask <@U0123ABC|ana>', 'ask @ana'],
    ['the whole channel', '<!channel> fire', '@\u200Bchannel fire'],
    ['everybody who is here', '<!here|here> fire', 'here fire'],
    ['everybody', '<!everyone>', '@\u200Beveryone'],
    ['the same without brackets', 'mail me @here.', 'mail me @\u200Bhere.'],
    ['a longer word that begins alike', '@hereford and @channels', '@hereford and @channels'],
    ['a user group', '<!subteam^S012|@billing-oncall> please', '@billing-oncall please'],
    ['a user group without a name', '<!subteam^S012>', '@group'],
    ['a channel', 'see <#C012|support>', 'see #support'],
    ['a channel without a name', 'see <#C012>', 'see <#C012>'],
    ['a date', '<!date^1392734382^{date}|Feb 18, 2014>', 'Feb 18, 2014'],
    ['a bare link', '<https://a.example/x?y=1&amp;z=2>', 'https://a.example/x?y=1&amp;z=2'],
    ['a link that says where it leads', '<https://a.example|a.example>', 'https://a.example'],
    ['a link that says something else', '<https://evil.example|https://bank.example>', 'https://bank.example (https://evil.example)'],
    ['an address', '<mailto:ana@a.example|ana@a.example>', 'ana@a.example'],
    ['what was escaped already', 'if a &lt; b &amp; c', 'if a &lt; b &amp; c'],
    ['a stray bracket', 'a > b and c < d & e', 'a &gt; b and c &lt; d &amp; e'],
    ['a broadcast hidden in a name', '<@U1|x> <!subteam^S1|@here>', '@x @\u200Bhere'],
  ])('%s', (_what, said, quoted) => {
    expect(harmless(said)).toBe(quoted);
  });

  test('people whose name is known are called by it, and the name is no markup', () => {
    expect(harmless('<@U1> and <@U2>', (id) => ({ U1: 'Ana <!here>' })[id])).toBe('@Ana &lt;!here&gt; and @U2');
  });

  test('nothing that is quoted can notify anybody', () => {
    const nasty = [
      '<!channel>',
      '<!here>',
      '<@U1>',
      '<<!here>>',
      '<!channel|<!here>>',
      '<@U1|<@U2>>',
      '&lt;!here&gt;',
      '<!here',
      'x<!subteam^S1>',
      '<@U1|here>',
      '<https://a.example|@here>',
      '<#C1|x @channel>',
    ];
    for (const one of nasty) expect(harmless(one)).not.toMatch(/<[@!]|@(channel|here|everyone)\b/);
  });
});

describe('what is too long', () => {
  test.each([
    ['short enough', 'abc', 3, 'abc'],
    ['one too many', 'abcd', 3, 'ab…'],
    ['not in an emoji', 'ab😀cd', 4, 'ab…'],
    ['not in an entity', 'a &amp; b', 5, 'a…'],
    ['not in a mention', 'hi <@U0123> there', 9, 'hi…'],
    ['not in a link', 'see <https://a.example|it> x', 12, 'see…'],
    ['a bracket that opens nothing', 'a < b and more', 7, 'a < b…'],
    ['no space before the sign', 'one two three', 9, 'one two…'],
  ])('%s', (_what, text, max, shown) => {
    expect(clamp(text, max)).toBe(shown);
    expect(clamp(text, max).length).toBeLessThanOrEqual(max);
  });

  test('a long text in pieces loses no word and splits no token', () => {
    const words = Array.from({ length: 400 }, (_, n) =>
      n % 7 === 0 ? `<https://a.example/${n}|page ${n}>` : n % 5 === 0 ? 'x &amp;\ny' : `word${n}😀`,
    );
    const pieces = chunk(words.join(' '), 100);
    expect(pieces.join(' ').split(/\s+/)).toEqual(words.join(' ').split(/\s+/));
    for (const piece of pieces) {
      expect(piece.length).toBeLessThanOrEqual(100);
      expect(piece.split('<').length).toBe(piece.split('>').length);
      expect(piece).not.toMatch(/[\ud800-\udbff]$|^[\udc00-\udfff]/);
    }
  });

  test('a word longer than a piece is broken all the same', () => {
    expect(chunk('a'.repeat(25), 10)).toEqual(['a'.repeat(10), 'a'.repeat(10), 'a'.repeat(5)]);
    expect(chunk('', 10)).toEqual([]);
  });
});
