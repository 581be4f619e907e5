/** A workspace on its first morning: one admin, one member, one channel. */
import type { SeedPerson, WorldSeed } from './seed';

const team = { id: 'T01BARE', name: 'Bare', domain: 'bare' };

const person = (key: string, realName: string, role: string, more: Partial<SeedPerson> = {}): SeedPerson => ({
  key,
  id: `U01${key.toUpperCase()}`,
  teamId: team.id,
  realName,
  displayName: realName.split(' ')[0] ?? realName,
  role,
  email: `${key}@bare.example`,
  tz: 'Europe/Tallinn',
  color: '1f3a5f',
  ...more,
});

export function bareWorld(now: Date): WorldSeed {
  const people = [
    person('kai', 'Kai Saar', 'Workspace admin', { isAdmin: true, isOwner: true }),
    person('ana', 'Ana Ferreira', 'Support agent', { color: '7a3e2b' }),
  ];
  return {
    team,
    partners: [],
    people,
    apps: [],
    channels: [
      {
        key: 'general',
        id: 'C01GENERAL',
        kind: 'public',
        members: people.map(({ id }) => id),
        botIsMember: false,
        creator: 'U01KAI',
        created: new Date(now.getTime() - 3_600_000),
        topic: '',
        purpose: 'Everybody',
        isGeneral: true,
      },
    ],
    messages: [],
    userGroups: [],
  };
}
