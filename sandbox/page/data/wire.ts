/** What `/sandbox/state` answers, beside the types of `sandbox/api.ts`. */
import type { LogEntry, SeenMessage, SeenView, Ts } from '../../api';

export type { Act, ActResult, Fault, LogEntry, MessageRef, SeenMessage, SeenView, Surface, Ts } from '../../api';

export interface Person {
  id: string;
  name: string;
  realName: string;
  /** Short text of the story: "Support agent". */
  role?: string;
  tz: string;
  avatar?: string;
  isBot: boolean;
  isGuest: boolean;
  isStranger: boolean;
  deleted: boolean;
  isAdmin: boolean;
  /** While Do Not Disturb is on: its end. */
  snoozedUntil?: string;
}

export interface Channel {
  id: string;
  name: string;
  kind: 'public' | 'private' | 'im' | 'mpim';
  isShared: boolean;
  isArchived: boolean;
  isMember: boolean;
  memberCount: number;
  topic: string;
  unread: number;
  /** The other person of a direct message. */
  with?: string;
}

export interface Command {
  command: string;
  description?: string;
  usageHint?: string;
}

export interface Shortcut {
  type: 'message' | 'global';
  callbackId: string;
  name: string;
}

export interface UserGroup {
  id: string;
  handle: string;
  name: string;
  description: string;
  users: string[];
  isDisabled: boolean;
  updatedBy: string;
  /** In seconds. */
  updated: number;
}

export interface GuideStep {
  id: string;
  title: string;
  hint: string;
  done: boolean;
}

export interface WorkspaceState {
  team: { id: string; name: string; domain?: string; isFree: boolean; groupsForAdmins: boolean };
  now: string;
  as: string;
  people: Person[];
  channels: Channel[];
  commands: Command[];
  shortcuts: Shortcut[];
  app: { name: string; botUserId: string; connected: boolean };
  home: SeenView | null;
  modals: SeenView[];
  guide: GuideStep[];
  /** Disabled ones too. */
  groups: UserGroup[];
  mayChangeGroups: boolean;
  reactions: string[];
}

/** A message with what only the page reads of it. */
export interface PageMessage extends SeenMessage {
  reply_users?: string[];
  bot_profile?: { name?: string; icons?: Record<string, string> };
}

export interface MessagesAnswer {
  messages: PageMessage[];
}

export interface LogAnswer {
  entries: LogEntry[];
}

/** A file as Slack describes it in a message: the keys that the page shows. */
export interface SeenFile {
  id?: string;
  name?: string;
  title?: string;
  mimetype?: string;
  size?: number;
  url_private?: string;
  permalink?: string;
}

export type Change =
  | { what: 'messages'; channel: string; thread?: Ts }
  | { what: 'state' | 'modals' | 'home' | 'log' }
  | { what: 'toast'; text: string };
