import type { Database } from '../../../database';
import type { Slack } from '../../../slack';
import { sourceOf } from './authors';
import { type Happening, readHappening } from './happening';
import { type RawMessage, sortOf, type Us } from './raw';
import type { Deleted, Said } from './record';
import { usIn } from './us';
import { cardInDoubt, whereIs } from './where';

export type Hearing =
  | { is: 'said'; said: Said /** It stands in a private channel: one that we know as public has become so. */; turnedPrivate: boolean }
  | { is: 'deleted'; deleted: Deleted }
  | { is: 'turned_private'; channelId: string };

interface From {
  read: Database['read'];
  slack: Slack;
}

type SaidHappening = Extract<Happening, { is: 'said' }>;

/** What a `message` event tells us, with all that has to be asked of Slack for it. `null`: it is none of our threads', or our own. */
export async function hearing(from: From, event: Record<string, unknown>): Promise<Hearing | null> {
  const happening = readHappening(event);
  if (!happening) return null;

  const { workspaceId } = from.slack;
  switch (happening.is) {
    case 'turned_private':
      return happening;
    case 'deleted': {
      const { channelId, ts, rootTs, eventTs } = happening;
      return { is: 'deleted', deleted: { workspaceId, channelId, ts, rootTs, eventTs } };
    }
    case 'said':
      return hearSaid(from, happening);
  }
}

async function hearSaid(from: From, happening: SaidHappening): Promise<Hearing | null> {
  const { read, slack } = from;
  const { workspaceId } = slack;
  const { channelId, channelType, rootTs, raw, edited, eventTs } = happening;
  const us = await usIn(read, workspaceId);
  const sort = sortOf(raw, us);
  if (sort === 'gone') return { is: 'deleted', deleted: { workspaceId, channelId, ts: raw.ts, rootTs, eventTs } };
  if (sort !== 'person' && sort !== 'app') return null;
  if (!(await concernsUs(from, happening, us))) return null;

  const said = { workspaceId, channelId, rootTs, edited, source: await sourceOf(slack, raw, eventTs) };
  return { is: 'said', said, turnedPrivate: channelType === 'group' };
}

async function concernsUs({ read, slack: { workspaceId } }: From, { channelId, rootTs, raw }: SaidHappening, us: Us): Promise<boolean> {
  if (await whereIs(read, workspaceId, channelId, rootTs)) return true;
  if ((await read.threadMessage.count({ where: { workspaceId, channelId, ts: raw.ts }, take: 1 })) > 0) return true;
  if (maybeUnderCard(raw, rootTs, us) && (await cardInDoubt(read, workspaceId, channelId))) throw new CardNotKnownYet();
  return false;
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
