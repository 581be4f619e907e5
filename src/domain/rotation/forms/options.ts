import { json, type Transaction } from '../../../database';
import { record } from '../../audit/store';
import { tellMoved } from '../away/told';
import { readPlan } from '../definition';
import { amendRotation, draftOf } from '../records/amend';
import { firstLayers } from '../records/edit';
import { learnRegion } from '../records/holidays';
import { lockRotation } from '../records/lock';
import type { Options } from '../records/options';
import { presentDuty } from '../records/present';
import { republish } from '../records/publish';
import { isLead } from '../records/rights';
import { findRotation, type RotationRecord } from '../records/rotation';
import type { TurnsDraft } from '../records/store';
import { leadsOnly, nextHandoff } from './carry-out';
import { formOf } from './of-record';
import { layerOf, linesOf, type Problems } from './read';

/** What stands in the fields of `Options`, as it was typed. */
export interface OptionsForm {
  leads: string[];
  channelId: string | null;
  announce: NonNullable<Options['announce']>;
  choose: 'order' | 'balance';
  rest: string;
  cover: 'hours' | 'always' | 'lines';
  coverLines: string;
  need: string;
  onHoliday: 'serve' | 'cover' | 'closed';
  region: string | null;
  leadsApprove: boolean;
  askWithin: string;
  accept: number;
  group: string | null;
  whenNobody: string[];
  setTopic: boolean;
  publish: string;
}

interface Written {
  rest?: number;
  cover?: string | string[];
  need?: number;
  onHoliday?: OptionsForm['onHoliday'];
  region?: string | null;
  layers?: { choose?: 'order' | 'balance' }[];
}

/** As they are, with the defaults. */
export function optionsFormOf(
  rotation: RotationRecord,
  { announce, accept }: { announce: OptionsForm['announce']; accept: number },
): OptionsForm {
  const { options, channelId } = rotation;
  const { rest = 11, cover = 'hours', need = 1, onHoliday = 'serve', region = null, layers = [] } = writtenIn(rotation);
  const isLines = Array.isArray(cover);
  return {
    ...{ leads: options.leads, channelId, announce, choose: layers.at(-1)?.choose ?? 'order', rest: String(rest) },
    cover: isLines ? 'lines' : (cover as 'hours' | 'always'),
    coverLines: isLines ? cover.join('\n') : '',
    ...{ need: String(need), onHoliday, region, leadsApprove: options.leadsApprove, askWithin: String(options.askWithinDays), accept },
    ...{ group: options.group, whenNobody: options.whenNobody, setTopic: options.setTopic, publish: String(options.publishWeeks) },
  };
}

/** Options are the same in all versions from the next handoff on: each of them is changed alike. */
const newestOf = ({ versions }: RotationRecord): TurnsDraft => draftOf(versions.at(-1));
const writtenIn = (rotation: RotationRecord): Written => newestOf(rotation) as Written;

export type OptionsSaved = { is: 'saved'; rotation: RotationRecord } | { is: 'wrong'; problems: Problems };

/** What hangs on the plan applies from the next handoff, the rest at once. `usual`: what is not set hangs on the rotation. */
export async function saveOptions(
  tx: Transaction,
  { workspaceId, rotationId, form, by }: { workspaceId: string; rotationId: string; form: OptionsForm; by: string },
  usual: { announce: OptionsForm['announce']; accept: number },
  now: Date,
): Promise<OptionsSaved> {
  const rotation = await lockRotation(tx, workspaceId, rotationId);
  if (!rotation) return { is: 'wrong', problems: { leads: 'This rotation is not there any more.' } };
  if (!(await isLead(tx, rotation, by))) return { is: 'wrong', problems: { leads: leadsOnly } };
  const problems = problemsOf(form);
  const definition = rotation.kind === 'turns' ? definitionWith(rotation, newestOf(rotation), form, now) : null;
  const plan =
    definition && Object.keys(problems).length === 0 ? readPlan({ ...definition, layers: firstLayers(definition.layers) }) : null;
  if (plan && !plan.ok) problems[fieldOf(plan.path)] = plan.problem;
  if (Object.keys(problems).length > 0) return { is: 'wrong', problems };

  const options = optionsWith(rotation.options, form, usual);
  const channelId = form.channelId ?? rotation.channelId;
  await tx.rotation.update({ where: { id: rotationId }, data: { options: json(options), channelId } });
  if (form.region) await learnRegion(tx, form.region, now);
  await record(
    tx,
    { workspaceId, actor: by, action: 'rotation.options', subject: rotation.name, before: rotation.options, after: options },
    now,
  );
  const changed = (await findRotation(tx, workspaceId, rotationId)) as RotationRecord;
  if (definition) await replan(tx, changed, definition, form, by, now);
  await presentDuty(tx, rotation, now);
  await presentDuty(tx, changed, now);
  return { is: 'saved', rotation: (await findRotation(tx, workspaceId, rotationId)) as RotationRecord };
}

async function replan(
  tx: Transaction,
  rotation: RotationRecord,
  definition: TurnsDraft,
  form: OptionsForm,
  by: string,
  now: Date,
): Promise<void> {
  const isPlanned = JSON.stringify(planOf(writtenIn(rotation))) !== JSON.stringify(planOf(definition as Written));
  if (!isPlanned && form.publish === '') return;
  const change = (one: TurnsDraft) => definitionWith(rotation, one, form, now);
  const { rotation: after, moved } = isPlanned
    ? await amendRotation(tx, rotation, { change, appliesFrom: await nextHandoff(tx, rotation, now) }, by, now)
    : await republish(tx, rotation, now);
  await tellMoved(tx, after, moved, { except: [by], why: { is: 'changed', user: by } }, now);
}

const planOf = ({ rest = 11, cover = 'hours', need = 1, onHoliday = 'serve', region = null, layers = [] }: Written) => [
  ...[rest, cover, need, onHoliday, region],
  layers.map(({ choose = 'order' }) => choose),
];

function definitionWith(
  rotation: RotationRecord,
  one: TurnsDraft,
  { choose, rest, cover, coverLines, need, onHoliday, region }: OptionsForm,
  now: Date,
): TurnsDraft {
  const { layers: _, ...before } = one;
  const version = { number: 0, appliesFrom: now, definition: one as unknown as Record<string, unknown> };
  const layers = formOf({ ...rotation, versions: [version] }, [], now).layers.map((layer) =>
    layerOf({ ...layer, choose, ...(layer.choose !== choose && { order: null }) }),
  );
  return {
    ...before,
    ...{ layers, rest: Number(rest), need: Number(need), onHoliday, region },
    cover: cover === 'lines' ? linesOf(coverLines) : cover,
  };
}

function optionsWith(before: Options, form: OptionsForm, usual: { announce: OptionsForm['announce']; accept: number }): Options {
  const { leads, announce, leadsApprove, askWithin, accept, group, whenNobody, setTopic, publish } = form;
  return {
    ...before,
    ...{ leads, leadsApprove, group, whenNobody, setTopic, askWithinDays: Number(askWithin), publishWeeks: Number(publish) },
    announce: before.announce === null && announce === usual.announce ? null : announce,
    acceptWithin: before.acceptWithin === null && accept === usual.accept ? null : (accept as Options['acceptWithin']),
  };
}

function problemsOf({ rest, need, askWithin, publish, cover, coverLines, onHoliday, region }: OptionsForm): Problems {
  const isWhole = (text: string, least: number, most: number) => /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;
  return {
    ...(!/^\d+(\.\d+)?$/.test(rest.trim()) && { rest: 'Give a number of hours.' }),
    ...(!isWhole(need, 0, 100) && { need: 'Give a whole number, at most 100.' }),
    ...(!isWhole(askWithin, 0, 90) && { askWithin: 'Give a whole number of days, at most 90.' }),
    ...(!isWhole(publish, 2, 26) && { publish: 'Give a whole number of weeks, from 2 to 26.' }),
    ...(cover === 'lines' && coverLines.trim() === '' && { coverLines: 'Say it like Mon-Fri 09:00-17:00.' }),
    ...(onHoliday === 'closed' && !region && { region: 'Choose whose public holidays are closed.' }),
  };
}

const fieldOf = (path: string): string => (path.startsWith('cover') ? 'coverLines' : (/^(rest|need|region)/.exec(path)?.[1] ?? 'choose'));
