import { checkMessage } from '../../../sandbox/strict';
import { avatarSvg, bareWorld, storyWorld, type WorldSeed } from '../../../sandbox/world';

const nows = ['2026-02-23T11:00:00Z', '2026-03-01T00:10:00Z', '2026-03-29T01:30:00Z', '2027-01-01T23:59:59Z'].map((iso) => new Date(iso));
const now = nows[0] as Date;
const story = storyWorld(now);

const personOf = (world: WorldSeed, key: string) => world.people.find((person) => person.key === key);
const channelOf = (world: WorldSeed, key: string) => world.channels.find((channel) => channel.key === key);
const said = (world: WorldSeed, key: string) => world.messages.filter(({ channel }) => channel === channelOf(world, key)?.id);
const repeated = (ids: string[]) => ids.filter((id, index) => ids.indexOf(id) !== index);

describe.each([
  ['story', storyWorld],
  ['bare', bareWorld],
])('In the %s world', (_name, worldAt) => {
  const world = worldAt(now);

  test('every message would be taken by Slack', () => {
    const refused = world.messages.filter((message) => checkMessage({ text: message.text, blocks: message.blocks }).length > 0);
    expect(refused).toEqual([]);
  });

  test('every id is used once', () => {
    const { team, partners, people, apps, channels, userGroups, messages } = world;
    const files = messages.flatMap((message) => message.files ?? []);
    const things = [team, ...partners, ...people, ...channels, ...userGroups, ...files].map(({ id }) => id);
    expect(repeated([...things, ...apps.flatMap(({ appId, botId }) => [appId, botId])])).toEqual([]);
    expect(repeated(people.map(({ key }) => key))).toEqual([]);
    expect(repeated(channels.map(({ key }) => key))).toEqual([]);
    expect(repeated(messages.map(({ channel, ts }) => `${channel}/${ts}`))).toEqual([]);
  });

  test('every id has the form that Slack gives it', () => {
    expect(world.people.filter(({ id }) => !/^U[A-Z0-9]+$/.test(id))).toEqual([]);
    expect(world.channels.filter(({ id, kind }) => !{ public: /^C/, private: /^C/, im: /^D/, mpim: /^G/ }[kind].test(id))).toEqual([]);
    expect(world.messages.filter(({ ts }) => !/^\d{10}\.\d{6}$/.test(ts))).toEqual([]);
  });

  test('everybody who is named exists', () => {
    const people = new Set(world.people.map(({ id }) => id));
    const channels = new Set(world.channels.map(({ id }) => id));
    const teams = new Set([world.team, ...world.partners].map(({ id }) => id));
    const named = [
      ...world.channels.flatMap(({ members, creator }) => [...members, creator]),
      ...world.messages.flatMap(({ user, reactions = [] }) => [user, ...reactions.flatMap(({ users }) => users)]),
      ...world.userGroups.flatMap(({ users, createdBy }) => [...users, createdBy]),
      ...world.apps.map(({ userId }) => userId),
      ...world.messages.flatMap(({ text }) => [...text.matchAll(/<@(\w+)>/g)].map((match) => match[1] as string)),
    ];
    expect(named.filter((id) => !people.has(id))).toEqual([]);
    expect(world.messages.filter(({ channel }) => !channels.has(channel))).toEqual([]);
    expect(world.people.filter(({ teamId }) => !teams.has(teamId))).toEqual([]);
    expect(world.channels.flatMap(({ sharedWith = [] }) => sharedWith).filter((id) => !teams.has(id))).toEqual([]);
    expect(named.length).toBeGreaterThan(0);
  });

  test('people write and react only where they are', () => {
    const members = new Map(world.channels.map((channel) => [channel.id, channel.members]));
    const outside = world.messages.flatMap(({ channel, user, reactions = [] }) =>
      [user, ...reactions.flatMap(({ users }) => users)]
        .filter((id) => !members.get(channel)?.includes(id))
        .map((id) => `${id} in ${channel}`),
    );
    expect(outside).toEqual([]);
  });

  test('every reply belongs to a root before it', () => {
    const roots = new Set(world.messages.filter(({ ts, threadTs }) => ts === threadTs).map(({ channel, ts }) => `${channel}/${ts}`));
    const replies = world.messages.filter(({ ts, threadTs }) => threadTs !== undefined && threadTs !== ts);
    expect(replies.filter(({ channel, threadTs }) => !roots.has(`${channel}/${threadTs}`))).toEqual([]);
    expect(replies.filter(({ ts, threadTs }) => ts <= (threadTs ?? ''))).toEqual([]);
  });

  test('everything was said before now, whenever that is, and in order', () => {
    for (const moment of nows) {
      const seconds = worldAt(moment).messages.map(({ ts, editedTs }) => Number(editedTs ?? ts));
      expect(seconds.filter((second) => second >= moment.getTime() / 1000)).toEqual([]);
      const order = worldAt(moment).messages.map(({ ts }) => ts);
      expect(order).toEqual([...order].sort());
    }
  });

  test('the same now tells the same story', () => {
    expect(worldAt(new Date(now))).toEqual(world);
  });

  test('every zone is known and every face can be drawn', () => {
    for (const person of world.people) {
      expect(() => new Intl.DateTimeFormat('en', { timeZone: person.tz })).not.toThrow();
      expect(avatarSvg(person)).toMatch(/^<svg .*<\/svg>$/);
    }
  });
});

describe('Tallwick', () => {
  test('has about 25 people in four zones, a guest, a partner, somebody who left and another app', () => {
    const staff = story.people.filter(({ teamId, isGuest, isBot, deleted }) => teamId === story.team.id && !isGuest && !isBot && !deleted);
    expect(staff).toHaveLength(25);
    expect(new Set(staff.map(({ tz }) => tz)).size).toBe(4);
    expect(story.people.filter(({ isGuest }) => isGuest).map(({ key }) => key)).toEqual(['zoe']);
    expect(story.people.filter(({ isStranger }) => isStranger).map(({ key }) => key)).toEqual(['hugo']);
    expect(story.people.filter(({ deleted }) => deleted).map(({ key }) => key)).toEqual(['wes']);
    expect(story.people.filter(({ isBot }) => isBot).map(({ id }) => id)).toEqual(story.apps.map(({ userId }) => userId));
    expect(story.people.filter(({ isAdmin }) => isAdmin).map(({ key }) => key)).toEqual(['kai']);
  });

  test.each([
    ['ana', 'U01ANA', 'Support agent'],
    ['sam', 'U01SAM', 'Support engineer'],
    ['bo', 'U01BO', 'Engineer, Billing'],
    ['cy', 'U01CY', 'Engineer, Billing'],
    ['priya', 'U01PRIYA', 'Product manager, Billing'],
    ['maya', 'U01MAYA', 'Support manager'],
    ['nils', 'U01NILS', 'Support agent, new this month'],
    ['kai', 'U01KAI', 'Workspace admin'],
  ])('knows %s', (key, id, role) => {
    expect(personOf(story, key)).toMatchObject({ id, role });
  });

  test('has Backline where it was invited, and nowhere else', () => {
    const invited = story.channels.filter(({ botIsMember }) => botIsMember).map(({ key }) => key);
    expect(invited.sort()).toEqual([
      'billing-private',
      'billing-squad',
      'checkout-squad',
      'ext-acme',
      'integrations-squad',
      'support',
      'support-urgent',
    ]);
    expect(channelOf(story, 'support-leads')).toMatchObject({ kind: 'private', botIsMember: false });
    expect(channelOf(story, 'billing-private')).toMatchObject({ kind: 'private' });
    expect(channelOf(story, 'ext-acme')).toMatchObject({ sharedWith: ['T01ACME'] });
  });

  test('asks about the doubled VAT in six messages, the last of them unanswered', () => {
    const root = said(story, 'support').find(({ text }) => text.startsWith('Invoice shows VAT twice after a plan change.'));
    const thread = said(story, 'support').filter(({ threadTs }) => threadTs === root?.ts);
    expect(root?.user).toBe('U01ANA');
    expect(thread).toHaveLength(6);
    expect(thread.at(-1)?.user).toBe('U01ANA');
    expect(root?.text).toContain('<https://help.tallwick.example/tickets/8812>');
  });

  test('talks in a dozen threads and more', () => {
    expect(story.messages.filter(({ ts, threadTs }) => ts === threadTs).length).toBeGreaterThanOrEqual(12);
    for (const key of [
      'support',
      'support-urgent',
      'billing-squad',
      'checkout-squad',
      'integrations-squad',
      'product',
      'support-leads',
      'ext-acme',
    ]) {
      expect(said(story, key).length).toBeGreaterThan(1);
    }
  });

  test('writes as people in Slack do: escaped, with mentions and links', () => {
    expect(said(story, 'support').some(({ text }) => text.includes('Harrow &amp; Pike'))).toBe(true);
    expect(story.messages.filter(({ text }) => /[@#]\{/.test(text))).toEqual([]);
    expect(story.messages.some(({ text }) => text.includes('<@U01GRACE>'))).toBe(true);
  });
});

test('a face shows the first letters of the first and the last name', () => {
  expect(avatarSvg({ realName: 'Ana Ferreira', color: '1f3a5f' })).toContain('>AF</text>');
  expect(avatarSvg({ realName: 'Statuslamp', color: '1f3a5f' })).toContain('>S</text>');
  expect(avatarSvg({ realName: '<b>&', color: '1f3a5f' })).toContain('>?</text>');
});
