import type { Channel, Person } from '../generated/sqlite/client';
import type { SlackClient } from './client';

/** One workspace's Slack: calls with typed outcomes, and what is known of people and channels. */
export interface Slack {
  workspaceId: string;
  client: SlackClient;
  people: People;
  channels: Channels;
  /** The address of a message in Slack's own client, without asking Slack: `https://team.slack.com/archives/C…/p…?thread_ts=…`. */
  permalink(channelId: string, ts: string, threadTs?: string): string;
}

export interface People {
  /** From the cache when younger than a day, else asked of Slack and kept. `null`: Slack knows nobody of that id. When Slack cannot be asked, an old entry serves. */
  get(userId: string): Promise<Person | null>;
  /** From Slack, now: after `user_change`, or when a decision must not rest on an old answer. */
  refresh(userId: string): Promise<Person | null>;
  /** Takes what an event carries (`user_change`, `team_join`) without asking. */
  learn(user: Record<string, unknown>): Promise<void>;
  /** By `@handle`, e-mail address or id, as written in a settings file. */
  find(written: string): Promise<Person | null>;
}

export interface Channels {
  get(channelId: string): Promise<Channel | null>;
  refresh(channelId: string): Promise<Channel | null>;
  /** By `#name` or id. */
  find(written: string): Promise<Channel | null>;
  /** Joins a public channel; answers whether Backline is a member afterwards. */
  join(channelId: string): Promise<boolean>;
  /** Who is in it, read whole from Slack when not known or older than a day, and kept in `ChannelMember`. */
  members(channelId: string): Promise<string[]>;
  memberJoined(channelId: string, userId: string): Promise<void>;
  memberLeft(channelId: string, userId: string): Promise<void>;
}
