import type { PlaceKind } from '../../generated/sqlite/enums';

/** A channel as its decisions need it. */
export interface ChannelFacts {
  isPrivate: boolean;
  isDirect: boolean;
  isExternal: boolean;
  isArchived: boolean;
  /** Backline is in it. */
  isMember: boolean;
  memberCount: number;
}

export interface MemberFacts {
  isBot: boolean;
  isDeleted: boolean;
  isGuest: boolean;
  isExternal: boolean;
}

export interface Place {
  kind: PlaceKind;
  /** How many people can read what is said there; bots do not count. */
  readers: number;
  /** Somebody of another company, or a guest, reads along. */
  outsiders: boolean;
  /** Backline may talk to the agent right there; else in direct messages. */
  agentsPlace: boolean;
}

/** What kind of place a channel is. Without a channel: a question that comes from no thread. Somebody unknown (`null`) counts as an outsider. */
export function placeOf(channel: ChannelFacts | null, members: (MemberFacts | null)[]): Place {
  if (!channel) return { kind: 'none', readers: 0, outsiders: false, agentsPlace: false };

  const people = members.filter((member) => !member || (!member.isBot && !member.isDeleted));
  const kind = kindOf(channel);
  const outsiders = kind === 'external' || people.some((person) => !person || person.isGuest || person.isExternal);
  return {
    kind,
    readers: people.length || channel.memberCount,
    outsiders,
    agentsPlace: kind !== 'direct' && !outsiders && channel.isMember && !channel.isArchived,
  };
}

/** Shared with another company outweighs private, private outweighs nothing: the narrowest promise made to those who write there. */
export function kindOf({ isDirect, isExternal, isPrivate }: Pick<ChannelFacts, 'isDirect' | 'isExternal' | 'isPrivate'>): PlaceKind {
  if (isExternal) return 'external';
  if (isDirect) return 'direct';
  return isPrivate ? 'private' : 'public';
}

/** Whether a text may leave such a place only after a person's yes. */
export const consentNeeded = (kind: PlaceKind): boolean => kind === 'private' || kind === 'direct' || kind === 'external';

const openness: PlaceKind[] = ['none', 'public', 'private', 'direct', 'external'];

/** Whether a place is for fewer eyes than it was when somebody said what may leave it. */
export const isNarrower = (now: PlaceKind, before: PlaceKind): boolean =>
  consentNeeded(now) && openness.indexOf(now) > openness.indexOf(before);
