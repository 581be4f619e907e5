import type { Reader } from '../../people/store';
import { checkSquad } from '../../squads/check';
import { type Squad, type SquadDraft, squadKey } from '../../squads/rules';
import { addSquad, changeSquad, openEscalations, removeSquad, squadsOf } from '../../squads/store';
import { squadEntry, squadFields } from '../entries';
import type { Names } from '../lookup';
import type { Mistake } from '../mistakes';
import type { Resolved } from '../resolved';
import type { SettingsFile } from '../schema';
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
  const mistakes: Mistake[] = [];
  for (const target of targets) mistakes.push(...target.mistakes, ...(await problemsOf(read, workspaceId, target, targets, current)));
  return { mistakes, steps: targets.flatMap((target) => stepsOf(target, workspaceId, names)) };
}

async function problemsOf(read: Reader, workspaceId: string, target: Target, targets: Target[], current: Squad[]): Promise<Mistake[]> {
  const { squad, draft, path, mistakes } = target;
  const rest = current.filter((other) => !targets.some((named) => named.squad?.id === other.id));
  const named = targets.filter((other) => other !== target).map((other) => ({ ...other.draft, key: squadKey(other.draft.name) }));
  const problems = await checkSquad(read, workspaceId, squad, draft, [...rest, ...named]);
  const reported = new Set(mistakes.map((mistake) => mistake.path[2]));
  return Object.entries(problems)
    .map(([field, problem]) => ({ path: [...path, squadFields[field as keyof SquadDraft]], problem }))
    .filter((mistake) => !reported.has(mistake.path[2] as string));
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
