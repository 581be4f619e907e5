import { person, type Sandbox } from '../../sandbox';
import { appOn, call, channelOf, done, eventsNamed, manifest, sandboxWith, stopAll } from './support';

afterEach(stopAll);

async function arranged() {
  const sandbox = await sandboxWith({ manifest: manifest({ scopes: ['channels:write.topic', 'groups:write.topic', 'im:write.topic'] }) });
  const { ana = '', kai = '' } = sandbox.people;
  const room = await channelOf(sandbox, 'room', [ana]);
  const secret = await channelOf(sandbox, 'secret', [ana], { is_private: true });
  const elsewhere = await channelOf(sandbox, 'elsewhere', [ana], { botIsMember: false });
  const hidden = await channelOf(sandbox, 'hidden', [ana], { botIsMember: false, is_private: true });
  const closed = await channelOf(sandbox, 'closed', [ana]);
  await sandbox.act(ana, { do: 'archive', channel: closed });
  return { sandbox, ana, kai, room, secret, elsewhere, hidden, closed, direct: sandbox.dm(ana) };
}

const topicOf = (sandbox: Sandbox, channel: string) => (sandbox.channel(channel).topic as { value: string }).value;

test.each([
  ['room', 'x'.repeat(250), undefined],
  ['room', '', undefined],
  ['secret', 'On rotation: Ana', undefined],
  ['room', 'x'.repeat(251), 'too_long'],
  ['elsewhere', 'Hi', 'not_in_channel'],
  ['hidden', 'Hi', 'channel_not_found'],
  ['closed', 'Hi', 'is_archived'],
  ['direct', 'Hi', 'method_not_supported_for_channel_type'],
] as const)('the app sets the topic of %s to %.12j: %s', async (where, topic, error) => {
  const world = await arranged();
  const answer = await call(world.sandbox, 'conversations.setTopic', { channel: world[where], topic });
  expect(answer.error).toBe(error);
  if (error === undefined) expect(topicOf(world.sandbox, world[where])).toBe(topic);
});

test.each([
  ['room', 'channel_topic'],
  ['secret', 'group_topic'],
] as const)('in %s a topic is said aloud, as %s', async (where, subtype) => {
  const world = await arranged();
  const { sandbox, ana } = world;
  await appOn(sandbox, () => {});
  await sandbox.quiet();
  sandbox.clearLog();
  await done(sandbox, 'conversations.setTopic', { channel: world[where], topic: 'On rotation: Ana' });
  await sandbox.quiet();
  const expected = { subtype, user: sandbox.app.botUserId, topic: 'On rotation: Ana' };
  expect(sandbox.messages(ana, world[where]).at(-1)).toMatchObject(expected);
  expect(eventsNamed(sandbox, `message/${subtype}`)).toMatchObject([expected]);
});

test('a topic without the right to write topics of that kind of channel is refused', async () => {
  const sandbox = await sandboxWith({ manifest: manifest({ without: ['groups:write.topic'] }) });
  const secret = await channelOf(sandbox, 'secret', [sandbox.people.ana ?? ''], { is_private: true });
  expect(await call(sandbox, 'conversations.setTopic', { channel: secret, topic: 'Hi' })).toMatchObject({
    error: 'missing_scope',
    needed: 'groups:write,groups:write.topic',
  });
});

test.each([
  ['ana', 'room', 'R & D', undefined],
  ['ana', 'room', 'x'.repeat(251), 'too_long'],
  ['kai', 'room', 'Hi', 'not_in_channel'],
  ['kai', 'hidden', 'Hi', 'channel_not_found'],
  ['ana', 'closed', 'Hi', 'is_archived'],
  ['ana', 'direct', 'Hi', 'method_not_supported_for_channel_type'],
] as const)('%s sets the topic of %s by hand to %.12j: %s', async (who, where, topic, problem) => {
  const world = await arranged();
  const result = await world.sandbox.act(world[who], { do: 'set_topic', channel: world[where], topic });
  expect(result.problem).toBe(problem);
  if (problem === undefined) expect(topicOf(world.sandbox, world[where])).toBe('R &amp; D');
});

test('in a channel for announcements only admins say what it is about', async () => {
  const { sandbox, ana, kai, room } = await arranged();
  await sandbox.act(kai, { do: 'join', channel: room });
  sandbox.changeChannel(room, { readOnly: true });
  await expect(person(sandbox, ana).setTopic(room, 'Mine')).rejects.toThrow('user_is_restricted');
  await person(sandbox, kai).setTopic(room, 'Ours');
  expect(topicOf(sandbox, room)).toBe('Ours');
});
