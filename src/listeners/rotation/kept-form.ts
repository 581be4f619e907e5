import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Deps } from '../../deps';
import type { RotationForm } from '../../domain/rotation/forms/form';
import { formOf } from '../../domain/rotation/forms/of-record';
import { findKeptForm, type KeptForm, keepForm } from '../../domain/rotation/forms/store';
import { findRotation, type RotationRecord } from '../../domain/rotation/records/rotation';
import { onlyLook, rotationForm } from '../../views/rotation/form';
import { metadataOf, type Submission } from '../settings/gesture';
import { drawAgain } from '../settings/show';
import { formFacts } from './form-facts';
import { typedIn } from './form-fields';

export const FormMetadata = z.object({ draft: z.string(), drawn: z.number().default(0) });

export const gone = onlyLook('Rotation', 'This form was saved or is too old. Close it and begin again.');

/** What was kept of the form in a view, with what stands in its fields now. */
export async function keptBehind({ db }: Deps, { workspaceId, userId, view }: Submission): Promise<KeptForm | null> {
  const kept = await findKeptForm(db.read, workspaceId, userId, metadataOf(view, FormMetadata).draft);
  return kept && { ...kept, form: typedIn(view, kept.form) };
}

/** What was saved over the form shows in it, with what else stands in it. */
export async function drawFormAgain(deps: Deps, { workspaceId, userId, view }: Submission, draftId: string, said: string): Promise<void> {
  const kept = await findKeptForm(deps.db.read, workspaceId, userId, draftId);
  const rotation = kept?.rotationId ? await findRotation(deps.db.read, workspaceId, kept.rotationId) : null;
  if (!kept || !rotation || !view.previous_view_id) return;
  const fresh = (await keptOf(deps, workspaceId, userId, rotation, false)).form;
  const form = { ...kept.form, layers: fresh.layers, channelId: fresh.channelId, shown: 0 };
  await keepForm(deps.db, { ...kept, form }, deps.clock.now());
  const drawn = deps.clock.now().getTime();
  await drawAgain(
    deps,
    workspaceId,
    view.previous_view_id,
    rotationForm({ ...(await formFacts(deps.db.read, { ...kept, form })), said, drawn }),
  );
}

/** The form of a rotation that stands. */
export async function keptOf(
  deps: Deps,
  workspaceId: string,
  person: string,
  rotation: RotationRecord,
  whatIf: boolean,
): Promise<KeptForm> {
  const now = deps.clock.now();
  const members = await deps.db.read.rotationMember.findMany({
    where: { rotationId: rotation.id, OR: [{ until: null }, { until: { gt: now } }] },
    orderBy: { joinOrder: 'asc' },
    select: { userId: true },
  });
  const form = formOf(rotation, [...new Set(members.map(({ userId }) => userId))], now);
  return { id: randomUUID(), workspaceId, person, rotationId: rotation.id, form: { ...form, whatIf } };
}

/** People are looked at as of today. */
export async function knowPeople(deps: Deps, { workspaceId, form }: { workspaceId: string; form: RotationForm }): Promise<void> {
  const { people } = deps.slack(workspaceId);
  const ids = [...new Set(form.layers.flatMap((layer) => layer.people))];
  await Promise.all(ids.map((id) => people.get(id)));
}
