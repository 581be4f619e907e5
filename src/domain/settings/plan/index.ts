import type { Reader } from '../../people/store';
import { namesOf } from '../lookup';
import type { Resolved } from '../resolved';
import type { SettingsFile } from '../schema';
import { planCustomers } from './customers';
import { planHours } from './hours';
import { planPeople } from './people';
import { planRotations } from './rotations';
import { planSquads } from './squads';
import type { Plan } from './step';

/** What a file would change in what is set now, and what in it cannot be. */
export async function planSettings(read: Reader, workspaceId: string, file: SettingsFile, resolved: Resolved): Promise<Plan> {
  const names = await namesOf(read, workspaceId);
  const parts = [
    await planSquads(read, workspaceId, file.squads, resolved, names),
    await planPeople(read, workspaceId, file.people, resolved, names),
    await planCustomers(read, workspaceId, file.customers),
    await planHours(read, workspaceId, file.hours),
    await planRotations(read, workspaceId, file.rotations),
  ];
  return { steps: parts.flatMap(({ steps }) => steps), mistakes: parts.flatMap(({ mistakes }) => mistakes) };
}
