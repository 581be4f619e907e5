import type { Channel, Person } from '../../../generated/sqlite/client';
import { difference } from '../../audit/rules';
import { peopleOf, type Reader } from '../../people/store';
import { type Squad, type SquadDraft, type SquadProblems, squadKey, squadProblems } from '../../squads/rules';
import { addSquad, changeSquad, draftOf, openEscalations, removeSquad, squadsOf } from '../../squads/store';
import { squadEntry } from '../entries';
import type { Names } from '../lookup';
import type { Mistake } from '../mistakes';
import type { Resolved } from '../resolved';
import type { SettingsFile, SquadEntry } from '../schema';
import { changeStep, nothing, type Plan, type PlannedStep } from './step';
import { type Target, targetOf } from './target';

export async function planSquads(
  read: Reader,
  workspaceId: string,
  entries: SettingsFile['squads'],
  resolved: Resolved,
  names: Names,
): Promise<Plan> {
  if (entries === undefined) return nothing;

  const current = await squadsOf(read, workspaceId);
  if (entries === null) return planRemovals(read, current, names);

  const targets = entries.map((entry, index) => targetOf(entry, ['squads', index], current, resolved));
  const facts = await factsOf(read, workspaceId, targets);
  const mistakes = targets.flatMap((target) => [...target.mistakes, ...problemsOf(target, targets, current, facts)]);
  return { mistakes, steps: targets.flatMap((target) => stepsOf(target, workspaceId, names)) };
}

interface Facts {
  people: Map<string, Person>;
  channels: Map<string, Channel>;
}

async function factsOf(read: Reader, workspaceId: string, targets: Target[]): Promise<Facts> {
  const userIds = targets.flatMap(({ draft: { pms, members, manager } }) => [...pms, ...members, ...(manager ? [manager] : [])]);
  const channelIds = targets.flatMap(({ draft: { channelId, restrictedChannelId } }) => [
    channelId,
    ...(restrictedChannelId ? [restrictedChannelId] : []),
  ]);
  const people = await peopleOf(read, workspaceId, [...new Set(userIds)]);
  const channels = await read.channel.findMany({ where: { workspaceId, channelId: { in: [...new Set(channelIds)] } } });
  return {
    people: new Map(people.map((person) => [person.userId, person])),
    channels: new Map(channels.map((channel) => [channel.channelId, channel])),
  };
}

const fieldNames: Record<keyof SquadDraft, keyof SquadEntry> = {
  name: 'name',
  channelId: 'channel',
  pms: 'pms',
  keywords: 'keywords',
  members: 'members',
  manager: 'manager',
  restrictedChannelId: 'restrictedChannel',
  oneWayThreads: 'oneWayThreads',
  zone: 'zone',
  weeklyDigest: 'weeklyDigest',
};

/** Only what is new has to be right: somebody who left since does not stand in the way of a new keyword. */
function problemsOf(target: Target, targets: Target[], current: Squad[], { people, channels }: Facts): Mistake[] {
  const { squad, draft, path, mistakes } = target;
  const rest = current.filter((other) => !targets.some((named) => named.squad?.id === other.id));
  const named = targets.filter((other) => other !== target).map((other) => ({ ...other.draft, key: squadKey(other.draft.name) }));
  const problems = squadProblems(draft, {
    others: [...rest, ...named],
    channel: (id) => channels.get(id) ?? null,
    person: (id) => people.get(id) ?? null,
  });
  const reported = new Set(mistakes.map((mistake) => mistake.path[2]));
  return Object.entries(newProblems(problems, squad, draft))
    .map(([field, problem]) => ({ path: [...path, fieldNames[field as keyof SquadDraft]], problem }))
    .filter((mistake) => !reported.has(mistake.path[2] as string));
}

/** The problems of those fields that are changed; of a new squad all. */
export function newProblems(problems: SquadProblems, squad: Squad | null, draft: SquadDraft): SquadProblems {
  if (!squad) return problems;
  const changed = Object.keys(difference<SquadDraft>(draftOf(squad), draft)?.after ?? {});
  return Object.fromEntries(Object.entries(problems).filter(([field]) => changed.includes(field)));
}

function stepsOf({ squad, draft }: Target, workspaceId: string, names: Names): PlannedStep[] {
  const after = squadEntry(draft, names);
  if (squad)
    return changeStep('squads', squad.name, squadEntry(squad, names), after, (tx, actor, now) => changeSquad(tx, squad, draft, actor, now));
  return [
    {
      section: 'squads',
      subject: draft.name,
      action: 'add',
      before: null,
      after,
      apply: (tx, actor, now) => addSquad(tx, workspaceId, draft, actor, now),
    },
  ];
}

async function planRemovals(read: Reader, squads: Squad[], names: Names): Promise<Plan> {
  const mistakes: Mistake[] = [];
  for (const { id, name } of squads) {
    const open = await openEscalations(read, id);
    if (open > 0)
      mistakes.push({
        path: ['squads'],
        problem: `${name} has ${open} open ${open === 1 ? 'escalation' : 'escalations'} and stays until they are resolved.`,
      });
  }
  const steps = squads.map(
    (squad): PlannedStep => ({
      section: 'squads',
      subject: squad.name,
      action: 'remove',
      before: squadEntry(squad, names),
      after: null,
      apply: (tx, actor, now) => removeSquad(tx, squad, actor, now),
    }),
  );
  return { mistakes, steps };
}
