import { formatRoute, parseRoute, permalinkPlace, type Route } from '../../../sandbox/page/data/route';
import type { LogEntry, PageMessage } from '../../../sandbox/page/data/wire';
import { filterEntries } from '../../../sandbox/page/inspector/filter';
import { authorOf } from '../../../sandbox/page/text/author';
import { emojiCharacter, findEmoji } from '../../../sandbox/page/text/emoji';
import { rowsOf } from '../../../sandbox/page/text/grouping';
import { byRole, channelTitle, initials } from '../../../sandbox/page/text/names';
import { permalinkOf } from '../../../sandbox/page/text/permalink';
import { plainOf } from '../../../sandbox/page/text/plainOf';
import { channel, directory, person } from './people';

const at = (iso: string, more: Partial<PageMessage> = {}): PageMessage => ({
  ts: `${Date.parse(iso) / 1000}.000000`,
  user: 'U1',
  text: 'x',
  ...more,
});

describe('the message list', () => {
  const shape = (messages: PageMessage[], zone = 'UTC') => rowsOf(messages, zone).map(({ startsDay, compact }) => [startsDay, compact]);

  test('one author within five minutes is shown once; a day starts with a divider', () => {
    const messages = [
      at('2026-11-22T23:58:00Z'),
      at('2026-11-22T23:59:00Z'),
      at('2026-11-23T00:01:00Z'),
      at('2026-11-23T00:02:00Z', { user: 'U2' }),
      at('2026-11-23T00:10:00Z', { user: 'U2' }),
    ];
    expect(shape(messages)).toEqual([
      [true, false],
      [false, true],
      [true, false],
      [false, false],
      [false, false],
    ]);
  });

  test('the day is the reader’s: in Tallinn the same messages are one day', () => {
    expect(shape([at('2026-11-22T23:58:00Z'), at('2026-11-23T00:01:00Z')], 'Europe/Tallinn')).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  test('what only one person sees, and joins, always stand alone', () => {
    const messages = [
      at('2026-11-23T09:00:00Z'),
      at('2026-11-23T09:01:00Z', { ephemeral: true }),
      at('2026-11-23T09:02:00Z', { subtype: 'channel_join' }),
    ];
    expect(shape(messages).map(([, compact]) => compact)).toEqual([false, false, false]);
  });
});

describe('who wrote it', () => {
  const find = (id: string | undefined) => directory.people.find((one) => one.id === id);

  test('a person', () => {
    expect(authorOf(at('2026-11-23T09:00:00Z'), find)).toMatchObject({ name: 'Ana Sepp', isApp: false });
  });

  test('an app with a person’s name and picture is still an app', () => {
    const copy = at('2026-11-23T09:00:00Z', {
      user: 'U4',
      bot_id: 'B1',
      username: 'Ana Sepp via #support',
      icons: { image_48: '/avatars/U1.svg' },
    });
    expect(authorOf(copy, find)).toMatchObject({
      name: 'Ana Sepp via #support',
      picture: '/avatars/U1.svg',
      isApp: true,
      person: undefined,
    });
  });
});

describe('names', () => {
  test('a direct message is called after the other person, a group after its members', () => {
    expect(channelTitle(channel('D1', '', { kind: 'im', with: 'U2' }), directory.people)).toBe('Bo Lindqvist');
    expect(channelTitle(channel('G1', 'mpdm-ana--bo-1', { kind: 'mpim' }), directory.people)).toBe('Ana Sepp, Bo Lindqvist');
    expect(channelTitle(channel('C1', 'support'), directory.people)).toBe('#support');
  });

  test('one acts as people by what they do; never as a bot, a stranger or somebody who left', () => {
    const people = [
      ...directory.people,
      person('U5', 'kai', 'Kai', { role: 'IT admin' }),
      person('U6', 'mia', 'Mia', { role: 'Support manager' }),
      person('U7', 'noor', 'Noor', { role: 'Customer', isStranger: true }),
      person('U8', 'sol', 'Sol', { role: 'New hire, support' }),
      person('U9', 'priya', 'Priya', { role: 'PM, Billing' }),
    ];
    expect(byRole(people).map(({ title, people: members }) => [title, members.map(({ name }) => name)])).toEqual([
      ['Support agents', ['ana']],
      ['Engineers', ['bo']],
      ['Product managers', ['priya']],
      ['Managers', ['mia']],
      ['New hires', ['sol']],
      ['Admins', ['kai']],
    ]);
  });

  test('initials are of the first and the last name', () => {
    expect([initials('Ana Sepp'), initials('Bo'), initials('Ana Maria de Souza')]).toEqual(['AS', 'B', 'AS']);
  });
});

describe('addresses', () => {
  test.each<Route>([
    {},
    { as: 'U1' },
    { as: 'U1', place: { at: 'home' } },
    { as: 'U1', place: { at: 'channel', channel: 'C1' } },
    { as: 'U1', place: { at: 'channel', channel: 'C1', thread: '1764000000.000100' } },
    { as: 'U1', place: { at: 'channel', channel: 'C1', message: '1764000000.000100' } },
    { as: 'U1', place: { at: 'channel', channel: 'C1', thread: '1764000000.000100', message: '1764000001.000100' } },
  ])('%j can be read back', (route) => {
    expect(parseRoute(formatRoute(route))).toEqual(route);
  });

  test('a copied link leads back to its message, in its thread', () => {
    const reply = at('2026-11-23T09:00:00Z', { thread_ts: '1764000000.000100' });
    expect(permalinkPlace(permalinkOf('ledgerly', 'C1', reply))).toEqual({
      at: 'channel',
      channel: 'C1',
      message: reply.ts,
      thread: '1764000000.000100',
    });
    const root = at('2026-11-23T09:00:00Z');
    expect(permalinkPlace(permalinkOf('ledgerly', 'C1', root))).toEqual({ at: 'channel', channel: 'C1', message: root.ts });
  });

  test('other links lead out', () => {
    expect(permalinkPlace('https://acme.example/agent/tickets/8812')).toBeNull();
  });
});

describe('emoji', () => {
  test('know their names, tones included', () => {
    expect([emojiCharacter('sos'), emojiCharacter('thumbsup'), emojiCharacter('wave::skin-tone-3'), emojiCharacter('parrot')]).toEqual([
      '🆘',
      '👍',
      '👋🏼',
      undefined,
    ]);
  });

  test('are found by what is typed, without doubles', () => {
    expect(findEmoji('thumbs', 5).map(({ character }) => character)).toEqual(['👍', '👎']);
  });
});

test('a text without marks can be read aloud', () => {
  expect(plainOf('*S2* ask <@U2> in <#C1>:\n> twice `x` :tada: <https://a.example|the ticket>', directory)).toBe(
    'S2 ask Bo Lindqvist in #support: twice x 🎉 the ticket',
  );
});

describe('the inspector filters', () => {
  const entry = (n: number, more: Partial<LogEntry>): LogEntry => ({
    n,
    at: '',
    way: 'call',
    name: 'chat.postMessage',
    teamId: 'T1',
    request: {},
    ...more,
  });
  const entries = [
    entry(1, { request: { channel: 'C1', text: 'VAT twice' } }),
    entry(2, { way: 'event', name: 'app_home_opened' }),
    entry(3, { way: 'interaction', name: 'block_actions' }),
    entry(4, { status: 429, fault: 'rate_limit' }),
    entry(5, { response: { ok: false, error: 'not_in_channel' } }),
  ];

  test.each([
    ['everything', '', [1, 2, 3, 4, 5]],
    ['calls', '', [1, 4, 5]],
    ['events', '', [2]],
    ['interactions', '', [3]],
    ['trouble', '', [4, 5]],
    ['everything', 'vat post', [1]],
    ['trouble', 'not_in', [5]],
  ] as const)('%s with “%s”', (kind, words, found) => {
    expect(filterEntries(entries, kind, words).map(({ n }) => n)).toEqual(found);
  });
});
