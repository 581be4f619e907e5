import { type Database, writeTx } from '../../../src/database';
import type { Channel, Person } from '../../../src/generated/sqlite/client';

export const workspaceId = 'T01TALLWICK';
export const monday = new Date('2026-02-23T08:00:00Z');

/** What is known of a workspace, its people and channels, without a Slack to ask. */
export async function knownWorkspace(db: Database): Promise<void> {
  await writeTx(db, (tx) =>
    tx.workspace.create({
      data: {
        id: workspaceId,
        name: 'Tallwick',
        url: 'https://tallwick.slack.com/',
        botUserId: 'U0BOT',
        botId: 'B0BOT',
        connectedAt: monday,
      },
    }),
  );
}

export async function knownPeople(db: Database, people: Record<string, Partial<Person>>): Promise<void> {
  await writeTx(db, async (tx) => {
    for (const [name, facts] of Object.entries(people)) {
      const displayName = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
      await tx.person.create({
        data: {
          workspaceId,
          userId: idOf(name),
          name,
          displayName,
          zone: 'Europe/Tallinn',
          email: `${name}@tallwick.example`,
          refreshedAt: monday,
          ...facts,
        },
      });
    }
  });
}

export async function knownChannels(db: Database, channels: Record<string, Partial<Channel> & { members?: string[] }>): Promise<void> {
  await writeTx(db, async (tx) => {
    for (const [name, { members = [], ...facts }] of Object.entries(channels)) {
      const channelId = channelIdOf(name);
      await tx.channel.create({ data: { workspaceId, channelId, name, isMember: true, refreshedAt: monday, membersAt: monday, ...facts } });
      for (const member of members) await tx.channelMember.create({ data: { workspaceId, channelId, userId: idOf(member) } });
    }
  });
}

export const idOf = (name: string) => `U01${name.toUpperCase()}`;
export const channelIdOf = (name: string) => `C01${name.toUpperCase().replaceAll('-', '')}`;
