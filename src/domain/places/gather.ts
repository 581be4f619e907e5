import type { Database } from '../../database';
import type { Channel } from '../../generated/sqlite/client';
import type { Slack } from '../../slack';
import { type MemberFacts, type Place, placeOf } from './rules';

interface From {
  read: Database['read'];
  slack: Slack;
}

/** What kind of place a channel is, as Slack tells now or told lately. `null`: it is not there, or not for us. Throws `SlackUnavailable`. */
export async function findPlace(from: From, channelId: string): Promise<Place | null> {
  const channel = await from.slack.channels.get(channelId);
  return channel && placeOf(channel, await readersOf(from, channel));
}

/** Where nothing depends on who they are, nobody is looked up. */
async function readersOf(from: From, channel: Channel): Promise<(MemberFacts | null)[]> {
  if (channel.isDirect || channel.isExternal || !(channel.isMember || !channel.isPrivate)) return [];
  const userIds = await from.slack.channels.members(channel.channelId);
  await meetAll(from, userIds);
  const people = await peopleIn(from, userIds);
  return userIds.map((userId) => people.get(userId) ?? null);
}

/** More strangers than that are learned from the whole list of people, which is cheaper. */
const askedOneByOne = 20;

async function meetAll({ read, slack }: From, userIds: string[]): Promise<void> {
  const unknown = await unknownAmong({ read, slack }, userIds);
  if (unknown.length > askedOneByOne) await learnEverybody(slack);
  const left = unknown.length > askedOneByOne ? await unknownAmong({ read, slack }, userIds) : unknown;
  for (const userId of left.slice(0, askedOneByOne)) await slack.people.get(userId);
}

async function unknownAmong(from: From, userIds: string[]): Promise<string[]> {
  const known = await peopleIn(from, userIds);
  return userIds.filter((userId) => !known.has(userId));
}

async function peopleIn({ read, slack }: From, userIds: string[]): Promise<Map<string, MemberFacts>> {
  const people = new Map<string, MemberFacts>();
  for (let from = 0; from < userIds.length; from += idsPerQuery) {
    const userId = { in: userIds.slice(from, from + idsPerQuery) };
    const found = await read.person.findMany({ where: { workspaceId: slack.workspaceId, userId } });
    for (const person of found) people.set(person.userId, person);
  }
  return people;
}

const idsPerQuery = 500;
/** 200 people each: far more than a workspace that we know of has in one channel. */
const mostPages = 100;

async function learnEverybody(slack: Slack): Promise<void> {
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const outcome = await slack.client.call('users.list', { limit: 200, ...(cursor && { cursor }) });
    // Whoever stays unknown counts as an outsider, which is the careful side.
    if (outcome.is !== 'ok') return;
    for (const user of outcome.answer.members ?? []) await slack.people.learn({ ...user });
    cursor = outcome.answer.response_metadata?.next_cursor || undefined;
    if (!cursor) return;
  }
}
