import type { DrawContext } from '../../delivery/words';
import { type FileLink, mentionedIn } from '../../domain/escalations/threads';
import type { Channel, OriginThread, ThreadMessage } from '../../generated/sqlite/client';
import type { PlaceKind } from '../../generated/sqlite/enums';
import { addressIn, namesOf, shownName } from '../escalations/facts';
import type { Quote } from './quote';

type Read = DrawContext['read'];

export const channelOf = (read: Read, workspaceId: string, channelId: string): Promise<Channel | null> =>
  read.channel.findUnique({ where: { workspaceId_channelId: { workspaceId, channelId } } });

const placeNames: Record<PlaceKind, string> = {
  public: 'another channel',
  private: 'a private channel',
  direct: 'a direct message',
  external: 'a shared channel',
  none: 'a direct message',
};

/** `#support`; what everybody need not know by name goes by its kind. */
export const placeName = (kind: PlaceKind, channel: Channel | null): string =>
  kind === 'public' && channel ? `#${channel.name}` : placeNames[kind];

/** The thread with its escalation, its channel, and its address. */
export async function threadFacts(read: Read, threadId: string) {
  const thread = await read.originThread.findUnique({ where: { id: threadId }, include: { escalation: true } });
  if (!thread?.channelId || !thread.rootTs) return null;
  const { workspaceId, channelId, rootTs } = thread;
  const address = await addressIn(read, workspaceId);
  return { thread, channel: await channelOf(read, workspaceId, channelId), link: address(channelId, rootTs) };
}

/** How many people can read what is said in a channel; apps do not count. */
export async function readersOf(read: Read, { workspaceId, channelId, membersAt, memberCount }: Channel): Promise<number> {
  if (!membersAt) return memberCount;
  const members = await read.channelMember.findMany({ where: { workspaceId, channelId }, select: { userId: true } });
  const gone = await read.person.count({
    where: { workspaceId, userId: { in: members.map(({ userId }) => userId) }, OR: [{ isBot: true }, { isDeleted: true }] },
  });
  return members.length - gone;
}

export async function personName(read: Read, workspaceId: string, userId: string): Promise<string> {
  return (await namesOf(read, workspaceId, [userId]))(userId);
}

export type Shown = ThreadMessage & { thread: OriginThread | null };

/** Messages as they can be shown elsewhere, with the names of whom they mention. */
export async function quotesOf(read: Read, rows: Shown[]): Promise<Quote[]> {
  const [first] = rows;
  if (!first) return [];
  const address = await addressIn(read, first.workspaceId);
  const names = await mentionedNames(read, first.workspaceId, rows);
  return rows.map((row) => ({
    author: row.authorName,
    picture: row.authorPicture,
    text: row.text,
    files: row.files as unknown as FileLink[],
    edited: row.editedAt !== null,
    at: row.postedAt,
    link: address(row.channelId, row.ts, standsInOrigin(row) ? (row.thread?.rootTs ?? undefined) : undefined),
    nameOf: (userId) => names.get(userId),
  }));
}

/** Else it was said to Backline, in the agent's direct messages, or under the card. */
export const standsInOrigin = ({ thread, channelId }: Shown): boolean => thread?.channelId === channelId;

async function mentionedNames(read: Read, workspaceId: string, rows: Shown[]): Promise<Map<string, string>> {
  const userIds = [...new Set(rows.flatMap(({ text }) => mentionedIn(text)))];
  const people = await read.person.findMany({ where: { workspaceId, userId: { in: userIds } } });
  return new Map(people.map((person) => [person.userId, shownName(person)]));
}
