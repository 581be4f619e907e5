import type { PageMessage } from '../data/wire';
import { dayKey, tsDate } from './dates';

export interface Row {
  message: PageMessage;
  /** First message of its day in the reader's zone: a divider stands above it. */
  startsDay: boolean;
  /** Same author within five minutes: shown without avatar and name. */
  compact: boolean;
}

const TOGETHER_SECONDS = 300;

export function rowsOf(messages: readonly PageMessage[], zone: string): Row[] {
  return messages.map((message, index) => {
    const before = messages[index - 1];
    const startsDay = !before || dayKey(tsDate(before.ts), zone) !== dayKey(tsDate(message.ts), zone);
    return { message, startsDay, compact: !startsDay && goesOn(before, message) };
  });
}

function goesOn(before: PageMessage, message: PageMessage): boolean {
  if (isEvent(before) || isEvent(message) || before.ephemeral || message.ephemeral || before.reply_count) return false;
  return authorKey(before) === authorKey(message) && Number(message.ts) - Number(before.ts) < TOGETHER_SECONDS;
}

function authorKey({ user, bot_id, username }: PageMessage): string {
  return [username, user, bot_id].join('|');
}

/** Joins, leaves, topics: one muted line instead of a message. */
export function isEvent({ subtype }: PageMessage): boolean {
  return /^(channel|group)_(join|leave|topic|purpose|name|archive|unarchive)$/.test(subtype ?? '');
}
