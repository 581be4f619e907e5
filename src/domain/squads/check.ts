import { difference } from '../audit/rules';
import { peopleOf, type Reader } from '../people/store';
import { type Squad, type SquadDraft, type SquadProblems, type SquadSurroundings, squadProblems } from './rules';
import { draftOf } from './store';

/**
 * What is wrong with a draft, as people and channels are known here. Only what is new has to be right: somebody who left since does not
 * stand in the way of a new keyword.
 */
export async function checkSquad(
  read: Reader,
  workspaceId: string,
  squad: Squad | null,
  draft: SquadDraft,
  others: SquadSurroundings['others'],
): Promise<SquadProblems> {
  const { members, pms, manager, channelId, restrictedChannelId } = draft;
  const people = new Map(
    (await peopleOf(read, workspaceId, present(...members, ...pms, manager))).map((person) => [person.userId, person]),
  );
  const found = await read.channel.findMany({ where: { workspaceId, channelId: { in: present(channelId, restrictedChannelId) } } });
  const channels = new Map(found.map((channel) => [channel.channelId, channel]));
  const problems = squadProblems(draft, { others, channel: (id) => channels.get(id) ?? null, person: (id) => people.get(id) ?? null });
  return squad ? ofChanged(problems, squad, draft) : problems;
}

function ofChanged(problems: SquadProblems, squad: Squad, draft: SquadDraft): SquadProblems {
  const changed = Object.keys(difference<SquadDraft>(draftOf(squad), draft)?.after ?? {});
  return Object.fromEntries(Object.entries(problems).filter(([field]) => changed.includes(field)));
}

const present = (...ids: (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))];
