import type { Database } from '../../../database';
import type { Channel } from '../../../generated/sqlite/client';
import type { Slack } from '../../../slack';
import type { Failure } from '../../../slack/outcome';
import { SlackUnavailable } from '../../../slack/unavailable';
import { sourceOf } from './authors';
import type { GatheredThread, Gathering } from './message';
import { readRaw, rootOf, type Us } from './raw';
import { isSaid, lastChange, type Read, type Reading, readThread } from './reading';
import { usIn } from './us';

export interface From {
  read: Database['read'];
  slack: Slack;
}

/**
 * Reads the thread that a message belongs to. `chosen` is the message as a shortcut carries it: all we have of a place that we
 * cannot read. A public channel is joined for it; one that another company shares is not, for there Backline stays unseen.
 */
export async function gatherThread(from: From, channelId: string, ts: string, chosen?: Record<string, unknown>): Promise<Gathering> {
  try {
    return await gather(from, channelId, ts, chosen);
  } catch (error) {
    if (error instanceof SlackUnavailable) return unavailable(error.failure);
    throw error;
  }
}

const unavailable = (failure: Failure): Gathering =>
  failure.is === 'limited'
    ? { is: 'unavailable', error: 'ratelimited', retryAfterMs: failure.retryAfterMs }
    : { is: 'unavailable', error: failure.error, retryAfterMs: null };

async function gather(from: From, channelId: string, ts: string, chosen?: Record<string, unknown>): Promise<Gathering> {
  const { slack } = from;
  const us = await usIn(from.read, slack.workspaceId);
  const channel = await slack.channels.get(channelId);
  if (channel?.isDirect || channelId.startsWith('D')) return onlyChosen(slack, us, channelId, 'direct', chosen);

  const reading = await readOrJoin(slack, us, channelId, ts, channel);
  if (reading.is === 'read') return { is: 'gathered', thread: await threadOf(slack, channelId, reading) };
  if (reading.is !== 'refused') return unavailable(reading);
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

async function readOrJoin(slack: Slack, us: Us, channelId: string, ts: string, channel: Channel | null): Promise<Reading> {
  const reading = await readThread(slack, us, channelId, ts);
  const mayJoin = channel && !channel.isPrivate && !channel.isExternal && !channel.isArchived;
  if (reading.is !== 'refused' || reading.error !== 'not_in_channel' || !mayJoin) return reading;
  return (await slack.channels.join(channelId)) ? readThread(slack, us, channelId, ts) : reading;
}

async function threadOf(slack: Slack, channelId: string, { rootTs, messages, earlier }: Read): Promise<GatheredThread> {
  const sources: GatheredThread['messages'] = [];
  for (const raw of messages) sources.push(await sourceOf(slack, raw, lastChange(raw)));
  return { channelId, rootTs, messages: sources, earlier };
}
