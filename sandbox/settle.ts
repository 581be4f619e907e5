/** Builds a world's records from its seed: `storyWorld`, `bareWorld`, or a second workspace. */
import { completed } from './blocks';
import { addBot, installApp } from './installs';
import { withReply } from './messages';
import type { Channel, Message, StoredFile, User } from './model';
import { richTextOf } from './rich-text';
import type { Slack } from './slack';
import { isReply } from './threads';
import type { SeedChannel, SeedFile, SeedMessage, SeedPerson, WorldSeed } from './world';

export function settle(slack: Slack, seed: WorldSeed): void {
  const created = Math.floor((seed.channels[0]?.created ?? slack.clock.now()).getTime() / 1000);
  slack.store.put('teams', seed.team.id, { ...seed.team, created });
  for (const partner of seed.partners) slack.store.put('teams', partner.id, { ...partner, created, isPartner: true });
  for (const person of seed.people) slack.store.put('users', person.id, userFrom(person, created));
  for (const app of seed.apps) addBot(slack, seed.team.id, app);
  const admin = seed.people.find((person) => person.isAdmin)?.id ?? '';
  const install = installApp(slack, seed.team.id, admin);
  for (const channel of seed.channels) slack.store.put('channels', channel.id, channelFrom(seed.team.id, channel, install.botUserId));
  for (const message of seed.messages) addMessage(slack, seed.team.id, message);
  for (const group of seed.userGroups) {
    const { createdBy, ...known } = group;
    const dates = { created, updated: created, createdBy, updatedBy: createdBy };
    slack.store.put('groups', group.id, { ...known, ...dates, teamId: seed.team.id, channels: [] });
  }
}

function userFrom(person: SeedPerson, updated: number): User {
  return {
    id: person.id,
    teamId: person.teamId,
    name: person.key,
    realName: person.realName,
    displayName: person.displayName,
    title: person.role,
    email: person.email,
    tz: person.tz,
    color: person.color,
    updated,
    isAdmin: person.isAdmin ?? false,
    isOwner: person.isOwner ?? false,
    isRestricted: person.isGuest ?? false,
    isStranger: person.isStranger ?? false,
    deleted: person.deleted ?? false,
  };
}

function channelFrom(teamId: string, seed: SeedChannel, bot: string): Channel {
  const created = Math.floor(seed.created.getTime() / 1000);
  const remark = (value: string) => ({ value, creator: value === '' ? '' : seed.creator, lastSet: value === '' ? 0 : created });
  return {
    id: seed.id,
    teamId,
    kind: seed.kind,
    name: seed.kind === 'im' ? '' : seed.key,
    members: seed.botIsMember ? [...seed.members, bot] : [...seed.members],
    creator: seed.creator,
    created,
    updated: created * 1000,
    topic: remark(seed.topic),
    purpose: remark(seed.purpose),
    previousNames: [],
    ...(seed.isGeneral ? { isGeneral: true } : {}),
    ...(seed.isArchived ? { isArchived: true } : {}),
    ...(seed.sharedWith === undefined ? {} : { sharedWith: seed.sharedWith }),
  };
}

function addMessage(slack: Slack, teamId: string, seed: SeedMessage): void {
  slack.ids.seen(teamId, seed.ts);
  const bot = seed.botId === undefined ? undefined : slack.store.get('bots', seed.botId);
  const files = (seed.files ?? []).map((file) => addFile(slack, teamId, seed, file));
  const blocks = seed.blocks ?? (bot === undefined && seed.text !== '' ? [richTextOf(seed.text, slack.ids.secret(5))] : undefined);
  const root = seed.threadTs === undefined ? undefined : slack.store.message(seed.channel, seed.threadTs);
  const message: Message = {
    channel: seed.channel,
    type: 'message',
    ts: seed.ts,
    user: seed.user,
    text: seed.text,
    team: slack.store.get('users', seed.user)?.teamId ?? teamId,
    ...(bot === undefined ? { client_msg_id: slack.ids.uuid() } : { bot_id: bot.id, app_id: bot.appId }),
    ...(blocks === undefined ? {} : { blocks: completed(blocks, slack.ids) }),
    ...(files.length === 0 ? {} : { subtype: 'file_share', files }),
    ...(seed.threadTs === undefined ? {} : { thread_ts: seed.threadTs }),
    ...(root?.user === undefined ? {} : { parent_user_id: root.user }),
    ...(seed.reactions === undefined ? {} : { reactions: seed.reactions.map((one) => ({ ...one, count: one.users.length })) }),
    ...(seed.editedTs === undefined ? {} : { edited: { user: seed.user, ts: seed.editedTs } }),
  };
  slack.store.putMessage(message);
  if (root !== undefined && isReply(message)) slack.store.putMessage(withReply(root, message));
}

function addFile(slack: Slack, teamId: string, message: SeedMessage, file: SeedFile): string {
  const bytes = Buffer.from(file.content);
  const stored: StoredFile = {
    ...{ id: file.id, teamId, user: message.user, name: file.name, title: file.name, mimetype: file.mimetype },
    ...{ content: bytes.toString('base64'), size: bytes.length, created: Math.floor(Number(message.ts)), complete: true },
    shares: [{ channel: message.channel, ts: message.ts }],
  };
  slack.store.put('files', file.id, stored);
  return file.id;
}
