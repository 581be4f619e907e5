import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Deps } from '../../deps';
import { dayMs, wallTime } from '../../domain/calendar/zone';
import { nextHandoff } from '../../domain/rotation/forms/carry-out';
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
  const { draft, drawn } = metadataOf(view, FormMetadata);
  const kept = await findKeptForm(db.read, workspaceId, userId, draft);
  return kept && { ...kept, form: typedIn(view, kept.form, drawn) };
}

/** What was saved over the form shows in it, with what was typed into it before. `take`: what of the rotation as it stands now. */
export async function drawFormAgain(
  deps: Deps,
  { workspaceId, userId, view }: Submission,
  draftId: string,
  said: string,
  take: (typed: RotationForm, fresh: RotationForm) => RotationForm,
): Promise<void> {
  const kept = await findKeptForm(deps.db.read, workspaceId, userId, draftId);
  const rotation = kept?.rotationId ? await findRotation(deps.db.read, workspaceId, kept.rotationId) : null;
  if (!kept || !rotation || !view.previous_view_id) return;
  const fresh = (await keptOf(deps, workspaceId, userId, rotation, false)).form;
  const form = { ...take(kept.form, fresh), drawn: kept.form.drawn + 1 };
  await keepForm(deps.db, { ...kept, form }, deps.clock.now());
  await drawBeneath(deps, { workspaceId, view }, { ...kept, form }, said);
}

/** The form beneath a modal shows what was changed there. */
export async function drawBeneath(
  deps: Deps,
  { workspaceId, view }: Pick<Submission, 'workspaceId' | 'view'>,
  kept: KeptForm,
  said?: string,
): Promise<void> {
  if (!view.previous_view_id) return;
  const facts = await formFacts(deps.db.read, kept, deps.clock.now());
  await drawAgain(deps, workspaceId, view.previous_view_id, rotationForm({ ...facts, ...(said && { said }) }));
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
  const applies = await appliesUsually(deps, rotation, now);
  return { id: randomUUID(), workspaceId, person, rotationId: rotation.id, form: { ...form, ...applies, whatIf } };
}

/** What is shown is planned last: where that waits for a later day, it is not brought into force before unless somebody wants it. */
async function appliesUsually(
  { db }: Deps,
  rotation: RotationRecord,
  now: Date,
): Promise<Partial<Pick<RotationForm, 'applies' | 'appliesDate'>>> {
  const last = rotation.versions.at(-1);
  if (rotation.kind === 'sittings' || !last || last.appliesFrom <= now) return {};
  if (last.appliesFrom <= (await nextHandoff(db.read, rotation, now))) return {};
  return { applies: 'date', appliesDate: wallTime(last.appliesFrom, String(last.definition.zone)).date };
}

type WithPeople = Pick<KeptForm, 'workspaceId' | 'form'>;

const peopleIn = (form: RotationForm): string[] => [...new Set(form.layers.flatMap((layer) => layer.people))];

/** People are looked at as of today. */
export async function knowPeople(deps: Deps, { workspaceId, form }: WithPeople): Promise<void> {
  const { people } = deps.slack(workspaceId);
  await Promise.all(peopleIn(form).map((id) => people.get(id)));
}

const many = 10;

/** So many of whom Slack has to be asked first that the person would wait for it. */
export async function areManyUnknown({ db, clock }: Deps, { workspaceId, form }: WithPeople): Promise<boolean> {
  const ids = peopleIn(form);
  if (ids.length <= many) return false;
  const since = new Date(clock.now().getTime() - dayMs);
  const known = await db.read.person.count({ where: { workspaceId, userId: { in: ids }, refreshedAt: { gt: since } } });
  return ids.length - known > many;
}
