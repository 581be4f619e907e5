import type { Database, Transaction } from '../../../database';
import type { Slack } from '../../../slack';
import { sourceOf } from './authors';
import { channelChanged } from './channels';
import { type Happening, readHappening } from './happening';
import { type RawMessage, sortOf, type Us } from './raw';
import { type Deleted, keepDeleted, keepSaid, type Said } from './record';
import { usIn } from './us';
import { cardInDoubt, isKnown } from './where';

export type Hearing =
  | { is: 'said'; said: Said /** It stands in a private channel: one that we know as public has become so. */; turnedPrivate: boolean }
  | { is: 'deleted'; deleted: Deleted }
  | { is: 'turned_private'; channelId: string };

interface From {
  read: Database['read'];
  slack: Slack;
}

type SaidHappening = Extract<Happening, { is: 'said' }>;
type DeletedHappening = Extract<Happening, { is: 'deleted' }>;

/** What a `message` event tells us, with all that has to be asked of Slack for it. `null`: it is none of our threads', or our own. */
export async function hearing(from: From, event: Record<string, unknown>): Promise<Hearing | null> {
  const happening = readHappening(event);
  if (!happening) return null;

  switch (happening.is) {
    case 'turned_private':
      return happening;
    case 'deleted':
      return hearDeleted(from, happening);
    case 'said':
      return hearSaid(from, happening);
  }
}

/** What is written for it; `cause` names the event. Twice is as good as once. */
export function effectOf(workspaceId: string, heard: Hearing, cause: string, now: Date): (tx: Transaction) => Promise<void> {
  const turned = (channelId: string) => ({ workspaceId, channelId, change: 'turned_private', place: null, cause }) as const;
  switch (heard.is) {
    case 'said':
      return async (tx) => {
        if (heard.turnedPrivate) await channelChanged(tx, turned(heard.said.channelId), now);
        await keepSaid(tx, heard.said, now);
      };
    case 'deleted':
      return (tx) => keepDeleted(tx, heard.deleted);
    case 'turned_private':
      return (tx) => channelChanged(tx, turned(heard.channelId), now);
  }
}

async function hearSaid(from: From, happening: SaidHappening): Promise<Hearing | null> {
  const { read, slack } = from;
  const { workspaceId } = slack;
  const { channelId, channelType, rootTs, raw, edited, eventTs } = happening;
  const known = await isKnown(read, workspaceId, channelId, raw.ts, rootTs);
  if (!known && raw.ts === rootTs && raw.subtype !== 'tombstone') return null;

  const us = await usIn(read, workspaceId);
  const sort = sortOf(raw, us);
  if (sort === 'gone') return { is: 'deleted', deleted: { workspaceId, channelId, ts: raw.ts, rootTs, eventTs } };
  if (sort !== 'person' && sort !== 'app') return null;
  if (!known) return waitForCard(from, happening, us);

  const said = { workspaceId, channelId, rootTs, edited, source: await sourceOf(slack, raw, eventTs) };
  return { is: 'said', said, turnedPrivate: channelType === 'group' };
}

/** The deletion may be told before the message: forgotten while its thread is not known, it would leave a copy for good. */
async function hearDeleted({ read, slack: { workspaceId } }: From, { channelId, ts, rootTs, eventTs }: DeletedHappening): Promise<Hearing> {
  const isReply = ts !== rootTs;
  if (isReply && !(await isKnown(read, workspaceId, channelId, ts, rootTs)) && (await cardInDoubt(read, workspaceId, channelId)))
    throw new CardNotKnownYet();
  return { is: 'deleted', deleted: { workspaceId, channelId, ts, rootTs, eventTs } };
}

async function waitForCard({ read, slack: { workspaceId } }: From, { channelId, rootTs, raw }: SaidHappening, us: Us): Promise<null> {
  if (maybeUnderCard(raw, rootTs, us) && (await cardInDoubt(read, workspaceId, channelId))) throw new CardNotKnownYet();
  return null;
}

const maybeUnderCard = (raw: RawMessage, rootTs: string, us: Us) =>
  raw.ts !== rootTs && (raw.parent_user_id === null || raw.parent_user_id === us.botUserId);

/** A card was sent and we do not know yet where it stands; this may be a reply to it. The event is tried again later. */
class CardNotKnownYet extends Error {
  constructor() {
    super('Where a card of this channel stands is not known yet');
    this.name = 'CardNotKnownYet';
  }
}
