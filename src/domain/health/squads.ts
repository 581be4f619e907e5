import { wallTime } from '../calendar/zone';
import { isFullMember, type PersonFacts, whyNot } from '../people/rules';
import type { Status } from '../rotation/health';
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
  /** Its rotation, and when too few are on; `null`: it has none. */
  cover: RotationCover | null;
}

export interface RotationCover {
  name: string;
  zone: string;
  status: Status;
  /** Of the next 14 days. */
  gaps: { start: Date; end: Date }[];
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

/** Somebody is on whenever it has to be so, for the next 14 days; without a rotation, the squad's people in order can be paged. */
export function coverFinding(facts: SquadFacts): Finding {
  const { cover, squad } = facts;
  if (!cover) return peopleInOrder(facts);
  const { name, status, gaps, zone } = cover;
  if (status === 'no_layers' || status === 'no_members') return broken(`${name} has nobody in it`, `/rota ${name} → Edit → Members`);
  const [first] = gaps;
  if (!first) return fine(`${name}: somebody is on whenever it has to be, for 14 days`);
  const count = gaps.length === 1 ? 'a gap' : `${gaps.length} gaps`;
  if (status === 'uncovered_now') return broken(`Too few are on ${name} now, for ${squad.name}`, `/rota ${name} → Change who is on`);
  return warning(`${name} has ${count} within 14 days, the first ${spanIn(first, zone)}`, `/rota preview ${name}`);
}

function peopleInOrder({ squad, reachable, channel }: SquadFacts): Finding {
  const [first, second] = reachable;
  if (!first)
    return broken(
      `Nobody can be paged for ${squad.name}`,
      `Name its members (${settingsOf(squad)}) or invite them to #${channel?.name ?? squad.channelId}`,
    );
  if (!second)
    return warning(
      `No rotation, and only ${first.displayName} can be paged for ${squad.name}`,
      `Name a second member (${settingsOf(squad)}), then /rota → New rotation`,
    );
  return warning(`No rotation: ${first.displayName} is asked first, then ${second.displayName}, at any hour`, '/rota → New rotation');
}

/** `2026-03-11 13:00–17:00 (Europe/Lisbon)`. */
function spanIn({ start, end }: { start: Date; end: Date }, zone: string): string {
  const [from, to] = [wallTime(start, zone), wallTime(end, zone)];
  return `${from.date} ${from.time}–${from.date === to.date ? '' : `${to.date} `}${to.time} (${zone})`;
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
