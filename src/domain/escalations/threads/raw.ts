import { z } from 'zod';
import type { FileLink } from './message';

/** Slack's samples show absent ids as empty strings. */
const id = z
  .string()
  .nullish()
  .transform((value) => value || null);
const words = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const icons = z
  .looseObject({ image_72: z.string().optional(), image_64: z.string().optional(), image_48: z.string().optional() })
  .nullish();

const RawFile = z.looseObject({ name: words, title: words, permalink: words, mode: words });
const Attachment = z.looseObject({ fallback: words, text: words, title: words });
const Block = z.looseObject({ type: z.string(), text: z.union([z.string(), z.looseObject({ text: words })]).nullish() });

/** A message as Slack sends it in events and answers, as far as it is read. */
const Raw = z.looseObject({
  ts: z.string().min(1),
  thread_ts: id,
  parent_user_id: id,
  subtype: id,
  user: id,
  user_team: id,
  bot_id: id,
  app_id: id,
  username: id,
  icons,
  bot_profile: z.looseObject({ name: words, icons }).nullish(),
  text: words,
  files: z.array(RawFile).nullish(),
  attachments: z.array(Attachment).nullish(),
  blocks: z.array(Block).nullish(),
  edited: z.looseObject({ ts: z.string() }).nullish(),
  metadata: z.looseObject({ event_type: words }).nullish(),
});

export type RawMessage = z.infer<typeof Raw>;

/** `null`: no message that we could make sense of. */
export function readRaw(value: unknown): RawMessage | null {
  const parsed = Raw.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** Backline in a workspace: how its own posts are known. */
export interface Us {
  botUserId: string;
  botId: string;
  appId: string | null;
}

/** What a message is to us. `ours` is known by its metadata or its bot, also when `user` is set: what we say is never copied. */
export type Sort = 'person' | 'app' | 'ours' | 'gone' | 'system';

/** Slack tells of joins, topics and the like in messages too: only what somebody says is let in. */
const said = new Set([null, 'file_share', 'me_message', 'thread_broadcast', 'bot_message']);

export function sortOf(raw: RawMessage, us: Us): Sort {
  if (raw.subtype === 'tombstone') return 'gone';
  if (isOurs(raw, us)) return 'ours';
  if (!said.has(raw.subtype)) return 'system';
  if (raw.bot_id || raw.subtype === 'bot_message') return 'app';
  return raw.user && raw.user !== 'USLACKBOT' ? 'person' : 'system';
}

function isOurs({ metadata, bot_id, user, app_id }: RawMessage, us: Us): boolean {
  if (metadata?.event_type === 'backline') return true;
  return bot_id === us.botId || user === us.botUserId || (app_id !== null && app_id === us.appId);
}

/** What it says, as Slack wrote it. Apps often say everything in attachments or blocks. */
export function textOf({ text, attachments, blocks }: RawMessage): string {
  if (text.trim() !== '') return text;
  const parts = [...(blocks ?? []).map(textOfBlock), ...(attachments ?? []).map((part) => part.text || part.fallback || part.title)];
  return parts.filter((part) => part.trim() !== '').join('\n');
}

const textOfBlock = ({ text }: z.infer<typeof Block>) => (typeof text === 'string' ? text : (text?.text ?? ''));

/** Files as names with links. One that was deleted is a tombstone, and left out. */
export function filesOf({ files }: RawMessage): FileLink[] {
  return (files ?? [])
    .filter(({ mode }) => mode !== 'tombstone')
    .map(({ title, name, permalink }) => ({ name: title || name || 'a file', url: permalink }));
}

export const rootOf = ({ thread_ts, ts }: RawMessage): string => thread_ts ?? ts;

export const pictureOf = ({ icons, bot_profile }: RawMessage): string | null => {
  const shown = icons ?? bot_profile?.icons;
  return shown?.image_72 ?? shown?.image_64 ?? shown?.image_48 ?? null;
};

/** The instant of a ts, which is its seconds since 1970. */
export const instantOf = (ts: string): Date => new Date(Math.round(Number(ts) * 1000));

/** Whether `a` happened after `b`. Seconds with six decimals: a longer one is later, equally long ones compare as text. */
export const isNewer = (a: string, b: string): boolean => (a.length === b.length ? a > b : a.length > b.length);
