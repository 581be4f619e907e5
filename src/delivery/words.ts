import type { KnownBlock } from '@slack/types';
import type { Database } from '../database';
import type { Delivery } from '../generated/sqlite/client';
import type { DeliveryKind } from './kinds';

/** What a delivery says now, in Slack's terms. */
export interface Message {
  /** Tells the whole story by itself: screen readers and notifications read only this. */
  text: string;
  blocks?: KnownBlock[];
  /** Speaks with a person's name and picture (`chat:write.customize`). */
  as?: { name: string; picture?: string };
}

/** A reaction that must stand on a message, or must not. */
export interface ReactionWish {
  reaction: string;
  on: { channel: string; ts: string };
  present: boolean;
}

/** Who a user group has as its members, all of them and nobody else. Slack takes no empty group. */
export interface MembersWish {
  group: string;
  members: string[];
  /** When it was last found changed by hand: the same wish is set once more. */
  since: string | null;
}

/** What a channel's topic begins with. */
export interface TopicWish {
  topicOf: string;
  /** Begins what is ours, so that it is known again. */
  mark: string;
  /** `null`: nothing is. */
  ours: string | null;
  /** While it stays the same, the topic is not looked at again. */
  since: string;
}

/** How something has to be in Slack: the newest wish counts, and setting it twice changes nothing. */
export type Wish = ReactionWish | MembersWish | TopicWish;

/** A file with a comment. Its name is its key: by that it is found again. */
export interface FileMessage {
  text: string;
  file: { name: string; title: string; content: string };
}

/** `null`: there is nothing (left) to say. A notice is withdrawn; a card that stands in Slack is deleted; a state stays as it is. */
export type Drawn = Message | FileMessage | Wish | null;

export const isWish = (drawn: Message | FileMessage | Wish): drawn is Wish => !('text' in drawn);

export const isFile = (drawn: Message | FileMessage): drawn is FileMessage => 'file' in drawn;

/** Reads the record of a delivery and draws it as it is now. Pure words stand in `views/`; this only brings record and words together. */
export type Draw = (delivery: Delivery, context: DrawContext) => Promise<Drawn>;

export interface DrawContext {
  read: Database['read'];
  now: Date;
}

export type Words = Record<DeliveryKind, Draw>;
