import { whyNot } from '../../people/rules';
import { nameRights, type Reader, type Rights, rightsOf } from '../../people/store';
import { peopleEntry } from '../entries';
import type { Names } from '../lookup';
import type { Mistake } from '../mistakes';
import type { Resolved } from '../resolved';
import type { SettingsFile } from '../schema';
import { changeStep, nothing, type Plan } from './step';

export async function planPeople(
  read: Reader,
  workspaceId: string,
  entry: SettingsFile['people'],
  resolved: Resolved,
  names: Names,
): Promise<Plan> {
  if (entry === undefined) return nothing;

  const before = await rightsOf(read, workspaceId);
  const mistakes: Mistake[] = [];
  const after: Rights = { ...before };
  for (const field of ['admins', 'supportEngineers'] as const) {
    const written = entry === null ? null : entry[field];
    if (written === undefined) continue;
    const named = peopleNamed(written ?? [], before[field], resolved);
    after[field] = named.userIds;
    mistakes.push(...named.mistakes.map(({ index, problem }) => ({ path: ['people', field, index], problem })));
  }
  const apply: Plan['steps'][number]['apply'] = (tx, actor, now) => nameRights(tx, workspaceId, after, actor, now);
  return { mistakes, steps: changeStep('people', 'people', peopleEntry(before, names), peopleEntry(after, names), apply) };
}

/** Who is there already may stay, also when deactivated since: only who is added has to be able to. */
export function peopleNamed(written: string[], before: string[], resolved: Resolved) {
  const mistakes: { index: number; problem: string }[] = [];
  const userIds = written.flatMap((name, index) => {
    const person = resolved.person(name);
    const problem = person && before.includes(person.userId) ? null : whyNot(person, name);
    if (problem) mistakes.push({ index, problem });
    return person ? [person.userId] : [];
  });
  return { userIds: [...new Set(userIds)], mistakes };
}
