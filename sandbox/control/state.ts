/** What the page shows: the workspace as one person sees it. */
import type { SeenMessage } from '../api';
import { mayChangeGroups } from '../groups';
import { appDirectMessage } from '../installs';
import { homeOf, stackOf } from '../interactions/views';
import type { LocalSandbox } from '../local-sandbox';
import type { Channel, User, UserGroup } from '../model';
import { isExternallyShared, otherMember } from '../shapes/channel';
import { isSnoozing } from '../shapes/dnd';
import { asSeenView } from '../shapes/view';
import { displayed, installIn, isBot, type Slack, teamOf, userOf } from '../slack';
import { guide } from '../world';

/** Names of the reactions that the page offers first. */
const REACTIONS = [
  'eyes',
  'white_check_mark',
  '+1',
  'heart',
  'raised_hands',
  'tada',
  'pray',
  'thinking_face',
  'rotating_light',
  'bug',
  'ticket',
  'hourglass',
];

export function pageState(sandbox: LocalSandbox, as: string | null): Record<string, unknown> {
  const { slack, world } = sandbox;
  const me = userOf(slack, as ?? defaultPerson(slack, world.firstTeam()));
  const team = teamOf(slack, slack.store.get('teams', me.teamId)?.isPartner ? world.firstTeam() : me.teamId);
  const bot = installIn(slack, team.id);
  if (bot !== null) appDirectMessage(slack, me.id);
  const home = homeOf(slack, me.id);
  return {
    team: {
      ...{ id: team.id, name: team.name, domain: team.domain },
      ...{ isFree: team.isFree ?? false, groupsForAdmins: team.groupsForAdmins ?? false },
    },
    now: slack.clock.now().toISOString(),
    as: me.id,
    people: peopleFor(slack, me).map((user) => asPerson(slack, user)),
    channels: channelsFor(slack, me).map((channel) => asListed(sandbox, channel, me)),
    commands: slack.app.commands.map(({ command, description, usageHint }) => ({ command, description, usageHint })),
    shortcuts: slack.app.shortcuts,
    app: { name: slack.app.name, botUserId: bot?.botUserId ?? '', connected: slack.wire.connected() },
    home: home === undefined ? null : asSeenView(home),
    modals: stackOf(slack, me.id).map(asSeenView),
    guide: guide.map(({ id, title, hint }) => ({ id, title, hint, done: slack.store.get('guide', id) !== undefined })),
    groups: slack.store.filter('groups', (group) => group.teamId === team.id).map(asListedGroup),
    mayChangeGroups: mayChangeGroups(slack, me),
    reactions: REACTIONS,
  };
}

/** Messages for the page; looking at a channel reads it. */
export function pageMessages(sandbox: LocalSandbox, as: string, channel: string, thread?: string): SeenMessage[] {
  const messages = sandbox.messages(as, channel, thread);
  if (thread === undefined) sandbox.world.reads.read(as, channel);
  return messages;
}

function defaultPerson(slack: Slack, teamId: string): string {
  const people = slack.store.filter('users', (user) => user.teamId === teamId && !isBot(user) && !user.deleted);
  return (people.find((user) => !user.isAdmin) ?? people[0])?.id ?? '';
}

/** Everybody of the workspace, and strangers they share a channel with; guests see those of their channels. */
function peopleFor(slack: Slack, me: User): User[] {
  const near = new Set(slack.store.channelsOf(me.id).flatMap((channel) => channel.members));
  const everybody = !me.isRestricted && !me.isStranger;
  return slack.store.filter('users', (user) => user.id === me.id || near.has(user.id) || (everybody && user.teamId === me.teamId));
}

function channelsFor(slack: Slack, me: User): Channel[] {
  const open = !me.isRestricted && !me.isStranger;
  return slack.store.filter(
    'channels',
    (channel) => channel.members.includes(me.id) || (open && channel.kind === 'public' && channel.teamId === me.teamId),
  );
}

function asPerson(slack: Slack, user: User): Record<string, unknown> {
  return {
    id: user.id,
    name: displayed(user),
    realName: user.realName,
    role: user.title,
    tz: user.tz,
    avatar: `/avatars/${user.id}.svg`,
    isBot: isBot(user),
    isGuest: user.isRestricted,
    isStranger: user.isStranger,
    deleted: user.deleted,
    isAdmin: user.isAdmin,
    ...(user.snoozeUntil !== undefined && isSnoozing(slack, user) ? { snoozedUntil: new Date(user.snoozeUntil * 1000).toISOString() } : {}),
  };
}

function asListedGroup({ id, handle, name, description, users, disabledAt, updatedBy, updated }: UserGroup): Record<string, unknown> {
  return { id, handle, name, description, users, isDisabled: disabledAt !== undefined, updatedBy, updated };
}

function asListed(sandbox: LocalSandbox, channel: Channel, me: User): Record<string, unknown> {
  return {
    id: channel.id,
    name: channel.name,
    kind: channel.kind,
    isShared: isExternallyShared(channel),
    isArchived: channel.isArchived ?? false,
    isMember: channel.members.includes(me.id),
    memberCount: channel.members.length,
    topic: channel.topic.value,
    unread: channel.members.includes(me.id) ? sandbox.world.reads.unread(me.id, channel.id) : 0,
    ...(channel.kind === 'im' ? { with: otherMember(channel, me.id) } : {}),
  };
}
