import { auditLog } from '../audit/store';
import { adminsOf, peopleOf, personOf, type Reader, rightsOf } from '../people/store';
import { rotationSettings } from '../rotation/records/settings';
import { squadsOf } from '../squads/store';
import { businessHours } from './hours';

/** What is set now, in few words: for the first page of Settings. */
export async function settingsSummary(read: Reader, workspaceId: string) {
  const { supportEngineers } = await rightsOf(read, workspaceId);
  const { zone, weekly, exceptions } = await businessHours(read, workspaceId);
  const [last = null] = (await auditLog(read, workspaceId, { limit: 1 })).entries;
  return {
    squads: (await squadsOf(read, workspaceId)).map(({ name }) => name),
    admins: (await adminsOf(read, workspaceId)).map(({ displayName }) => displayName),
    supportEngineers: (await peopleOf(read, workspaceId, supportEngineers)).map(({ displayName }) => displayName),
    customers: await read.customer.count({ where: { workspaceId } }),
    hours: { zone, weekly, exceptions: exceptions.length },
    rotations: await rotationSettings(read, workspaceId),
    last: last && { entry: last, by: (await personOf(read, workspaceId, last.actor))?.displayName ?? null },
  };
}

export type SettingsSummary = Awaited<ReturnType<typeof settingsSummary>>;
