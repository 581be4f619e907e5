import { dayMs } from '../calendar/zone';
import type { Reader } from '../people/store';
import { groupTrouble } from '../rotation/group-trouble';
import { shortagesIn, statusAt } from '../rotation/health';
import { type GroupState, groupStates } from '../rotation/records/group';
import { isDrifted } from '../rotation/records/links';
import { rotationsOfSquad, versionAt } from '../rotation/records/rotation';
import { scheduleOf } from '../rotation/records/schedule';
import { union } from '../rotation/spans';
import { type Finding, fine, warning } from './findings';
import type { RotationCover } from './squads';

const aheadMs = 14 * dayMs;

/** Of a squad's own rotation; `null`: it has none. */
export async function coverOf(read: Reader, squadId: string, now: Date): Promise<RotationCover | null> {
  const rotation = (await rotationsOfSquad(read, squadId)).find(({ kind }) => kind === 'turns');
  if (!rotation) return null;
  const at = now.getTime();
  const rota = (await scheduleOf(read, rotation, now)).rotaAt(at);
  return {
    name: rotation.name,
    zone: String(versionAt(rotation, now)?.definition.zone ?? 'UTC'),
    status: statusAt(rota, at),
    gaps: union(shortagesIn(rota, { start: at, end: at + aheadMs })).map(({ start, end }) => ({
      start: new Date(start),
      end: new Date(end),
    })),
  };
}

/** One for each user group that rotations feed. */
export async function groupFindings(read: Reader, workspaceId: string, now: Date): Promise<Finding[]> {
  return (await groupStates(read, workspaceId, now)).map(groupFinding);
}

export function groupFinding({ rotations, link, plan }: GroupState): Finding {
  const of = `The user group of ${rotations.map(({ name }) => name).join(', ')}`;
  const trouble = groupTrouble(link?.error ?? null);
  if (trouble) return warning(`${of}: ${trouble.found}`, trouble.mend);
  if (plan.by === 'nobody')
    return warning(`${of} says what it said last: nobody is left to be named`, '/rota → Edit → Options → When nobody is on');
  if (plan.leftOut.length > 0)
    return warning(`${of}: ${plan.leftOut.length} of those on now cannot be in it`, '/rota → Change who is on: full members alone');
  if (isDrifted(link)) return fine(`${of} was changed by hand, and is set back at the full hour`);
  return fine(`${of} shows who is on`);
}
