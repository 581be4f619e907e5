import { checkMessage } from '../../../sandbox/strict';
import type { Message } from '../../../src/delivery/words';
import type { ThreadNews } from '../../../src/domain/escalations/threads';
import { closedReplyMessage } from '../../../src/views/threads/closed-reply';
import { copyMessage } from '../../../src/views/threads/copy';
import { consentMessage, newsMessage } from '../../../src/views/threads/news';
import { type Quote, saying } from '../../../src/views/threads/quote';
import { fairShare, transcriptMessage } from '../../../src/views/threads/transcript';

const link = 'https://acme.slack.com/archives/C1/p1764000000000100';
const quote: Quote = {
  author: 'Ana',
  picture: 'https://acme.example/ana.png',
  text: 'The customer sent the invoice.',
  files: [],
  edited: false,
  at: new Date('2026-11-24T08:00:00Z'),
  link,
  nameOf: (userId) => ({ U2: 'Bo' })[userId],
};
const says = (over: Partial<Quote>) => copyMessage({ ...quote, ...over }, '#support');
const shown = ({ blocks }: Message) =>
  (blocks ?? []).map((block) =>
    block.type === 'section' ? block.text?.text : block.type === 'context' ? (block.elements[0] as { text: string }).text : block.type,
  );

describe('a copy', () => {
  test('tells who said what and where, under their name and picture', () => {
    expect(says({})).toEqual({
      text: 'Ana via #support: The customer sent the invoice.',
      blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'The customer sent the invoice.' }, expand: true }],
      as: { name: 'Ana via #support', picture: quote.picture },
    });
  });

  test.each([
    ['calls nobody', '<!channel> <!here> <@U2> <@U9> <!subteam^S1|@billing>', '@\u200Bchannel @\u200Bhere @Bo @U9 @billing'],
    ['shows what was escaped as it was escaped, once', 'a &lt;b&gt; &amp; c', 'a &lt;b&gt; &amp; c'],
    ['keeps an emoji’s name as it is', ':*not_bold*: :tada:', ':*not_bold*: :tada:'],
    ['shows where a link leads', '<https://evil.example|our docs>', 'our docs (https://evil.example)'],
  ])('%s', (_, text, said) => {
    expect(shown(says({ text }))).toEqual([said]);
    expect(says({ text }).text).toBe(`Ana via #support: ${said}`);
  });

  test('says when it was edited', () => expect(shown(says({ edited: true }))).toEqual([quote.text, '(edited)']));

  test.each([
    [
      'one file alone',
      '',
      [{ name: 'invoice.pdf', url: 'https://f/1' }],
      '_sent a file_\n📎 <https://f/1|invoice.pdf>',
      'sent a file: invoice.pdf',
    ],
    [
      'two with words',
      'Look:',
      [
        { name: 'a & b.png', url: 'https://f/1' },
        { name: '<!here>.txt', url: '' },
      ],
      `Look:\n📎 <https://f/1|a &amp; b.png>\n📎 <${link}|@\u200Bhere.txt>`,
      'Look:',
    ],
    [
      'what only Slack can show',
      '',
      [],
      `sent something that is <${link}|shown in the thread> only`,
      `sent something that is <${link}|shown in the thread> only`,
    ],
  ])('links files and never carries them: %s', (_, text, files, body, spoken) => {
    expect(shown(says({ text, files }))).toEqual([body]);
    expect(saying({ ...quote, text, files })).toBe(spoken);
  });

  test('of 40,000 characters is shortened, with a link to the whole', () => {
    const copy = says({ text: 'word '.repeat(8_000) });
    const all = shown(copy).join('');
    expect(all.length).toBeLessThan(9_000);
    expect(all).toMatch(/…\s?<https:\S+\|Read all of it>$/);
    expect(copy.text).toMatch(/…\s?<https:\S+\|Read all of it>$/);
    expect(checkMessage({ ...copy })).toEqual([]);
  });

  test('of a very long name still tells the place', () => {
    const { as } = says({ author: 'A'.repeat(200) });
    expect(as?.name).toMatch(/^A+… via #support$/);
    expect(as?.name.length).toBeLessThanOrEqual(80);
  });
});

describe('a transcript', () => {
  const transcript = (quotes: Quote[], earlier = 0) => transcriptMessage({ from: '#support', link, earlier, quotes });
  const many = (count: number, text: string) => Array.from({ length: count }, () => ({ ...quote, text }));

  test('shows author, time in the reader’s zone, words and files of each', () => {
    const message = transcript([
      quote,
      { ...quote, author: 'Bo <b>', text: '', edited: true, files: [{ name: 'log.txt', url: 'https://f/2' }] },
    ]);
    const at = '<!date^1795507200^{date_short_pretty} {time}|2026-11-24 08:00 UTC>';
    expect(message && shown(message)).toEqual([
      `From <${link}|#support>`,
      `*Ana* ${at}\n${quote.text}`,
      `*Bo b* ${at} (edited)\n_sent a file_\n📎 <https://f/2|log.txt>`,
    ]);
    expect(message?.text).toBe(`From #support: Ana: ${quote.text}\nBo b: sent a file: log.txt`);
  });

  test('tells after the root how many were left out', () => {
    const message = transcript(many(3, 'x'), 200);
    expect(message && shown(message)[2]).toBe(`<${link}|200 earlier ones> in the thread`);
    expect(transcript(many(2, 'x'), 1)?.blocks).toContainEqual(
      expect.objectContaining({ elements: [expect.objectContaining({ text: `<${link}|1 earlier one> in the thread` })] }),
    );
  });

  test('of nothing is nothing', () => expect(transcript([])).toBeNull());

  test.each([
    ['twenty of 40,000 characters', many(20, 'word '.repeat(8_000))],
    ['one long among short ones', [...many(19, 'short'), { ...quote, text: 'word '.repeat(8_000) }]],
    ['one alone', many(1, 'word '.repeat(8_000))],
  ])('fits into one message, and links what it shortens: %s', (_, quotes) => {
    const message = transcript(quotes) as Message;
    expect(checkMessage({ ...message })).toEqual([]);
    expect(JSON.stringify(message.blocks).length).toBeLessThan(13_200);
    expect(shown(message).filter((text) => text?.includes('|Read all of it>')).length).toBe(
      quotes.filter(({ text }) => text.length > 100).length,
    );
  });

  test.each([
    [[10, 20, 30], 100, 2_700],
    [[10, 500, 500], 100, 45],
    [[90, 90, 90], 90, 30],
    [[5_000], 8_000, 2_700],
  ])('lengths %j share %d: %d each at most', (lengths, most, share) => expect(fairShare(lengths, most)).toBe(share));
});

describe('news of the copying', () => {
  const facts = { from: '#support', link, agent: 'Ana <!here>' };

  test.each<[ThreadNews, string]>([
    ['paused', 'Another app posts more than 20 messages a minute in #support: its messages are not copied until it rests.'],
    ['squad_paused', 'Another app posts more than 20 messages a minute here: its messages are not copied to #support until it rests.'],
    ['turned_private', '#support is private now: what is written there is not copied any more until Ana @\u200Bhere agrees.'],
    [
      'shared',
      '#support is shared with another company now: nothing is posted there any more, and what is written there is not copied until Ana @\u200Bhere agrees. Ana @\u200Bhere is reached in direct messages.',
    ],
    ['archived', '#support was archived: nothing more comes from there. Ana @\u200Bhere is reached in direct messages.'],
    [
      'removed',
      'Backline was removed from #support: what is written there is not copied any more. `/invite @Backline` there mends it. Ana @\u200Bhere is reached in direct messages.',
    ],
    ['back', 'Backline is heard in #support again: what is written there is copied.'],
    ['goes_on', 'Ana @\u200Bhere agreed: what is written in #support is copied again.'],
  ])('%s', (news, sentence) => {
    const message = newsMessage(news, facts);
    expect(message.text).toBe(sentence);
    expect(shown(message)).toEqual([sentence.replace('#support', `<${link}|#support>`)]);
  });

  test('what is private stays unnamed', () => {
    expect(newsMessage('shared', { ...facts, from: 'a private channel' }).text).toContain(
      'A private channel is shared with another company now',
    );
  });

  test('the agent is asked again, with the place and how many can read it', () => {
    const message = consentMessage({
      name: 'ESC-142',
      from: '#support',
      link,
      shared: false,
      threadId: 'T1',
      to: '#billing-squad',
      readers: 214,
    });
    expect(message.text).toBe(
      '#support is private now, so what is written in its thread is not copied for ESC-142 any more. Copied on, it goes to #billing-squad, where 214 people can read it.',
    );
    expect(message.blocks?.[1]).toMatchObject({
      elements: [{ action_id: 'copy_thread_again', value: 'T1', text: { text: 'Copy this private thread' } }],
    });
    expect(consentMessage({ name: 'ESC-142', from: '#support', link, shared: true, threadId: 'T1', to: '#b', readers: 1 }).text).toContain(
      'shared with another company now',
    );
    expect(checkMessage({ ...message })).toEqual([]);
  });

  test('who writes where it is closed is offered to reopen it', () => {
    const message = closedReplyMessage({ escalationId: 'E1', name: 'ESC-142', squad: 'Billing' });
    expect(message.text).toBe('ESC-142 is closed, so this was not passed on to Billing. Is there more to it?');
    expect(message.blocks?.[1]).toMatchObject({ elements: [{ value: 'E1', text: { text: 'Reopen' } }] });
    expect(checkMessage({ ...message })).toEqual([]);
  });
});
