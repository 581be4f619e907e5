/** How the story is written down: threads with their replies, in the writers' own words, at times that lie before any `now`. */
import type { SeedFile, SeedMessage } from '../seed';
import { channelIdOf } from './channels';
import { idOf } from './people';

/** Minutes before now, or a time of day (UTC) so many working days ago; one at least, so that it is past at any hour. */
export type Moment = { minutesAgo: number } | { daysAgo: 1 | 2 | 3 | 4 | 5; time: string };

export interface Said {
  by: string;
  /**
   * As typed. `@{ana}` and `#{support}` become mentions, web addresses links; `& < >` are escaped as Slack does.
   */
  text: string;
  reactions?: Record<string, string[]>;
  files?: SeedFile[];
  /** Minutes until its author changed it. */
  editedAfter?: number;
  botId?: string;
  blocks?: Record<string, unknown>[];
}

export interface Thread extends Said {
  channel: string;
  at: Moment;
  replies?: (Said & { after: number })[];
}

/** Messages of all threads, oldest first; each with a timestamp of its own. */
export function tell(threads: readonly Thread[], now: Date): SeedMessage[] {
  const messages = threads.flatMap((thread, index) => messagesOf(thread, index, now));
  return messages.sort((left, right) => left.ts.localeCompare(right.ts));
}

function messagesOf(thread: Thread, index: number, now: Date): SeedMessage[] {
  const { channel, at, replies = [] } = thread;
  const start = secondsOf(at, now);
  const rootTs = ts(start, index * 100);
  const threadTs = replies.length > 0 ? { threadTs: rootTs } : {};
  const root = message(thread, channel, rootTs, threadTs);
  return [root, ...replies.map((reply, place) => message(reply, channel, ts(start + reply.after * 60, index * 100 + place + 1), threadTs))];
}

function message(said: Said, channel: string, at: string, thread: { threadTs?: string }): SeedMessage {
  const { by, text, reactions, files, editedAfter, botId, blocks } = said;
  return {
    channel: channelIdOf(channel),
    ts: at,
    ...thread,
    user: idOf(by),
    text: asSlackText(text),
    ...(botId ? { botId } : {}),
    ...(blocks ? { blocks } : {}),
    ...(files ? { files } : {}),
    ...(editedAfter ? { editedTs: ts(Number(at.slice(0, 10)) + editedAfter * 60, 0) } : {}),
    ...(reactions ? { reactions: Object.entries(reactions).map(([name, keys]) => ({ name, users: keys.map(idOf) })) } : {}),
  };
}

const ts = (seconds: number, micros: number): string => `${seconds}.${String(micros).padStart(6, '0')}`;

function secondsOf(moment: Moment, now: Date): number {
  if ('minutesAgo' in moment) return Math.floor(now.getTime() / 1000) - moment.minutesAgo * 60;
  const [hours = 0, minutes = 0] = moment.time.split(':').map(Number);
  const day = workingDayBefore(now, moment.daysAgo);
  return day / 1000 + hours * 3600 + minutes * 60;
}

const dayLength = 86_400_000;

/** Midnight (UTC) of the nth day from Monday to Friday before today. */
function workingDayBefore(now: Date, count: number): number {
  let day = Math.floor(now.getTime() / dayLength) * dayLength;
  for (let left = count; left > 0; ) {
    day -= dayLength;
    if (isWorkingDay(day)) left--;
  }
  return day;
}

const isWorkingDay = (day: number): boolean => ![0, 6].includes(new Date(day).getUTCDay());

/** What a person typed, as Slack stores it. */
export function asSlackText(typed: string): string {
  return typed
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/https?:\/\/[^\s)]*[^\s).,;:!?]/g, (url) => `<${url}>`)
    .replace(/@\{([a-z-]+)\}/g, (_whole, key: string) => `<@${idOf(key)}>`)
    .replace(/#\{([a-z-]+)\}/g, (_whole, key: string) => `<#${channelIdOf(key)}>`);
}
