/** The records a world consists of. They are replaced, never changed in place, so that a snapshot is a copy of the tables. */
import type { ChannelId, Ts, UserId } from './api';

export type Json = Record<string, unknown>;

export interface Team {
  id: string;
  name: string;
  domain: string;
  created: number;
  /** Another company, seen only in Slack Connect channels: nothing is installed there. */
  isPartner?: true;
  /** On a plan without user groups. */
  isFree?: true;
  /** Only admins may change user groups. */
  groupsForAdmins?: true;
}

/** The app under test, installed in one workspace. */
export interface Install {
  teamId: string;
  botId: string;
  botUserId: UserId;
  botToken: string;
  scopes: string[];
  installedBy: UserId;
  revoked?: true;
}

/** The face of an app in a workspace: ours and others. */
export interface Bot {
  id: string;
  appId: string;
  userId: UserId;
  teamId: string;
  name: string;
  updated: number;
}

export interface User {
  id: UserId;
  teamId: string;
  name: string;
  realName: string;
  displayName: string;
  title: string;
  email: string;
  tz: string;
  color: string;
  updated: number;
  isAdmin: boolean;
  isOwner: boolean;
  isRestricted: boolean;
  isStranger: boolean;
  deleted: boolean;
  botId?: string;
  appId?: string;
  /** End of "Do not disturb", in seconds. */
  snoozeUntil?: number;
  statusText?: string;
  statusEmoji?: string;
}

export type ChannelKind = 'public' | 'private' | 'im' | 'mpim';

export interface Channel {
  id: ChannelId;
  teamId: string;
  kind: ChannelKind;
  name: string;
  members: UserId[];
  creator: UserId;
  created: number;
  updated: number;
  topic: Remark;
  purpose: Remark;
  previousNames: string[];
  isGeneral?: true;
  isArchived?: true;
  /** Partner companies of a Slack Connect channel. */
  sharedWith?: string[];
  /** Only admins may post. */
  isReadOnly?: true;
}

export interface Remark {
  value: string;
  creator: UserId;
  lastSet: number;
}

export interface Reaction {
  name: string;
  users: UserId[];
  count: number;
}

/** A message as Slack writes it, plus its channel and, for an ephemeral, who alone sees it. */
export interface Message {
  channel: ChannelId;
  visibleTo?: UserId;
  type: 'message';
  subtype?: string;
  ts: Ts;
  user?: UserId;
  bot_id?: string;
  app_id?: string;
  team?: string;
  username?: string;
  icons?: Record<string, string>;
  client_msg_id?: string;
  text: string;
  blocks?: Json[];
  attachments?: Json[];
  /** Ids of files. */
  files?: string[];
  thread_ts?: Ts;
  parent_user_id?: UserId;
  reply_count?: number;
  reply_users_count?: number;
  reply_users?: UserId[];
  latest_reply?: Ts;
  edited?: { user: string; ts: Ts };
  reactions?: Reaction[];
  metadata?: { event_type: string; event_payload: Json };
  hidden?: true;
  inviter?: UserId;
  topic?: string;
  purpose?: string;
  name?: string;
  old_name?: string;
}

export interface StoredFile {
  id: string;
  teamId: string;
  user: UserId;
  name: string;
  title: string;
  mimetype: string;
  /** Base64. */
  content: string;
  size: number;
  created: number;
  /** Whether the upload was completed. */
  complete: boolean;
  expectedSize?: number;
  shares: { channel: ChannelId; ts: Ts; thread_ts?: Ts }[];
}

export interface UserGroup {
  id: string;
  teamId: string;
  handle: string;
  name: string;
  description: string;
  users: UserId[];
  createdBy: UserId;
  updatedBy: UserId;
  created: number;
  updated: number;
  disabledAt?: number;
  disabledBy?: UserId;
  channels: ChannelId[];
}

export type StateValues = Record<string, Record<string, Json>>;

export interface View {
  id: string;
  teamId: string;
  userId: UserId;
  type: 'modal' | 'home';
  /** As the app gave it, with `block_id`s and `action_id`s filled in. */
  definition: Json;
  values: StateValues;
  /** Beside fields, from the last refused submission. */
  errors: Record<string, string>;
  hash: string;
  rootViewId: string;
  previousViewId: string | null;
}

/** A person's open modals, bottom first. */
export interface Stack {
  userId: UserId;
  viewIds: string[];
}

export interface ScheduledMessage {
  id: string;
  teamId: string;
  channel: ChannelId;
  postAt: number;
  created: number;
  args: Json;
}

export interface ResponseUrl {
  id: string;
  teamId: string;
  channel: ChannelId;
  userId: UserId;
  expires: number;
  uses: number;
  /** The message whose button was pressed: what `replace_original` and `delete_original` mean. */
  source?: { ts: Ts; ephemeral: boolean };
}

/** An event that the app has not acknowledged yet. */
export interface PendingEvent {
  eventId: string;
  teamId: string;
  payload: Json;
  attempt: number;
  reason?: string;
  /** World time in milliseconds before which it is not tried again. */
  notBefore: number;
}

/** A step of the card "Try this" that was done. */
export interface DoneStep {
  id: string;
}

export interface Meta {
  clockOffsetMs: number;
  ids: { count: number; lastTs: Record<string, number> };
}

export interface Tables {
  meta: Meta;
  teams: Team;
  installs: Install;
  bots: Bot;
  users: User;
  channels: Channel;
  messages: Message;
  ephemerals: Message;
  files: StoredFile;
  groups: UserGroup;
  views: View;
  stacks: Stack;
  scheduled: ScheduledMessage;
  urls: ResponseUrl;
  events: PendingEvent;
  guide: DoneStep;
}

export type TableName = keyof Tables;

export const TABLE_NAMES: readonly TableName[] = [
  'meta',
  'teams',
  'installs',
  'bots',
  'users',
  'channels',
  'messages',
  'ephemerals',
  'files',
  'groups',
  'views',
  'stacks',
  'scheduled',
  'urls',
  'events',
  'guide',
];
