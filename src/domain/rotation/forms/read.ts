import { dayOf } from '../../calendar/zone';
import { squadKey } from '../../squads/rules';
import { readPlan } from '../definition';
import { weekOf } from '../iso-week';
import { firstLayers, type LayerDraft } from '../records/edit';
import type { TurnsDraft } from '../records/store';
import { readWeek } from '../week-definition';
import type { LayerForm, RotationForm } from './form';

/** Beside which fields something is wrong, in sentences for who typed it. */
export type Problems = Record<string, string>;

export interface Said {
  definition: TurnsDraft | Record<string, unknown>;
  /** In order, each once. */
  members: string[];
  guide: string | null;
}

/** `layer`: of which one the problems are, from the top; `null`: of the rotation. */
export type ReadForm = { ok: true; value: Said } | { ok: false; problems: Problems; layer: number | null };

/** What fields mean. `rest`: what the rotation's newest version says beyond its form. The first mistake of each field is named. */
export function readForm(form: RotationForm, rest: Record<string, unknown>): ReadForm {
  const said = form.kind === 'turns' ? readTurns(form, rest) : readSittings(form);
  if (squadKey(form.name) !== '') return said;
  const nameless = { name: 'Give it a name of letters.' };
  const isOfBase = !said.ok && (said.layer === null || said.layer === form.layers.length - 1);
  return isOfBase ? refused({ ...said.problems, ...nameless }, said.layer) : refused(nameless);
}

function readTurns(form: RotationForm, { layers: _, members: _members, ...rest }: Record<string, unknown>): ReadForm {
  const found = form.layers.map(layerProblems);
  const layer = found.findLastIndex((one) => Object.keys(one).length > 0);
  const problems = found[layer] ?? {};
  const isOfBase = layer < 0 || layer === form.layers.length - 1;
  if (form.zone === null && isOfBase) problems.zone ??= 'Choose a time zone.';
  if (Object.keys(problems).length > 0) return refused(problems, layer < 0 ? null : layer);

  const layers = form.layers.map(layerOf);
  const definition = { ...rest, zone: form.zone as string, layers } as TurnsDraft;
  const members = [...new Set(form.layers.flatMap(({ people }) => people))];
  const plan = readPlan({ ...definition, layers: firstLayers(layers) });
  return plan.ok
    ? { ok: true, value: { definition, members, guide: null } }
    : refused({ [fieldOf(plan.path)]: plan.problem }, layerOfPath(plan.path));
}

function layerProblems(layer: LayerForm): Problems {
  const problems: Problems = {};
  if (layer.people.length === 0) problems.people = 'Choose at least one person.';
  if (layer.people.length > 200) problems.people = 'At most 200 people.';
  if (!/^\d+$/.test(layer.every.trim()) || Number(layer.every) < 1) problems.every = 'A turn is at least 1 unit long: give a whole number.';
  if (layer.first === null) problems.first = 'Say on which day the first turn begins.';
  if (layer.at === null) problems.at = 'Say at what time one hands over to the next.';
  if (layer.until.date && layer.from.date && wallOf(layer.until) <= wallOf(layer.from)) problems.until = 'A layer ends after it begins.';
  return problems;
}

export function layerOf(layer: LayerForm): LayerDraft {
  const { name, perTurn, every, unit, zone, mode, choose } = layer;
  const isByBalance = choose === 'balance';
  return {
    ...{ name, unit, mode, choose, every: Number(every), anchor: `${layer.first}T${layer.at}` },
    hours: linesOf(layer.hours),
    order: isByBalance ? layer.people : orderOf(layer),
    seats: isByBalance ? perTurn : 1,
    ...(zone && { zone }),
    ...(layer.from.date && { from: wallOf(layer.from) }),
    ...(layer.until.date && { until: wallOf(layer.until) }),
  };
}

/** Neighbors serve together. An order that nobody has touched stays as it is. */
export function orderOf({ people, perTurn, order }: Pick<LayerForm, 'people' | 'perTurn' | 'order'>): (string | string[])[] {
  if (order && sameList(order.flat(), people) && perTurn === largestOf(order)) return order;
  if (perTurn === 1) return people;
  return Array.from({ length: Math.ceil(people.length / perTurn) }, (_, turn) => people.slice(turn * perTurn, (turn + 1) * perTurn));
}

const largestOf = (order: readonly (string | string[])[]): number =>
  Math.max(1, ...order.map((one) => (typeof one === 'string' ? 1 : one.length)));

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one, place) => one === b[place]);

/** How many serve the last turn, when that is fewer than the others. */
export function lastTurnOf({ people, perTurn, choose }: LayerForm): number | null {
  const left = people.length % perTurn;
  return choose === 'balance' || left === 0 || people.length < perTurn ? null : left;
}

export function linesOf(text: string): string[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.length > 0 ? lines : ['Always'];
}

function readSittings(form: RotationForm): ReadForm {
  const { length, every, firstWeek, hours, atLeast, atMost, guide } = form.sittings;
  const people = form.layers.at(-1)?.people ?? [];
  const problems: Problems = {};
  if (people.length === 0) problems.people = 'Choose at least one person.';
  if (firstWeek === null) problems.firstWeek = 'Choose a day of the first week.';
  if (form.zone === null) problems.zone = 'Choose a time zone.';
  if (guide.trim() && !isLink(guide.trim())) problems.guide = 'Give a link that begins with https://.';
  for (const [name, value] of Object.entries({ atLeast, atMost })) if (!/^\d+$/.test(value.trim())) problems[name] = 'Give a whole number.';
  if (Object.keys(problems).length > 0) return refused(problems);

  const day = dayOf(Date.parse(`${firstWeek}T00:00Z`));
  const week = weekOf(day);
  const definition = {
    ...{ zone: form.zone, length: Number(length), every: Number(every), firstWeek: week, hours: linesOf(hours) },
    ...{ need: Number(atLeast), max: Number(atMost) },
  };
  const read = readWeek({ ...definition, week, members: people.map((id, joinOrder) => ({ id, joinOrder })) });
  if (!read.ok) return refused({ [sittingFieldOf(read.path)]: read.problem });
  return { ok: true, value: { definition, members: people, guide: guide.trim() || null } };
}

const isLink = (text: string): boolean => /^https?:\/\/\S+$/.test(text) && URL.canParse(text);

const sittingFieldOf = (path: string): string =>
  ({ need: 'atLeast', max: 'atMost', zone: 'zone', length: 'length' })[path] ?? (/^members/.test(path) ? 'people' : 'sittingHours');

/** `layers[0].hours[1]` → `hours`. */
function fieldOf(path: string): string {
  const [, own = path] = /^layers\[\d+\]\.?(.*)$/.exec(path) ?? [];
  const [name = ''] = own.split(/[.[]/);
  const fields: Record<string, string> = { anchor: 'first', order: 'people', members: 'people', seats: 'perTurn', layers: 'name' };
  return fields[name] ?? (name || 'name');
}

const wallOf = ({ date, time }: LayerForm['from']): string => `${date}T${time ?? '00:00'}`;

function layerOfPath(path: string): number | null {
  const [, index] = /^layers\[(\d+)\]/.exec(path) ?? [];
  return index === undefined ? null : Number(index);
}

const refused = (problems: Problems, layer: number | null = null) => ({ ok: false as const, problems, layer });
