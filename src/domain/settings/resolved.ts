import type { Channel, Person } from '../../generated/sqlite/client';
import type { Lookup } from './lookup';
import type { SettingsFile } from './schema';

/** Whom and what the names in a file mean: looked up before the change, for Slack is not asked inside a transaction. */
export interface Resolved {
  person(written: string): Person | null;
  channel(written: string): Channel | null;
}

export async function resolveNames(file: SettingsFile, lookup: Lookup): Promise<Resolved> {
  const people = await each(peopleIn(file), lookup.person);
  const channels = await each(channelsIn(file), lookup.channel);
  return { person: (written) => people.get(written) ?? null, channel: (written) => channels.get(written) ?? null };
}

function peopleIn({ squads, people }: SettingsFile): string[] {
  const ofSquads = (squads ?? []).flatMap(({ pms, members, manager }) => [
    ...(pms ?? []),
    ...(members ?? []),
    ...(manager ? [manager] : []),
  ]);
  return [...ofSquads, ...(people?.admins ?? []), ...(people?.supportEngineers ?? [])];
}

const channelsIn = ({ squads }: SettingsFile): string[] =>
  (squads ?? []).flatMap(({ channel, restrictedChannel }) => [channel, restrictedChannel].filter((name) => typeof name === 'string'));

/** One after the other: the first may teach the cache what the others ask for. */
async function each<T>(written: string[], find: (written: string) => Promise<T | null>): Promise<Map<string, T | null>> {
  const found = new Map<string, T | null>();
  for (const name of new Set(written)) found.set(name, await find(name));
  return found;
}
