/** A world as data: what a workspace holds before anybody does anything. The sandbox builds its state from it. */

export interface WorldSeed {
  team: SeedTeam;
  /** Other companies that share a Slack Connect channel with ours. */
  partners: SeedTeam[];
  /** Everybody but the app under test: people, guests, strangers of partner companies, users of other apps' bots. */
  people: SeedPerson[];
  /** Other apps in the workspace; each has a person with `isBot`. */
  apps: SeedApp[];
  channels: SeedChannel[];
  /** All messages and replies of all channels, oldest first. */
  messages: SeedMessage[];
  userGroups: SeedUserGroup[];
}

export interface SeedTeam {
  id: string;
  name: string;
  domain: string;
}

export interface SeedPerson {
  /** The name by which tests ask for the person: `ana`. Also the handle, without `@`. */
  key: string;
  id: string;
  teamId: string;
  realName: string;
  displayName: string;
  /** Short text of the story, shown beside the name: "Support agent". Also the profile's title. */
  role: string;
  email: string;
  tz: string;
  /** Six hex digits without `#`. */
  color: string;
  isAdmin?: true;
  isOwner?: true;
  /** Guest: `is_restricted`. */
  isGuest?: true;
  /** Of a partner company: `is_stranger`. */
  isStranger?: true;
  isBot?: true;
  deleted?: true;
}

export interface SeedApp {
  appId: string;
  botId: string;
  userId: string;
  name: string;
}

export interface SeedChannel {
  /** The name by which tests ask for the channel: `billing-squad`. Also its name in Slack, but for direct messages. */
  key: string;
  id: string;
  kind: 'public' | 'private' | 'im' | 'mpim';
  /** User ids, the app's bot not among them. */
  members: string[];
  /** Whether the bot of the app under test is a member. */
  botIsMember: boolean;
  creator: string;
  created: Date;
  topic: string;
  purpose: string;
  isGeneral?: true;
  isArchived?: true;
  /** Ids of the partner companies that a Slack Connect channel is shared with. */
  sharedWith?: string[];
}

export interface SeedMessage {
  channel: string;
  ts: string;
  /** Set on replies, and on roots that have replies (then equal to `ts`). */
  threadTs?: string;
  user: string;
  /** Set when another app wrote it. */
  botId?: string;
  text: string;
  blocks?: Record<string, unknown>[];
  files?: SeedFile[];
  reactions?: { name: string; users: string[] }[];
  /** Ts of the last edit by the author. */
  editedTs?: string;
}

export interface SeedFile {
  id: string;
  name: string;
  mimetype: string;
  content: string;
}

export interface SeedUserGroup {
  id: string;
  handle: string;
  name: string;
  description: string;
  users: string[];
  createdBy: string;
}
