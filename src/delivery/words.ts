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

/** `null`: there is nothing (left) to say. A notice is withdrawn; a card that stands in Slack is deleted. */
export type Drawn = Message | ReactionWish | null;

export const isWish = (drawn: Message | ReactionWish): drawn is ReactionWish => 'reaction' in drawn;

/** Reads the record of a delivery and draws it as it is now. Pure words stand in `views/`; this only brings record and words together. */
export type Draw = (delivery: Delivery, context: DrawContext) => Promise<Drawn>;

export interface DrawContext {
  read: Database['read'];
  now: Date;
}

export type Words = Record<DeliveryKind, Draw>;
