import { json, type Transaction } from '../../../database';
import type { RotationKind } from '../../../generated/sqlite/enums';
import { record } from '../../audit/store';
import { squadKey } from '../../squads/rules';
import { settleAll } from '../away/leaving';
import type { Definition } from '../definition';
import { editedLayers, type First, firstLayers, type LayerDraft } from './edit';
import { learnFor, withClosedDays } from './holidays';
import { setMembers } from './membership';
import { type Options, usualOptions } from './options';
import { type Published, republish } from './publish';
import { findRotation, type RotationRecord } from './rotation';
import { scheduleOf } from './schedule';

/** A rotation of turns as a person says it. */
export type TurnsDraft = Omit<Partial<Definition>, 'layers'> & { zone: string; layers: LayerDraft[] };

export interface NewRotation {
  workspaceId: string;
  squadId: string | null;
  name: string;
  channelId: string;
  kind: RotationKind;
  /** Of sittings: what `backline rota week` reads, without its week. */
  definition: TurnsDraft | Record<string, unknown>;
  /** User ids, in order. */
  members: string[];
  options?: Partial<Options>;
  by: string;
}

export type Created = { is: 'saved'; rotation: RotationRecord; published: Published | null } | { is: 'name_taken' };

/** A rotation that was removed gives its name up. */
export async function createRotation(tx: Transaction, wanted: NewRotation, now: Date): Promise<Created> {
  const { workspaceId, squadId, name, channelId, kind, definition, members, options, by } = wanted;
  const key = squadKey(name);
  await tx.workspace.update({ where: { id: workspaceId }, data: { revision: { increment: 1 } } });
  const held = await tx.rotation.findUnique({ where: { workspaceId_key: { workspaceId, key } }, select: { id: true, removedAt: true } });
  if (held && !held.removedAt) return { is: 'name_taken' };
  if (held) await tx.rotation.update({ where: { id: held.id }, data: { key: `${key}~${held.id}` } });

  await learnFor(tx, definition, now);
  const asked = kind === 'turns' ? { ...definition, layers: firstLayers((definition as TurnsDraft).layers) } : definition;
  const written = await withClosedDays(tx, workspaceId, asked);
  const { id } = await tx.rotation.create({
    data: {
      ...{ workspaceId, squadId, key, name, kind, channelId, createdBy: by, createdAt: now },
      options: json({ ...usualOptions, ...options }),
      given: json({ version: 0, layers: {} }),
      versions: { create: { number: 1, appliesFrom: now, definition: json(written), by, at: now } },
      members: { create: members.map((userId, joinOrder) => ({ userId, from: now, joinOrder })) },
    },
  });
  await record(tx, { workspaceId, actor: by, action: 'rotation.added', subject: name, after: { definition: written } }, now);
  const rotation = (await findRotation(tx, workspaceId, id)) as RotationRecord;
  const published = kind === 'turns' ? await republish(tx, rotation, now) : null;
  return { is: 'saved', rotation: published?.rotation ?? rotation, published };
}

export interface Edit {
  definition: TurnsDraft;
  /** Not before now: nothing that was is computed anew. */
  appliesFrom: Date;
  /** Who holds the turn that begins then, when it is not whoever would. */
  first?: First;
}

/**
 * A new version of a rotation of turns, under its lock. Who is new in its orders joins then, and who is in none any more leaves. A version
 * that was to apply from the same instant or later is replaced: it never comes into force.
 */
export async function editRotation(
  tx: Transaction,
  rotation: RotationRecord,
  { by, ...edit }: Edit & { by: string },
  now: Date,
): Promise<Published> {
  return editAll(tx, rotation, [edit], by, now);
}

/** Several versions at once, one after the other in time: who moves is seen from what was before all of them. */
export async function editAll(
  tx: Transaction,
  rotation: RotationRecord,
  edits: readonly Edit[],
  by: string,
  now: Date,
): Promise<Published> {
  const { workspaceId, id } = rotation;
  const known = async () => (await findRotation(tx, workspaceId, id)) as RotationRecord;
  const plan = edits.map((edit) => ({ ...edit, appliesFrom: edit.appliesFrom > now ? edit.appliesFrom : now }));
  let edited = rotation;
  for (const [index, edit] of plan.entries()) {
    await writeVersion(tx, edited, edit, by, now);
    if (index === 0) await setMembers(tx, rotation, plan.map(stageOf));
    edited = await known();
  }
  await settleAll(tx, edited, now);
  return republish(tx, edited, now);
}

const stageOf = ({ definition, appliesFrom: at }: Edit) => ({ at, ids: definition.layers.flatMap(({ order }) => order.flat()) });

async function writeVersion(tx: Transaction, rotation: RotationRecord, edit: Edit, by: string, now: Date): Promise<void> {
  const { workspaceId, id: rotationId, name } = rotation;
  await learnFor(tx, edit.definition, now);
  const written = await versionOf(tx, rotation, edit, now);
  const last = await tx.rotationVersion.aggregate({ where: { rotationId }, _max: { number: true } });
  const version = { rotationId, number: (last._max.number ?? 0) + 1, appliesFrom: edit.appliesFrom, by, at: now };
  await tx.rotationVersion.create({ data: { ...version, definition: json(written) } });
  const before = rotation.versions.at(-1)?.definition;
  await record(tx, { workspaceId, actor: by, action: 'rotation.changed', subject: name, before, after: written }, now);
}

/** What an edit would be kept as: for `Check the plan` the same as in earnest. */
export async function versionOf(
  tx: Parameters<typeof scheduleOf>[0],
  rotation: RotationRecord,
  { definition, appliesFrom, first }: Edit,
  now: Date,
) {
  const at = appliesFrom.getTime();
  const timeline = await scheduleOf(tx, rotation, now, appliesFrom);
  const layers = editedLayers(timeline.stageAt(at).rota, definition.layers, definition.zone, at, first);
  return withClosedDays(tx, rotation.workspaceId, { ...definition, layers });
}
