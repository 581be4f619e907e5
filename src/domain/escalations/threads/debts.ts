import type { Debt } from '../../../delivery/owe';
import type { Escalation, OriginThread, ThreadMessage } from '../../../generated/sqlite/client';
import { cardKey, statusKey } from '../keys';
import { squadThread } from '../places';
import { messagesPerPage } from './rules';

type Message = Pick<ThreadMessage, 'id' | 'workspaceId'>;
type Card = Escalation;

export const copyKey = (messageId: string) => `escalation.copy:${messageId}`;

/** A message of an origin thread, under the card. */
export const copyToSquad = ({ id }: Message, escalation: Card): Debt => ({
  ...squadThread(escalation),
  key: copyKey(id),
  kind: 'escalation.copy',
  subject: id,
});

/** A squad message, in the origin thread. */
export const copyToOrigin = ({ id, workspaceId }: Message, { channelId, rootTs }: { channelId: string; rootTs: string }): Debt => ({
  workspaceId,
  key: copyKey(id),
  kind: 'escalation.copy',
  subject: id,
  lane: channelId,
  threadTs: rootTs,
});

/** What the messages of a transcript are drawn from: they stay with it, also when the thread is escalated again. */
export interface TranscriptData {
  messages: string[];
  /** How many were left out after the root. */
  earlier: number;
}

/** The transcript of a thread: one message for twenty of its own. */
export function transcripts(threadId: string, messages: string[], earlier: number, escalation: Card): Debt[] {
  const pages = Math.ceil(messages.length / messagesPerPage);
  return Array.from({ length: pages }, (_, page) => {
    const data: TranscriptData = {
      messages: messages.slice(page * messagesPerPage, (page + 1) * messagesPerPage),
      earlier: page === 0 ? earlier : 0,
    };
    const key = `escalation.transcript:${escalation.id}:${threadId}:${page}`;
    return { ...squadThread(escalation), key, kind: 'escalation.transcript', subject: threadId, data: { ...data } };
  });
}

/** What the squad is told about the copying of a thread. */
export type ThreadNews = 'paused' | 'squad_paused' | 'turned_private' | 'shared' | 'archived' | 'removed' | 'back' | 'goes_on';

export interface NewsData {
  news: ThreadNews;
  /** Everybody knows the channel by name: it was public until then. */
  named: boolean;
}

/** `thread` as it was before. */
export function threadLine(thread: Pick<OriginThread, 'id' | 'kind'>, news: ThreadNews, cause: string, escalation: Card): Debt {
  const data: NewsData = { news, named: thread.kind === 'public' };
  return {
    ...squadThread(escalation),
    key: `escalation.thread_line:${thread.id}:${news}:${cause}`,
    kind: 'escalation.thread_line',
    subject: thread.id,
    data: { ...data },
  };
}

/** Asks the agent to agree once more that the thread is copied. */
export const askConsent = ({ id, workspaceId, agent }: OriginThread, cause: string): Debt => ({
  workspaceId,
  key: `escalation.consent:${id}:${cause}`,
  kind: 'escalation.consent',
  subject: id,
  lane: agent,
});

/** ⚠️ on a message whose copy Slack would not take. */
export const warning = ({ id, workspaceId, channelId }: ThreadMessage): Debt => ({
  workspaceId,
  key: `escalation.warned:${id}`,
  kind: 'escalation.warned',
  subject: id,
  lane: channelId,
});

/** Who writes where the escalation is closed is told so, once for each time it was closed. */
export function closedReply(
  escalation: Escalation,
  thread: OriginThread | null,
  person: string,
  at: { channelId: string; rootTs: string },
): Debt | null {
  const { workspaceId, id, reopens } = escalation;
  const debt = {
    workspaceId,
    key: `escalation.closed_reply:${id}:${reopens}:${person}`,
    kind: 'escalation.closed_reply',
    subject: id,
  } as const;
  const seen = { ...debt, onlyFor: person };
  if (!thread) return { ...seen, lane: escalation.channelId, threadKey: cardKey(id) };
  if (thread.inThread && thread.channelId === at.channelId) return { ...seen, lane: at.channelId, threadTs: at.rootTs };
  // Where others read along nothing is posted: the agent alone is told, in direct messages.
  return person === thread.agent ? { ...debt, lane: person, threadKey: statusKey(thread.id) } : null;
}
