import { createHash } from 'node:crypto';
import type { Delivery } from '../generated/sqlite/client';
import type { Args } from '../slack/methods';
import type { Message } from './words';

export interface Place {
  channel: string;
  threadTs?: string;
}

/** By this a message is found again when Slack's answer was lost. */
export const eventType = 'backline';
const metadata = (key: string) => ({ event_type: eventType, event_payload: { key } });

/** Pages of ours would otherwise unfold under every card that links to one. */
const noPreviews = { unfurl_links: false, unfurl_media: false };

export function postArguments({ key }: Delivery, message: Message, place: Place): Args<'chat.postMessage'> {
  return { ...spoken(message, place), ...noPreviews, metadata: metadata(key) };
}

export function ephemeralArguments(user: string, message: Message, place: Place): Args<'chat.postEphemeral'> {
  return { user, ...spoken(message, place) };
}

export function updateArguments({ key }: Delivery, { text, blocks }: Message, channel: string, ts: string): Args<'chat.update'> {
  return { channel, ts, text, ...(blocks && { blocks }), metadata: metadata(key) };
}

function spoken({ text, blocks, as }: Message, { channel, threadTs }: Place) {
  return {
    channel,
    text,
    ...(blocks && { blocks }),
    ...(threadTs && { thread_ts: threadTs }),
    ...(as && { username: as.name, ...(as.picture && { icon_url: as.picture }) }),
  };
}

/** Of what an update can change: the same hash means that a call would change nothing. */
export const hashOf = (drawn: unknown): string => createHash('sha256').update(JSON.stringify(drawn)).digest('base64url').slice(0, 22);
