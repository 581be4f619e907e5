import type { Slack } from '../../../slack';
import type { Failure } from '../../../slack/outcome';
import { wellFormed } from '../../../well-formed';
import { mostMessages } from './message';
import { type RawMessage, readRaw, rootOf, sortOf, type Us } from './raw';

export interface Read {
  is: 'read';
  rootTs: string;
  messages: RawMessage[];
  /** How many were left out after the root. */
  earlier: number;
}
export type Reading = Read | Failure;

/** Slack's advice for a page, and a bound that no thread of people reaches: 10,000 messages. */
const pageSize = 200;
const mostPages = 50;

/** Reads all pages, oldest first as Slack answers them, and holds no more than is kept: the root and the latest. */
export async function readThread(slack: Slack, us: Us, channelId: string, ts: string): Promise<Reading> {
  let root: RawMessage | null = null;
  let latest: RawMessage[] = [];
  let said = 0;
  let cursor: string | undefined;

  for (let page = 0; page < mostPages; page += 1) {
    const answer = await askPage(slack, { channel: channelId, ts, cursor });
    if ('is' in answer) return answer;

    const first = answer.messages[0];
    // Of a reply's ts Slack answers that reply alone, which names its root.
    if (page === 0 && first && rootOf(first) !== ts) return readThread(slack, us, channelId, rootOf(first));

    for (const raw of answer.messages.filter((message) => isSaid(message, us))) {
      said += 1;
      if (raw.ts === ts) root = raw;
      else latest.push(raw);
    }
    latest = latest.slice(-mostMessages);
    cursor = answer.cursor;
    if (!cursor) break;
  }

  const messages = root ? [root, ...latest.slice(-(mostMessages - 1))] : latest;
  if (said === 0) return { is: 'refused', error: 'thread_not_found', messages: [] };
  return { is: 'read', rootTs: ts, messages, earlier: said - messages.length };
}

/** Every message that stands in a thread now, our own too; the root first. */
export async function readWhole(slack: Slack, channelId: string, rootTs: string): Promise<RawMessage[] | Failure> {
  const messages: RawMessage[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await askPage(slack, { channel: channelId, ts: rootTs, cursor });
    if ('is' in answer) return answer;
    messages.push(...answer.messages);
    // Of a reply's ts Slack answers that reply alone.
    if (messages[0]?.ts !== rootTs) return { is: 'refused', error: 'thread_not_found', messages: [] };
    cursor = answer.cursor;
    if (!cursor) return messages;
  }
  return { is: 'refused', error: 'too_many_messages', messages: [] };
}

/** Whether a reply stands in its thread: Slack is asked for that instant alone, and answers the root with it. */
export async function stands(slack: Slack, { channelId, rootTs, ts }: { channelId: string; rootTs: string; ts: string }) {
  const answer = await askPage(slack, { channel: channelId, ts: rootTs, oldest: ts, latest: ts, inclusive: true });
  if ('is' in answer) return answer;
  const all = answer.messages.map((message) => message.ts);
  return all.includes(ts) ? 'stands' : all.includes(rootTs) ? 'gone' : 'hidden';
}

interface Page {
  messages: RawMessage[];
  cursor: string | undefined;
}

interface Asked {
  channel: string;
  ts: string;
  cursor?: string | undefined;
  oldest?: string;
  latest?: string;
  inclusive?: boolean;
}

async function askPage({ client }: Slack, { cursor, ...asked }: Asked): Promise<Page | Failure> {
  const page = { ...asked, limit: pageSize, include_all_metadata: true, ...(cursor && { cursor }) };
  const outcome = await client.call('conversations.replies', page);
  if (outcome.is !== 'ok') return outcome;
  const messages = wellFormed(outcome.answer.messages ?? [])
    .map(readRaw)
    .filter((raw) => raw !== null);
  return { messages, cursor: outcome.answer.response_metadata?.next_cursor || undefined };
}

/** What is copied: what people and other apps say. */
export function isSaid(raw: RawMessage, us: Us): boolean {
  const sort = sortOf(raw, us);
  return sort === 'person' || sort === 'app';
}

/** When a message came to be what it is, as far as Slack's answers tell. */
export const lastChange = (raw: RawMessage): string => raw.edited?.ts ?? raw.ts;
