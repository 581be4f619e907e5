import type { Database } from '../../../database';
import type { Channel } from '../../../generated/sqlite/client';
import type { Slack } from '../../../slack';
import type { Outcome } from '../../../slack/outcome';
import { sourceOf } from './authors';
import { type GatheredThread, type Gathering, mostMessages } from './message';
import { type RawMessage, readRaw, rootOf, sortOf, type Us } from './raw';
import { usIn } from './us';

interface From {
  read: Database['read'];
  slack: Slack;
}

/**
 * Reads the thread that a message belongs to. `chosen` is the message as a shortcut carries it: all we have of a place that we
 * cannot read. A public channel is joined for it; one that another company shares is not, for there Backline stays unseen.
 */
export async function gatherThread(from: From, channelId: string, ts: string, chosen?: Record<string, unknown>): Promise<Gathering> {
  const { slack } = from;
  const us = await usIn(from.read, slack.workspaceId);
  const channel = await slack.channels.get(channelId);
  if (channel?.isDirect || channelId.startsWith('D')) return onlyChosen(slack, us, channelId, 'direct', chosen);

  const reading = await readOrJoin(slack, us, channelId, ts, channel);
  if (reading.is === 'read') return { is: 'gathered', thread: await threadOf(slack, channelId, reading) };
  if (reading.is === 'limited') return { is: 'unavailable', error: 'ratelimited', retryAfterMs: reading.retryAfterMs };
  if (reading.is !== 'refused') return { is: 'unavailable', error: reading.error, retryAfterMs: null };
  if (notForUs.has(reading.error) && chosen) return onlyChosen(slack, us, channelId, 'not_member', chosen);
  return { is: 'missing', error: reading.error };
}

const notForUs = new Set(['not_in_channel', 'channel_not_found']);

async function onlyChosen(
  slack: Slack,
  us: Us,
  channelId: string,
  why: 'direct' | 'not_member',
  chosen?: Record<string, unknown>,
): Promise<Gathering> {
  const raw = readRaw(chosen);
  if (!raw || !isSaid(raw, us)) return { is: 'only_chosen', why, thread: null };
  const messages = [await sourceOf(slack, raw, lastChange(raw))];
  return { is: 'only_chosen', why, thread: { channelId, rootTs: rootOf(raw), messages, earlier: 0 } };
}

interface Read {
  is: 'read';
  rootTs: string;
  messages: RawMessage[];
  earlier: number;
}
type Reading = Read | Exclude<Outcome<never>, { is: 'ok' }>;

async function readOrJoin(slack: Slack, us: Us, channelId: string, ts: string, channel: Channel | null): Promise<Reading> {
  const reading = await readThread(slack, us, channelId, ts);
  const mayJoin = channel && !channel.isPrivate && !channel.isExternal && !channel.isArchived;
  if (reading.is !== 'refused' || reading.error !== 'not_in_channel' || !mayJoin) return reading;
  return (await slack.channels.join(channelId)) ? readThread(slack, us, channelId, ts) : reading;
}

/** Slack's advice for a page, and a bound that no thread of people reaches: 10,000 messages. */
const pageSize = 200;
const mostPages = 50;

/** Reads all pages, oldest first as Slack answers them, and holds no more than is kept. */
async function readThread(slack: Slack, us: Us, channelId: string, ts: string): Promise<Reading> {
  let root: RawMessage | null = null;
  let latest: RawMessage[] = [];
  let said = 0;
  let cursor: string | undefined;

  for (let page = 0; page < mostPages; page += 1) {
    const outcome = await slack.client.call('conversations.replies', {
      channel: channelId,
      ts,
      limit: pageSize,
      include_all_metadata: true,
      ...(cursor && { cursor }),
    });
    if (outcome.is !== 'ok') return outcome;

    const answer = readPage(outcome.answer);
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

function readPage(answer: Record<string, unknown>): { messages: RawMessage[]; cursor: string | undefined } {
  const list = Array.isArray(answer.messages) ? answer.messages : [];
  const metadata = answer.response_metadata as { next_cursor?: string } | undefined;
  return { messages: list.map(readRaw).filter((raw) => raw !== null), cursor: metadata?.next_cursor || undefined };
}

function isSaid(raw: RawMessage, us: Us): boolean {
  const sort = sortOf(raw, us);
  return sort === 'person' || sort === 'app';
}

async function threadOf(slack: Slack, channelId: string, { rootTs, messages, earlier }: Read): Promise<GatheredThread> {
  const sources: GatheredThread['messages'] = [];
  for (const raw of messages) sources.push(await sourceOf(slack, raw, lastChange(raw)));
  return { channelId, rootTs, messages: sources, earlier };
}

const lastChange = (raw: RawMessage): string => raw.edited?.ts ?? raw.ts;
