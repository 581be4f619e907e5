import type { Person } from '../../../generated/sqlite/client';
import { type Squad, type SquadDraft, squadDefaults, squadKey } from '../../squads/rules';
import { draftOf } from '../../squads/store';
import type { Mistake, Path } from '../mistakes';
import type { Resolved } from '../resolved';
import type { SquadEntry } from '../schema';
import { peopleNamed } from './people';

/** What a squad is to be after the change. */
export interface Target {
  path: Path;
  squad: Squad | null;
  draft: SquadDraft;
  mistakes: Mistake[];
}

export function targetOf(entry: SquadEntry, path: Path, current: Squad[], resolved: Resolved): Target {
  const squad = current.find(({ key }) => key === squadKey(entry.name)) ?? null;
  const before = squad && draftOf(squad);
  const fields = fieldsOf(entry, before, path, resolved);
  const { name, keywords, oneWayThreads, zone, weeklyDigest } = entry;
  const draft = overlay({ ...squadDefaults, name, channelId: '' }, before, {
    name,
    channelId: fields.channel('channel'),
    pms: fields.people('pms'),
    keywords,
    members: fields.people('members'),
    manager: fields.manager(),
    restrictedChannelId: fields.channel('restrictedChannel'),
    oneWayThreads,
    zone,
    weeklyDigest,
  });
  return { path, squad, draft, mistakes: fields.mistakes };
}

type Said = { [K in keyof SquadDraft]: SquadDraft[K] | null | undefined };

/** `undefined`: as it is; `null`: the default. */
function overlay(defaults: SquadDraft, before: SquadDraft | null, said: Said): SquadDraft {
  const given = Object.entries(said).filter(([, value]) => value !== undefined);
  const after = given.map(([field, value]) => [field, value ?? defaults[field as keyof SquadDraft]]);
  return { ...(before ?? defaults), ...Object.fromEntries(after) };
}

/** Reads the fields that name people and channels; what cannot be found is noted at its place. */
function fieldsOf(entry: SquadEntry, before: SquadDraft | null, path: Path, resolved: Resolved) {
  const mistakes: Mistake[] = [];
  const wrong = (problem: string, ...at: Path) => mistakes.push({ path: [...path, ...at], problem });
  if (!entry.channel && !before) wrong('A new squad needs a channel, like "#billing-squad".', 'channel');

  return {
    mistakes,
    people(field: 'pms' | 'members'): string[] | null | undefined {
      const written = entry[field];
      if (!written) return written;
      const named = peopleNamed(written, before?.[field] ?? [], resolved);
      for (const { index, problem } of named.mistakes) wrong(problem, field, index);
      return named.userIds;
    },
    manager(): string | null | undefined {
      if (!entry.manager) return entry.manager;
      const found: Person | null = resolved.person(entry.manager);
      if (!found) wrong(`Slack knows nobody called ${entry.manager}.`, 'manager');
      return found?.userId;
    },
    channel<Field extends 'channel' | 'restrictedChannel'>(field: Field): string | SquadEntry[Field] {
      const written = entry[field];
      if (!written) return written;
      const found = resolved.channel(written);
      if (!found)
        wrong(`There is no channel ${written} that Backline can see. If it is private, type “/invite @Backline” there first.`, field);
      return found?.channelId as string | SquadEntry[Field];
    },
  };
}
