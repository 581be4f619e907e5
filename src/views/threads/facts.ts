import type { DrawContext } from '../../delivery/words';
import { type FileLink, mentionedIn } from '../../domain/escalations/threads';
import type { Channel, Escalation, OriginThread, ThreadMessage } from '../../generated/sqlite/client';
import { permalinkIn } from '../../slack/permalink';
import type { Quote } from './quote';

type Read = DrawContext['read'];

/** Addresses of messages in this workspace. */
export async function addressIn(read: Read, workspaceId: string): Promise<ReturnType<typeof permalinkIn>> {
  const { url } = await read.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { url: true } });
  return permalinkIn(url);
}

/** `#support`, or what a place without a name is. */
export async function placeName(read: Read, workspaceId: string, channelId: string): Promise<string> {
  const channel = await channelOf(read, workspaceId, channelId);
  if (!channel || channel.isDirect) return channelId.startsWith('D') || channel ? 'direct message' : 'another channel';
  return `#${channel.name}`;
}

export const channelOf = (read: Read, workspaceId: string, channelId: string): Promise<Channel | null> =>
  read.channel.findUnique({ where: { workspaceId_channelId: { workspaceId, channelId } } });

export async function personName(read: Read, workspaceId: string, userId: string): Promise<string> {
  const person = await read.person.findUnique({ where: { workspaceId_userId: { workspaceId, userId } } });
  return person ? person.displayName || person.name : 'the agent';
}

export type ThreadFacts = OriginThread & { escalation: Escalation };

/** The thread with its escalation, its place by name, and its address. */
export async function threadFacts(read: Read, threadId: string) {
  const thread = await read.originThread.findUnique({ where: { id: threadId }, include: { escalation: true } });
  if (!thread?.channelId || !thread.rootTs) return null;
  const { workspaceId, channelId, rootTs } = thread;
  const address = await addressIn(read, workspaceId);
  return { thread, from: await placeName(read, workspaceId, channelId), link: address(channelId, rootTs) };
}

export type Shown = ThreadMessage & { thread: OriginThread | null };

/** Messages as they can be shown elsewhere, with the names of whom they mention. */
export async function quotesOf(read: Read, rows: Shown[]): Promise<Quote[]> {
  const [first] = rows;
  if (!first) return [];
  const address = await addressIn(read, first.workspaceId);
  const names = await namesIn(read, first.workspaceId, rows);
  return rows.map((row) => ({
    author: row.authorName,
    picture: row.authorPicture,
    text: row.text,
    files: row.files as unknown as FileLink[],
    edited: row.editedAt !== null,
    at: row.postedAt,
    link: address(row.channelId, row.ts, row.thread?.channelId === row.channelId ? (row.thread.rootTs ?? undefined) : undefined),
    nameOf: (userId) => names.get(userId),
  }));
}

async function namesIn(read: Read, workspaceId: string, rows: Shown[]): Promise<Map<string, string>> {
  const userIds = [...new Set(rows.flatMap(({ text }) => mentionedIn(text)))];
  const people = await read.person.findMany({ where: { workspaceId, userId: { in: userIds } } });
  return new Map(people.map(({ userId, displayName, name }) => [userId, displayName || name]));
}
