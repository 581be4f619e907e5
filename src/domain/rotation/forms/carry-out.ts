import type { Transaction } from '../../../database';
import { toInstant } from '../../calendar/zone';
import { whyNot } from '../../people/rules';
import { peopleOf, type Reader } from '../../people/store';
import { squadKey } from '../../squads/rules';
import { squadOf } from '../../squads/store';
import { tellMoved } from '../away/told';
import { lockRotation } from '../records/lock';
import { isLead, mayCreateFor } from '../records/rights';
import { findRotation, type RotationRecord } from '../records/rotation';
import { scheduleOf } from '../records/schedule';
import { createRotation, editRotation, type TurnsDraft } from '../records/store';
import { nextOn } from '../written';
import { type Check, checkOf, standing } from './check';
import { editSittings } from './edit-sittings';
import { baseOf, type RotationForm } from './form';
import { type Problems, type ReadForm, readForm, type Said } from './read';
import { sitting, sittingsCheck } from './sittings-check';

export interface Wanted {
  workspaceId: string;
  /** `null`: a new one. */
  rotationId: string | null;
  form: RotationForm;
  by: string;
}

/** `layer`: whose fields are wrong, where it is those of one layer. */
export type Wrong = { is: 'wrong'; problems: Problems; layer: number | null };
export type Carried = { is: 'saved'; rotation: RotationRecord; check: Check } | Wrong;

/** What a form asks for, done: for `Check the plan` in a rehearsal, for `Save` to stay. */
export async function carryOut(tx: Transaction, wanted: Wanted, now: Date): Promise<Carried> {
  return wanted.rotationId === null ? create(tx, wanted, now) : edit(tx, wanted, wanted.rotationId, now);
}

async function create(tx: Transaction, { workspaceId, form, by }: Wanted, now: Date): Promise<Carried> {
  const read = readForm(form, {});
  const refusal = refusalOf(read, await peopleProblem(tx, workspaceId, form), await placeProblems(tx, workspaceId, form, by));
  if (refusal || !read.ok) return refusal ?? wrong({});
  const { definition, members, guide } = read.value;
  const { squadId, name, kind } = form;
  const channelId = (await channelOf(tx, workspaceId, form)) as string;
  const options = kind === 'sittings' ? { guide, hostedBy: form.sittings.hostedBy } : {};
  const created = await createRotation(
    tx,
    { ...{ workspaceId, squadId, channelId, kind, definition, members, options, by }, name: name.trim() },
    now,
  );
  if (created.is === 'name_taken') return wrong({ name: nameTaken(name) });
  const { rotation, published } = created;
  const check = published ? await checkOf(tx, { ...published, appliesFrom: now }, null, now) : await sittingsCheck(tx, rotation, null, now);
  return { is: 'saved', rotation, check };
}

async function edit(tx: Transaction, { workspaceId, form, by }: Wanted, rotationId: string, now: Date): Promise<Carried> {
  const rotation = await lockRotation(tx, workspaceId, rotationId);
  if (!rotation) return wrong({ name: 'This rotation is not there any more.' });
  if (!form.whatIf && !(await isLead(tx, rotation, by))) return wrong({ name: leadsOnly });
  const read = readForm(form, rotation.versions.at(-1)?.definition ?? {});
  const refusal = refusalOf(read, await peopleProblem(tx, workspaceId, form), await appliesProblems(rotation, form, now));
  if (refusal || !read.ok) return refusal ?? wrong({});
  const taken = await rename(tx, rotation, form);
  if (taken) return wrong(taken);
  return rotation.kind === 'turns'
    ? editTurns(tx, rotation, form, read.value, by, now)
    : sittingsChanged(tx, rotation, read.value, form, by, now);
}

async function editTurns(
  tx: Transaction,
  rotation: RotationRecord,
  form: RotationForm,
  said: Said,
  by: string,
  now: Date,
): Promise<Carried> {
  const before = { ...(await standing(tx, rotation, now)), rotation };
  const appliesFrom = await appliesAt(tx, rotation, form, now);
  const renamed = (await findRotation(tx, rotation.workspaceId, rotation.id)) as RotationRecord;
  const published = await editRotation(tx, renamed, { definition: said.definition as TurnsDraft, appliesFrom, by }, now);
  const check = await checkOf(tx, { ...published, appliesFrom }, before, now);
  await tx.rotationChange.updateMany({ where: { id: { in: check.emptied.flatMap(({ id }) => id ?? []) } }, data: { withdrawnAt: now } });
  await tellMoved(tx, published.rotation, published.moved, { except: [by], why: { is: 'changed', user: by } }, now);
  return { is: 'saved', rotation: published.rotation, check };
}

async function sittingsChanged(
  tx: Transaction,
  rotation: RotationRecord,
  { definition, members, guide }: Said,
  { sittings }: RotationForm,
  by: string,
  now: Date,
): Promise<Carried> {
  const before = await sitting(tx, rotation, now);
  const edited = await editSittings(tx, rotation, { definition, members, guide, hostedBy: sittings.hostedBy, by }, now);
  return { is: 'saved', rotation: edited, check: await sittingsCheck(tx, edited, before, now) };
}

/** The next handoff, or the hour of handoffs on the day that was chosen. */
export async function appliesAt(read: Reader, rotation: RotationRecord, form: RotationForm, now: Date): Promise<Date> {
  if (form.applies === 'date' && form.appliesDate) return dateOf(form);
  return nextHandoff(read, rotation, now);
}

export async function nextHandoff(read: Reader, rotation: RotationRecord, now: Date): Promise<Date> {
  const rota = (await scheduleOf(read, rotation, now)).rotaAt(now.getTime());
  const on = [...new Set(rota.onAt(now.getTime()).map(({ member }) => member))].sort();
  const next = nextOn(rota, now.getTime(), on);
  return next ? new Date(next.start) : now;
}

const dateOf = (form: RotationForm): Date => toInstant(`${form.appliesDate}T${baseOf(form).at ?? '00:00'}`, form.zone ?? 'UTC');

async function appliesProblems(rotation: RotationRecord, form: RotationForm, now: Date): Promise<Problems> {
  if (rotation.kind === 'sittings' || form.applies === 'next') return {};
  if (form.appliesDate === null) return { appliesDate: 'Choose a day.' };
  return form.zone && dateOf(form) < now ? { appliesDate: 'Choose a later day: what was is not changed.' } : {};
}

/** Only full members of this workspace serve. */
async function peopleProblem(read: Reader, workspaceId: string, form: RotationForm): Promise<Wrong | null> {
  const ids = [...new Set(form.layers.flatMap(({ people }) => people))];
  const people = new Map((await peopleOf(read, workspaceId, ids)).map((person) => [person.userId, person]));
  const id = ids.find((one) => whyNot(people.get(one) ?? null, one) !== null);
  const problem = id === undefined ? null : whyNot(people.get(id) ?? null, id);
  if (id === undefined || problem === null) return null;
  return { is: 'wrong', problems: { people: problem }, layer: form.layers.findLastIndex((layer) => layer.people.includes(id)) };
}

/** All that is wrong with one layer, and with the rotation; of another layer nothing is named at the same time. */
function refusalOf(read: ReadForm, people: Wrong | null, place: Problems): Wrong | null {
  const { problems, layer } = read.ok ? { problems: {}, layer: null } : read;
  const isElsewhere = people !== null && layer !== null && people.layer !== layer;
  const all = { ...(isElsewhere ? {} : people?.problems), ...problems, ...place };
  return Object.keys(all).length > 0 ? wrong(all, layer ?? people?.layer ?? null) : null;
}

async function placeProblems(read: Reader, workspaceId: string, form: RotationForm, by: string): Promise<Problems> {
  const { any, squadIds } = await mayCreateFor(read, workspaceId, by);
  const mayThere = form.squadId ? squadIds.includes(form.squadId) : any;
  if (!mayThere)
    return {
      squad:
        squadIds.length > 0 && form.squadId === null
          ? 'Choose your squad.'
          : 'Only PMs of the squad and Backline admins can make its rotation.',
    };
  if ((await channelOf(read, workspaceId, form)) === null) return { channel: 'Choose a channel: handoffs and swaps are said there.' };
  return {};
}

/** Its own, else the squad's, else where the form was asked for. */
async function channelOf(read: Reader, workspaceId: string, { channelId, squadId, askedIn }: RotationForm): Promise<string | null> {
  if (channelId) return channelId;
  const squad = squadId ? await squadOf(read, squadId) : null;
  if (squad) return squad.channelId;
  const here =
    askedIn === null ? null : await read.channel.findUnique({ where: { workspaceId_channelId: { workspaceId, channelId: askedIn } } });
  return here?.isMember ? here.channelId : null;
}

/** `null`, or what is in the way. */
async function rename(tx: Transaction, rotation: RotationRecord, form: RotationForm): Promise<Problems | null> {
  const { workspaceId, id } = rotation;
  const name = form.name.trim();
  const key = squadKey(name);
  const squad = form.squadId ? await squadOf(tx, form.squadId) : null;
  const channelId = form.channelId ?? squad?.channelId ?? rotation.channelId;
  if (name === rotation.name && form.squadId === rotation.squadId && channelId === rotation.channelId) return null;
  const held = await tx.rotation.findUnique({ where: { workspaceId_key: { workspaceId, key } }, select: { id: true, removedAt: true } });
  if (held && held.id !== id && !held.removedAt) return { name: nameTaken(name) };
  if (held && held.id !== id) await tx.rotation.update({ where: { id: held.id }, data: { key: `${key}~${held.id}` } });
  await tx.rotation.update({ where: { id }, data: { name, key, channelId, squadId: form.squadId } });
  return null;
}

const nameTaken = (name: string): string => `There is a rotation “${name.trim()}” already.`;
export const leadsOnly = 'Only its leads and Backline admins can change it.';
const wrong = (problems: Problems, layer: number | null = null): Wrong => ({ is: 'wrong', problems, layer });
