import type { Clock } from '../clock';
import type { Database } from '../database';
import type { Channel, Person } from '../generated/sqlite/client';
import type { Lookup } from './cache';
import { createChannels } from './channels';
import { createClient, type SlackClient } from './client';
import type { Outcome } from './outcome';
import { createPeople } from './people';
import { permalinkIn } from './permalink';

/** One workspace's Slack: calls with typed outcomes, and what is known of people and channels. */
export interface Slack {
  workspaceId: string;
  /** Who we are there: two apps in one workspace may bear the same name. */
  botId: string;
  /** For what a person is waiting for: gives up early. */
  client: SlackClient;
  /** For the delivery engine alone: patient, so that fewer answers are lost. */
  delivery: SlackClient;
  people: People;
  channels: Channels;
  /** The address of a message in Slack's own client, without asking Slack: `https://team.slack.com/archives/C…/p…?thread_ts=…&cid=C…`. */
  permalink(channelId: string, ts: string, threadTs?: string): string;
}

export interface People {
  /**
   * From the cache when younger than a day, else asked of Slack and kept. `null`: Slack knows nobody of that id. When Slack cannot be
   * asked, an old entry serves; without one it throws `SlackUnavailable`.
   */
  get(userId: string): Promise<Person | null>;
  /** From Slack, now: after `user_change`, or when a decision must not rest on an old answer. Throws `SlackUnavailable`. */
  refresh(userId: string): Promise<Person | null>;
  /** Takes what an event carries (`user_change`, `team_join`) without asking. */
  learn(user: Record<string, unknown>): Promise<void>;
  /** By `@handle`, e-mail address or id, as written in a settings file. Throws `SlackUnavailable`. */
  find(written: string): Promise<Person | null>;
  /** The direct-message channel with this person, opened when need be. */
  direct(userId: string): Promise<Outcome<string>>;
  /** Slack no longer knows the channel that `direct` answered: it is opened anew next time. */
  forgetDirect(userId: string): Promise<void>;
}

export interface Channels {
  /** As `People.get`. */
  get(channelId: string): Promise<Channel | null>;
  refresh(channelId: string): Promise<Channel | null>;
  /** Takes what an event carries without asking: it is no public channel (any more). What else has changed is asked for at the next look. */
  learnPrivate(channelId: string): Promise<void>;
  /** By `#name` or id. */
  find(written: string): Promise<Channel | null>;
  /** Joins a public channel; answers whether Backline is a member afterwards. */
  join(channelId: string): Promise<boolean>;
  /** Who is in it, read whole from Slack when not known or older than a day, and kept in `ChannelMember`. */
  members(channelId: string): Promise<string[]>;
  memberJoined(channelId: string, userId: string): Promise<void>;
  memberLeft(channelId: string, userId: string): Promise<void>;
}

export interface SlackOptions {
  db: Database;
  clock: Clock;
  /** Bot token of the workspace. */
  token: string;
  /** Base of the Web API, ending in `/api/`; Slack's own without it. */
  apiUrl?: string;
  workspaceId: string;
  /** Address of the workspace as `auth.test` answers it: `https://team.slack.com/`. */
  url: string;
  botUserId: string;
  botId: string;
  /** How long a person's gesture waits for an answer of Slack, and how long delivery does. */
  timeoutMs?: { interactive: number; delivery: number };
}

export function createSlack({
  db,
  clock,
  token,
  apiUrl,
  workspaceId,
  url,
  botUserId,
  botId,
  timeoutMs = { interactive: 5_000, delivery: 10_000 },
}: SlackOptions): Slack {
  const client = createClient({ token, apiUrl, timeoutMs: timeoutMs.interactive });
  const lookup: Lookup = { workspaceId, botUserId, db, clock, client };

  return {
    workspaceId,
    botId,
    client,
    delivery: createClient({ token, apiUrl, timeoutMs: timeoutMs.delivery }),
    people: createPeople(lookup),
    channels: createChannels(lookup),
    permalink: permalinkIn(url),
  };
}
