import { z } from 'zod';
import type { Deps } from '../../deps';
import { mondayBefore, newLayer, type RotationForm } from '../../domain/rotation/forms/form';
import { findKeptForm, type KeptForm, keepForm } from '../../domain/rotation/forms/store';
import { layersView } from '../../views/rotation/layers';
import type { Handlers } from '../registry';
import { fieldsOf, metadataOf, type Press, readPress, readSubmission } from '../settings/gesture';
import { drawAgain, show } from '../settings/show';
import { type Ack, drawCheck } from './check';
import { layerIn } from './form-fields';
import { drawBeneath, gone, keptBehind } from './kept-form';
import { ofLayer, type WrongFields } from './wrong-fields';

const Metadata = z.object({ draft: z.string(), drawn: z.number(), name: z.string() });
type View = NonNullable<Press['view']>;

/** `Layers` of the form: each with a cadence, a zone and people of its own. */
export function layerHandlers(deps: Deps): Handlers {
  const drawn = (change: (form: RotationForm, press: Press) => RotationForm) => redrawn(deps, change);
  return {
    actions: {
      async rota_layers({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        const kept = press.view && (await keptBehind(deps, { ...press, view: press.view }));
        if (!kept) return;
        await show(deps, press, layersView({ draftId: kept.id, form: kept.form, drawn: kept.form.drawn }));
        await keepForm(deps.db, kept, deps.clock.now());
      },
      rota_layer: drawn((form, { view }) => ({
        ...form,
        shown: Number(view ? (fieldsOf(view).choice('layer') ?? form.shown) : form.shown),
      })),
      rota_layer_add: drawn((form) => added(form, deps.clock.now())),
      rota_layer_up: drawn((form) => moved(form, -1)),
      rota_layer_down: drawn((form) => moved(form, 1)),
      rota_layer_remove: drawn(removed),
    },
    views: {
      async rota_layers_form({ ack, body }) {
        const { workspaceId, userId, view } = readSubmission(body);
        const kept = await keptWithLayer(deps, workspaceId, userId, view);
        if (!kept) return ack({ response_action: 'update', view: gone });
        const next = { ...kept, form: { ...kept.form, drawn: kept.form.drawn + 1 } };
        await drawCheck(deps, next, ack as Ack, { how: 'update', errorsOf: (wrong) => errorsIn(view, next.form, wrong) });
        await drawBeneath(deps, { workspaceId, view }, next);
      },
    },
  };
}

/** Beside the field of the same sense; what is wrong with another layer, or with the form beneath, is told at the top. */
function errorsIn(view: View, form: RotationForm, wrong: WrongFields): Record<string, string> {
  const { problems, layer } = wrong;
  if (layer === null || layer !== placeIn(view, form)) return { layer: ofLayer(form, wrong) };
  const shown = view.state?.values ?? {};
  const fieldOf = (name: string) => (name === 'zone' ? 'layerZone' : name === 'name' ? 'layerName' : name);
  return Object.fromEntries(
    Object.entries(problems).map(([name, problem]) => (shown[fieldOf(name)] ? [fieldOf(name), problem] : ['layer', problem])),
  );
}

async function keptWithLayer({ db }: Deps, workspaceId: string, person: string, view: View): Promise<KeptForm | null> {
  const kept = await findKeptForm(db.read, workspaceId, person, metadataOf(view, Metadata).draft);
  return kept && { ...kept, form: withLayer(kept.form, view) };
}

/**
 * What stands in the fields belongs to the layer that the view was drawn for: when two presses follow each other quickly, that is not the
 * one that was drawn last, nor need it still stand where it stood.
 */
function withLayer(form: RotationForm, view: View): RotationForm {
  const place = placeIn(view, form);
  const before = form.layers[place];
  if (!before) return form;
  const fields = fieldsOf(view);
  const layer = { ...layerIn(fields, before), zone: fields.choice('layerZone'), name: fields.text('layerName').trim() || before.name };
  return { ...form, layers: form.layers.map((one, index) => (index === place ? layer : one)) };
}

/** Where the layer of a view stands now; below 0: it is removed. */
function placeIn(view: View, { layers, shown }: RotationForm): number {
  const { name } = metadataOf(view, Metadata);
  const typed = fieldsOf(view).text('layerName').trim();
  const isIt = (wanted: string) => (layers[shown]?.name === wanted ? shown : layers.findIndex((layer) => layer.name === wanted));
  const place = isIt(name);
  return place >= 0 ? place : isIt(typed);
}

function redrawn(deps: Deps, change: (form: RotationForm, press: Press) => RotationForm): NonNullable<Handlers['actions']>[string] {
  return async ({ ack, body, action }) => {
    await ack();
    const press = readPress(body, action);
    const kept = press.view && (await keptWithLayer(deps, press.workspaceId, press.userId, press.view));
    if (!kept || !press.view) return;
    const changed = change(kept.form, press);
    const next = { ...kept, form: { ...changed, drawn: changed.drawn + 1 } };
    await keepForm(deps.db, next, deps.clock.now());
    await drawAgain(deps, press.workspaceId, press.view.id, layersView({ draftId: kept.id, form: next.form, drawn: next.form.drawn }));
    await drawBeneath(deps, { workspaceId: press.workspaceId, view: press.view }, next);
  };
}

/** On top, with the people and the cadence of the rotation: what differs is typed. */
function added(form: RotationForm, now: Date): RotationForm {
  const base = form.layers.at(-1) ?? newLayer('Main', mondayBefore(now, form.zone ?? 'UTC'));
  const names = new Set(form.layers.map(({ name }) => name));
  const number = Array.from({ length: 20 }, (_, index) => index + 2).find((one) => !names.has(`Layer ${one}`)) ?? 99;
  return { ...form, layers: [{ ...base, name: `Layer ${number}`, order: null }, ...form.layers], shown: 0 };
}

function moved(form: RotationForm, by: number): RotationForm {
  const layers = [...form.layers];
  const [layer] = layers.splice(form.shown, 1);
  const shown = Math.min(Math.max(form.shown + by, 0), layers.length);
  if (layer) layers.splice(shown, 0, layer);
  return { ...form, layers, shown };
}

function removed(form: RotationForm): RotationForm {
  if (form.layers.length === 1) return form;
  const layers = form.layers.filter((_, index) => index !== form.shown);
  return { ...form, layers, shown: Math.min(form.shown, layers.length - 1) };
}
