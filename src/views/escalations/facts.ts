import type { DrawContext } from '../../delivery/words';
import { cardKey } from '../../domain/escalations/keys';
import type { EscalationRecord } from '../../domain/escalations/record';
import { findEscalation } from '../../domain/escalations/record';
import { countUndelivered } from '../../domain/escalations/undelivered';
import type { Person, Squad } from '../../generated/sqlite/client';
import type { PlaceKind } from '../../generated/sqlite/enums';
import { permalinkIn } from '../../slack/permalink';

type Read = DrawContext['read'];

/** A person by the name that Slack shows. */
export type NameOf = (userId: string | null) => string;

export interface OriginFacts {
  threadId: string;
  agent: string;
  kind: PlaceKind;
  /** `#support`, for a public channel only: the name of a private one is not for everybody. */
  channel: string | null;
  link: string | null;
}

/** All that the cards of an escalation show. */
export interface CardFacts {
  escalation: EscalationRecord;
  squad: Pick<Squad, 'id' | 'name'>;
  customer: string | null;
  origins: OriginFacts[];
  nameOf: NameOf;
  /** Who is asked to claim it now, and since when. */
  asked: { person: string; at: Date } | null;
  /** Where the card stands, once it does; until then its channel, of which it will be the newest message. */
  cardLink: string | null;
  channelLink: string;
  undelivered: number;
}

/** `others`: people who are named beside those whom the record names. */
export async function cardFacts(read: Read, workspaceId: string, id: string, others: (string | null)[] = []): Promise<CardFacts | null> {
  const escalation = await findEscalation(read, workspaceId, id);
  if (!escalation) return null;

  const { squadId, customerId, round } = escalation;
  const asked = await read.page.findFirst({ where: { escalationId: id, round, outcome: 'asked' }, orderBy: { level: 'desc' } });
  const customer = customerId ? await read.customer.findUnique({ where: { id: customerId } }) : null;
  const address = await addressIn(read, workspaceId);
  return {
    escalation,
    squad: await read.squad.findUniqueOrThrow({ where: { id: squadId } }),
    customer: customer?.name ?? null,
    origins: await originsOf(read, escalation, address),
    nameOf: await namesOf(read, workspaceId, [...peopleIn(escalation), asked?.person ?? null, ...others]),
    asked: asked && { person: asked.person, at: asked.askedAt },
    cardLink: await cardLink(read, escalation, address),
    channelLink: address(escalation.channelId, '').replace(/\/p$/, ''),
    undelivered: await countUndelivered(read, escalation),
  };
}

export const peopleIn = ({ owner, raisedBy, askedBy, resolvedBy, threads }: EscalationRecord): (string | null)[] => [
  owner,
  raisedBy,
  askedBy,
  resolvedBy,
  ...threads.map(({ agent }) => agent),
];

type Address = ReturnType<typeof permalinkIn>;

export async function addressIn(read: Read, workspaceId: string): Promise<Address> {
  const { url } = await read.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { url: true } });
  return permalinkIn(url);
}

/** Names as Slack shows them; of whom nothing is known, a word that fits into a sentence. */
export async function namesOf(read: Read, workspaceId: string, userIds: (string | null)[]): Promise<NameOf> {
  const wanted = [...new Set(userIds.filter((userId) => userId !== null))];
  const people = await read.person.findMany({ where: { workspaceId, userId: { in: wanted } } });
  const names = new Map(people.map((person) => [person.userId, shownName(person)]));
  return (userId) => (userId && names.get(userId)) || 'Somebody';
}

export const shownName = ({ displayName, name }: Pick<Person, 'displayName' | 'name'>): string => displayName || name;

async function originsOf(read: Read, { workspaceId, threads }: EscalationRecord, address: Address): Promise<OriginFacts[]> {
  const channelIds = threads.map(({ channelId }) => channelId).filter((channelId) => channelId !== null);
  const channels = await read.channel.findMany({ where: { workspaceId, channelId: { in: channelIds } } });
  const names = new Map(channels.map(({ channelId, name }) => [channelId, name]));
  return threads.map(({ id: threadId, agent, kind, channelId, rootTs }) => {
    const name = kind === 'public' && channelId ? names.get(channelId) : undefined;
    return { threadId, agent, kind, channel: name ? `#${name}` : null, link: channelId && rootTs ? address(channelId, rootTs) : null };
  });
}

async function cardLink(read: Read, { workspaceId, id }: EscalationRecord, address: Address): Promise<string | null> {
  const card = await read.delivery.findUnique({ where: { workspaceId_key: { workspaceId, key: cardKey(id) } } });
  return card?.state === 'sent' && card.sentChannel && card.ts ? address(card.sentChannel, card.ts) : null;
}
