import { json, type Transaction } from '../../../database';
import { record } from '../../audit/store';
import { reseat } from '../company/reseat';
import { setMembers } from '../records/membership';
import { findRotation, type RotationRecord } from '../records/rotation';

interface SittingsEdit {
  definition: object;
  members: string[];
  guide: string | null;
  hostedBy: string | null;
  by: string;
}

/** A new version of a rotation of sittings, under its lock. Weeks that are planned stay, but for the seats of those who leave. */
export async function editSittings(
  tx: Transaction,
  { id, workspaceId }: RotationRecord,
  edit: SittingsEdit,
  now: Date,
): Promise<RotationRecord> {
  const { definition, members, guide, hostedBy, by } = edit;
  const rotation = (await findRotation(tx, workspaceId, id)) as RotationRecord;
  const last = await tx.rotationVersion.aggregate({ where: { rotationId: id }, _max: { number: true } });
  const version = { rotationId: id, number: (last._max.number ?? 0) + 1, appliesFrom: now, by, at: now };
  await tx.rotationVersion.create({ data: { ...version, definition: json(definition) } });
  await tx.rotation.update({ where: { id }, data: { options: json({ ...rotation.options, guide, hostedBy }) } });
  await setMembers(tx, rotation, [{ at: now, ids: members }]);
  const before = rotation.versions.at(-1)?.definition;
  await record(tx, { workspaceId, actor: by, action: 'rotation.changed', subject: rotation.name, before, after: definition }, now);
  const edited = (await findRotation(tx, workspaceId, id)) as RotationRecord;
  await reseat(tx, edited, now);
  return (await findRotation(tx, workspaceId, id)) as RotationRecord;
}
