import { parseCommand } from '../../../src/domain/escalations/command';
import { isHoldingReply } from '../../../src/domain/escalations/holding';
import { linksIn, messageLink } from '../../../src/domain/escalations/links';
import { titleOf } from '../../../src/domain/escalations/title';

const squads = [
  { id: 'b', key: 'billing', name: 'Billing' },
  { id: 'p', key: 'payments', name: 'Payments' },
  { id: 'd', key: 'data-platform', name: 'Data Platform' },
  { id: 'x', key: 'data', name: 'Data' },
];
const nothing = { squadId: null, severity: null, title: '', whole: '', links: [], thread: null };

describe('/escalate reads what follows it', () => {
  const rows: [string, object][] = [
    ['', {}],
    ['billing: s2 Tax wrong https://z.co/8', { squadId: 'b', severity: 's2', title: 'Tax wrong', links: ['https://z.co/8'] }],
    ['s2 billing: Tax wrong <https://z.co/8>', { squadId: 'b', severity: 's2', title: 'Tax wrong', links: ['https://z.co/8'] }],
    ['Billing:s1', { squadId: 'b', title: 's1', severity: null }],
    ['BILLING: S4', { squadId: 'b', severity: 's4' }],
    ['data platform: rows are late', { squadId: 'd', title: 'rows are late' }],
    ['data: rows are late', { squadId: 'x', title: 'rows are late' }],
    ['checkout fails in the EU', { title: 'checkout fails in the EU' }],
    ['high fives are lost', { title: 'high fives are lost' }],
    ['s5 is no severity', { title: 's5 is no severity' }],
    ['tax: wrong', { title: 'tax: wrong' }],
    ['fails for s2 customers', { title: 'fails for s2 customers' }],
    ['a &lt;b&gt; &amp; c', { title: 'a <b> & c' }],
    ['<!channel> look', { title: 'look' }],
    [
      's3 VAT twice <https://acme.slack.com/archives/C01ABC/p1764000000000100?thread_ts=1763999000.000200&amp;cid=C01ABC> https://z.co/a?b=1&amp;c=2',
      {
        severity: 's3',
        title: 'VAT twice',
        links: ['https://z.co/a?b=1&c=2'],
        thread: { host: 'acme.slack.com', channelId: 'C01ABC', ts: '1764000000.000100', threadTs: '1763999000.000200' },
      },
    ],
  ];
  test.each(rows)('%j', (text, command) => {
    expect(parseCommand(text, squads)).toEqual({ ...nothing, ...command, ...(text === 'Billing:s1' && { title: '', severity: 's1' }) });
  });
});

test('a title that is too long for its field ends with a visible sign, and all of it stands in What was tried', () => {
  const words = 'The invoice shows VAT twice after a plan change & nobody knows why. '.repeat(4).trim();
  const { title, whole } = parseCommand(`billing: ${words.replaceAll('&', '&amp;')} https://z.co/8`, squads);
  expect(title).toMatch(/^The invoice shows VAT twice.*…$/);
  expect(title.length).toBeLessThanOrEqual(150);
  expect(whole).toBe(words);
});

describe('links are found as Slack writes them', () => {
  test.each([
    ['see https://a.example/x, and <https://b.example/y|the ticket>.', ['https://a.example/x', 'https://b.example/y']],
    ['twice https://a.example https://a.example', ['https://a.example']],
    ['<mailto:a@b.example|a@b.example> no links', []],
  ])('%s', (text, links) => expect(linksIn(text)).toEqual(links));

  test.each([
    [
      'https://acme.slack.com/archives/C01/p1764000000000100',
      { host: 'acme.slack.com', channelId: 'C01', ts: '1764000000.000100', threadTs: null },
    ],
    ['https://acme.slack.com/archives/C01', null],
    ['https://acme.zendesk.com/agent/tickets/8812', null],
    ['not a link', null],
  ])('%s', (url, link) => expect(messageLink(url)).toEqual(link));
});

describe('a thread is called by the first sentence of its root', () => {
  test.each([
    ['Invoice shows VAT twice after a plan change. Customer is angry.', 'Invoice shows VAT twice after a plan change'],
    ['Invoice shows VAT twice\nafter a plan change', 'Invoice shows VAT twice'],
    ['<@U01ANA> can you help? VAT is there twice', 'can you help?'],
    ['*Urgent* login is `broken`', 'Urgent login is broken'],
    ['<https://z.co/8|Ticket 8>\nLogin fails for everyone', 'Login fails for everyone'],
    ['&gt; quoted &amp; done', 'quoted & done'],
    ['snake_case_name stays', 'snake_case_name stays'],
    ['Wait... it works. Almost', 'Wait... it works'],
    ['', ''],
    ['<!here>', ''],
  ])('%j', (text, title) => expect(titleOf(text)).toBe(title));

  test('a long one is cut at a word, with a sign', () => {
    const title = titleOf(`${'word '.repeat(60)}`);
    expect(title.length).toBeLessThanOrEqual(120);
    expect(title).toMatch(/word…$/);
  });
});

describe('a holding reply answers nothing', () => {
  test.each([
    'Thanks, will check with the customer',
    'ok',
    'Asking the customer now',
    "I'll check and get back to you",
    'on it!',
    ':eyes:',
    '👍🏽',
    ':+1::skin-tone-3: thanks',
    '<@U02BO> thanks, will check',
  ])('%s', (text) => expect(isHoldingReply(text, 0)).toBe(true));

  test.each([
    'yes',
    'no',
    'sure',
    'ok 8812',
    'ok, it is the Pro plan',
    'thanks https://z.co/8',
    'thanks <https://z.co/8>',
    'they left Pro',
    'thanks thanks thanks thanks thanks thanks thanks thanks thanks',
    '',
    '?',
  ])('%j is an answer', (text) => expect(isHoldingReply(text, 0)).toBe(false));

  test('with a file it always is an answer', () => expect(isHoldingReply('thanks', 1)).toBe(false));
});
