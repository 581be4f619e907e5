import { builtInAct, parseCommand } from '../../../sandbox/page/text/commands';
import { completionAt } from '../../../sandbox/page/text/complete';
import { toTyped, toWire } from '../../../sandbox/page/text/compose';
import { channel, directory } from './people';

describe('what a person types goes to Slack', () => {
  test.each([
    ['a mention', 'ask @bo please', 'ask <@U2> please'],
    ['a mention before a full stop', 'Thanks, @ana.', 'Thanks, <@U1>.'],
    ['a channel', 'see #billing-squad', 'see <#C2|billing-squad>'],
    ['a group', '@billing help', '<!subteam^S1|@billing> help'],
    ['a disabled group', '@old-billing help', '@old-billing help'],
    ['everybody here', '@here lunch', '<!here> lunch'],
    ['nobody of that name', '@nobody and #nowhere', '@nobody and #nowhere'],
    ['a person who left', '@anders', '@anders'],
    ['an e-mail address is no mention', 'write to help@bo.example', 'write to help@bo.example'],
    ['a link', 'https://acme.example/?a=1&b=2, thanks', '<https://acme.example/?a=1&amp;b=2>, thanks'],
    ['signs', 'a < b && c > d', 'a &lt; b &amp;&amp; c &gt; d'],
    ['a made-up mention stays harmless', '<!channel> <@U1>', '&lt;!channel&gt; &lt;@U1&gt;'],
    ['code keeps its signs', 'run `git log @ana` for @ana', 'run `git log @ana` for <@U1>'],
  ])('%s', (_, typed, wire) => {
    expect(toWire(typed, directory)).toBe(wire);
  });

  test('the edit box shows what was typed', () => {
    for (const typed of ['ask @bo in #support, see https://acme.example/a & say @here <now>', '@billing please']) {
      expect(toTyped(toWire(typed, directory), directory)).toBe(typed);
    }
  });
});

describe('the composer completes', () => {
  const sources = {
    ...directory,
    commands: [{ command: '/escalate', description: 'Bring it to a squad', usageHint: '[squad:] [title]' }, { command: '/invite' }],
  };
  const at = (typed: string) => completionAt(typed, typed.length, sources);

  test.each([
    ['/', ['/escalate [squad:] [title]', '/invite']],
    ['/esc', ['/escalate [squad:] [title]']],
    ['hi @a', ['Ana Sepp', 'Backline', '@billing', '@channel']],
    ['hi @lind', ['Bo Lindqvist']],
    ['hi @b', ['Bo Lindqvist', 'Backline', '@billing']],
    ['#sq', ['billing-squad']],
    [':white_check', [':white_check_mark:']],
  ])('“%s” offers %j', (typed, titles) => {
    expect(at(typed)?.suggestions.map(({ title }) => title)).toEqual(titles);
  });

  test.each(['hello', 'a@b', 'in the middle /esc', '@zz', ':x', 'C#', '#old', '@old'])('“%s” offers nothing', (typed) => {
    expect(at(typed)).toBeNull();
  });

  test('only the word at the caret is replaced', () => {
    expect(completionAt('hi @a, how', 5, sources)).toMatchObject({ from: 3, to: 5 });
  });
});

describe('a line that starts with a slash', () => {
  const here = channel('C1', 'support');
  const now = new Date('2026-11-23T09:00:00Z');
  const run = (typed: string) => {
    const command = parseCommand(typed);
    return command && builtInAct(command, here, directory, now);
  };

  test('has a command and its text', () => {
    expect(parseCommand('/escalate billing: s2 VAT twice\nhttps://x.example')).toEqual({
      command: '/escalate',
      text: 'billing: s2 VAT twice\nhttps://x.example',
    });
  });

  test('is no command when it is a path or a lone slash', () => {
    expect(parseCommand('/var/log/app')).toBeNull();
    expect(parseCommand('/ hello')).toBeNull();
    expect(parseCommand('see /escalate')).toBeNull();
  });

  test.each([
    ['/invite @bo', { do: 'invite', channel: 'C1', user: 'U2' }],
    ['/invite Backline', { do: 'invite', channel: 'C1', user: 'U4' }],
    ['/remove @backline', { do: 'kick', channel: 'C1', user: 'U4' }],
    ['/join #billing-squad', { do: 'join', channel: 'C2' }],
    ['/leave', { do: 'leave', channel: 'C1' }],
    ['/archive', { do: 'archive', channel: 'C1' }],
    ['/topic Invoices, with @bo', { do: 'set_topic', channel: 'C1', topic: 'Invoices, with <@U2>' }],
    ['/dnd 2 hours', { do: 'set_dnd', until: new Date('2026-11-23T11:00:00Z') }],
    ['/dnd off', { do: 'set_dnd', until: null }],
    ['/invite', 'Say whom: /invite @name'],
    ['/invite @zoe', 'There is nobody called @zoe here.'],
    ['/dnd forever', 'Say for how long: /dnd 30 minutes, /dnd 2 hours or /dnd off'],
    ['/escalate', null],
  ])('%s', (typed, act) => {
    expect(run(typed)).toEqual(act);
  });
});
