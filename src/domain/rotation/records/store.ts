import { json, type Transaction } from '../../../database';
import type { RotationKind } from '../../../generated/sqlite/enums';
import { record } from '../../audit/store';
import { squadKey } from '../../squads/rules';
import { settleAll } from '../away/leaving';
import type { Definition } from '../definition';
import { editedLayers, firstLayers, type LayerDraft } from './edit';
import { learnFor, withClosedDays } from './holidays';
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
  by: string;
}

/** A new version of a rotation of turns, under its lock. Who is new in its orders joins then, and who is in none any more leaves. */
export async function editRotation(tx: Transaction, rotation: RotationRecord, edit: Edit, now: Date): Promise<Published> {
  const { definition, by } = edit;
  const appliesFrom = edit.appliesFrom > now ? edit.appliesFrom : now;
  await learnFor(tx, definition, now);
  const written = await versionOf(tx, rotation, { ...edit, appliesFrom }, now);
  const last = await tx.rotationVersion.aggregate({ where: { rotationId: rotation.id }, _max: { number: true } });
  const version = { rotationId: rotation.id, number: (last._max.number ?? 0) + 1, appliesFrom, by, at: now };
  await tx.rotationVersion.create({ data: { ...version, definition: json(written) } });
  await setMembers(
    tx,
    rotation,
    definition.layers.flatMap(({ order }) => order.flat()),
    appliesFrom,
  );
  const before = rotation.versions.at(-1)?.definition;
  await record(
    tx,
    { workspaceId: rotation.workspaceId, actor: by, action: 'rotation.changed', subject: rotation.name, before, after: written },
    now,
  );
  const edited = (await findRotation(tx, rotation.workspaceId, rotation.id)) as RotationRecord;
  await settleAll(tx, edited, now);
  return republish(tx, edited, now);
}

/** What an edit would be kept as: for `Check the plan` the same as in earnest. */
export async function versionOf(
  tx: Parameters<typeof scheduleOf>[0],
  rotation: RotationRecord,
  { definition, appliesFrom }: Omit<Edit, 'by'>,
  now: Date,
) {
  const at = appliesFrom.getTime();
  const timeline = await scheduleOf(tx, rotation, now, appliesFrom);
  const layers = editedLayers(timeline.stageAt(at).rota, definition.layers, definition.zone, at);
  return withClosedDays(tx, rotation.workspaceId, { ...definition, layers });
}

/** Who is new among them joins at that instant, and who is not among them any more leaves. */
export async function setMembers(tx: Transaction, { id: rotationId }: RotationRecord, ids: readonly string[], at: Date): Promise<void> {
  const rows = await tx.rotationMember.findMany({ where: { rotationId }, orderBy: { joinOrder: 'asc' } });
  const staying = new Set(rows.filter(({ until }) => until === null || until > at).map(({ userId }) => userId));
  const wanted = new Set(ids);
  for (const { userId, from, until } of rows)
    if (!wanted.has(userId) && (until === null || until > at))
      await tx.rotationMember.update({
        where: { rotationId_userId_from: { rotationId, userId, from } },
        data: { until: at > from ? at : from },
      });
  const joining = [...wanted].filter((userId) => !staying.has(userId));
  const last = rows.at(-1)?.joinOrder ?? -1;
  for (const [index, userId] of joining.entries()) {
    const before = rows.findLast((row) => row.userId === userId);
    const data = { joinOrder: last + 1 + index, balance: before?.balance ?? 0, lastEnd: before?.lastEnd ?? null };
    await tx.rotationMember.upsert({
      where: { rotationId_userId_from: { rotationId, userId, from: at } },
      create: { rotationId, userId, from: at, ...data },
      update: { until: null },
    });
  }
}
