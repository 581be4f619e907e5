import { isFullMember, type PersonFacts, whyNot } from '../people/rules';
import type { ChannelFacts, Squad } from '../squads/rules';
import { broken, type Finding, fine, warning } from './findings';

type Known = PersonFacts & { displayName: string };

/** A squad with all that its health depends on. */
export interface SquadFacts {
  squad: Squad;
  channel: ChannelFacts | null;
  /** Everybody named in the squad's settings, as far as known. */
  people: ReadonlyMap<string, Known>;
  /** Who is in its channel. */
  inChannel: ReadonlySet<string>;
  /** Who can be paged, in order. */
  reachable: Known[];
}

/** The channel is there, Backline is in it, and it is not archived. */
export function channelFinding({ squad, channel }: SquadFacts): Finding {
  if (!channel)
    return broken(`Backline cannot see the channel ${squad.channelId}`, `/invite @Backline there, or choose another: ${settingsOf(squad)}`);
  const name = `#${channel.name}`;
  if (channel.isArchived) return broken(`${name} is archived`, `Unarchive ${name}, or choose another: ${settingsOf(squad)}`);
  if (!channel.isMember) return broken(`Backline is not in ${name}`, '/invite @Backline there');
  if (channel.isExternal)
    return warning(`${name} is shared with another company, who reads along`, `Choose a channel of your own: ${settingsOf(squad)}`);
  return fine(`${name} is there`);
}

/** Somebody can be paged at any time of the next 14 days: without a rotation, the squad's people in order. */
export function coverFinding({ squad, reachable, channel }: SquadFacts): Finding {
  const [first, second] = reachable;
  if (!first)
    return broken(
      `Nobody can be paged for ${squad.name}`,
      `Name its members (${settingsOf(squad)}) or invite them to #${channel?.name ?? squad.channelId}`,
    );
  if (!second) return warning(`Only ${first.displayName} can be paged for ${squad.name}`, `Name a second member: ${settingsOf(squad)}`);
  return fine(`${first.displayName} is asked first, then ${second.displayName}`);
}

/** Who is named is active, a full member, and in the channel where that is private. */
export function peopleFinding({ squad, channel, people, inChannel }: SquadFacts): Finding {
  const named = [...new Set([...squad.members, ...squad.pms])];
  const unable = named.flatMap((userId) => whyNot(people.get(userId) ?? null, userId) ?? []);
  if (unable.length > 0) return broken(unable.join(' '), `Name somebody else: ${settingsOf(squad)}`);

  const outside = channel?.isPrivate ? named.filter((userId) => !inChannel.has(userId)) : [];
  if (outside.length === 0) return fine(named.length === 0 ? 'Everybody in the channel' : `${named.length} named, all of them active`);
  const names = outside.map((userId) => people.get(userId)?.displayName ?? userId).join(', ');
  return warning(
    `${names} ${outside.length === 1 ? 'is' : 'are'} not in #${channel?.name}, and cannot read its cards`,
    'Invite them there',
  );
}

export function managerFinding({ squad, people }: SquadFacts): Finding {
  if (!squad.manager) return fine('No manager: the admins are asked in the end');
  const manager = people.get(squad.manager) ?? null;
  const why = whyNot(manager, squad.manager);
  return manager && isFullMember(manager)
    ? fine(`${manager.displayName}`)
    : broken(why ?? '', `Name another manager: ${settingsOf(squad)}`);
}

const settingsOf = ({ name }: Squad) => `App Home → Settings → Squads → ${name}`;
