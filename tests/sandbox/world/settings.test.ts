import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { settingsPath, storyWorld } from '../../../sandbox/world';

interface Settings {
  squads: {
    name: string;
    channel: string;
    pms: string[];
    keywords: string[];
    members: string[];
    manager: string;
    restrictedChannel?: string;
    zone: string;
  }[];
  people: { admins: string[]; supportEngineers: string[] };
  hours: { zone: string; weekly: string[] };
}

const settings: Settings = parse(readFileSync(settingsPath, 'utf8'));
const world = storyWorld(new Date('2026-02-23T11:00:00Z'));
const handles = new Set(world.people.map(({ key }) => `@${key}`));
const channel = (name: string) => world.channels.find(({ key }) => `#${key}` === name);

test('what Backline is told at first names people who are there', () => {
  const named = [
    ...settings.squads.flatMap(({ pms, members, manager }) => [...pms, ...members, manager]),
    ...settings.people.admins,
    ...settings.people.supportEngineers,
  ];
  expect(named.filter((handle) => !handles.has(handle))).toEqual([]);
  expect(settings.people).toEqual({ admins: ['@kai'], supportEngineers: ['@sam'] });
});

test('what Backline is told at first names channels that it is in, with the people of the squad', () => {
  expect(settings.squads.map(({ name }) => name)).toEqual(['Billing', 'Checkout', 'Integrations']);
  for (const squad of settings.squads) {
    expect(channel(squad.channel)).toMatchObject({ kind: 'public', botIsMember: true });
    const present = channel(squad.channel)?.members ?? [];
    const absent = [...squad.members, ...squad.pms].filter((handle) => !present.includes(`U01${handle.slice(1).toUpperCase()}`));
    expect(absent).toEqual([]);
  }
  expect(channel(settings.squads[0]?.restrictedChannel ?? '')).toMatchObject({ kind: 'private', botIsMember: true });
});

test('what Backline is told at first has hours of the house', () => {
  expect(settings.hours).toEqual({ zone: 'Europe/Tallinn', weekly: ['Mon-Fri 09:00-17:00'] });
});
