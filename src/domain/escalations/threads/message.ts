/** A file as it travels: never its contents. */
export interface FileLink {
  name: string;
  /** Where it stands in Slack: those who may not see it there do not see it. */
  url: string;
}

/** A message of a thread as plain values. `text` is Slack's own: escaped already, mentions as `<@U…>`. */
export interface SourceMessage {
  ts: string;
  /** A user id; a bot id for another app's message. */
  author: string;
  authorName: string;
  authorPicture: string | null;
  isBot: boolean;
  text: string;
  files: FileLink[];
  /** Order of what happened to one message: the newest wins. */
  eventTs: string;
  editedAt: Date | null;
  postedAt: Date;
}

/** A thread as it was when somebody asked for it. */
export interface GatheredThread {
  channelId: string;
  rootTs: string;
  /** Root first, oldest first; at most `mostMessages`. */
  messages: SourceMessage[];
  /** How many stand between the root and the rest, too many to copy. */
  earlier: number;
}

/** The root and the latest 199. */
export const mostMessages = 200;

export type Gathering =
  | { is: 'gathered'; thread: GatheredThread }
  /** `direct`: of a direct message only the chosen one is read. `not_member`: private, Backline is not in it. The message comes from the shortcut's payload. */
  | { is: 'only_chosen'; why: 'direct' | 'not_member'; thread: GatheredThread | null }
  /** The channel or the message is not there, or not for us. */
  | { is: 'missing'; error: string }
  /** Slack could not be asked now: later may do. */
  | { is: 'unavailable'; error: string; retryAfterMs: number | null };
