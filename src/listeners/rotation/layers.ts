import { z } from 'zod';
import type { Deps } from '../../deps';
import { type LayerForm, mondayBefore, newLayer, type RotationForm } from '../../domain/rotation/forms/form';
import { findKeptForm, type KeptForm, keepForm } from '../../domain/rotation/forms/store';
import { layersView } from '../../views/rotation/layers';
import type { Handlers } from '../registry';
import { fieldsOf, metadataOf, type Press, readPress, readSubmission } from '../settings/gesture';
import { redraw, show } from '../settings/show';
import { type Ack, pushCheck } from './check';
import { layerIn } from './form-fields';
import { gone, keptBehind } from './kept-form';

const Metadata = z.object({ draft: z.string(), drawn: z.number() });
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
        await show(deps, press, layersView({ draftId: kept.id, form: kept.form, drawn: 0 }));
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
        await pushCheck(deps, kept, ack as Ack, (problems) => errorsIn(view, problems));
      },
    },
  };
}

/** Beside the field of the same sense; what stands in the form beneath is told at the top. */
function errorsIn(view: View, problems: Record<string, string>): Record<string, string> {
  const shown = view.state?.values ?? {};
  const fieldOf = (name: string) => (name === 'zone' ? 'layerZone' : name === 'name' ? 'layerName' : name);
  return Object.fromEntries(
    Object.entries(problems).map(([name, problem]) => (shown[fieldOf(name)] ? [fieldOf(name), problem] : ['layer', problem])),
  );
}

/** What stands in the fields belongs to the layer that was shown. */
async function keptWithLayer({ db }: Deps, workspaceId: string, person: string, view: View): Promise<KeptForm | null> {
  const kept = await findKeptForm(db.read, workspaceId, person, metadataOf(view, Metadata).draft);
  return kept && { ...kept, form: withLayer(kept.form, view) };
}

function withLayer(form: RotationForm, view: View): RotationForm {
  const fields = fieldsOf(view);
  const before = form.layers[form.shown] as LayerForm;
  const layer = { ...layerIn(fields, before), zone: fields.choice('layerZone'), name: fields.text('layerName').trim() || before.name };
  return { ...form, layers: form.layers.map((one, index) => (index === form.shown ? layer : one)) };
}

function redrawn(deps: Deps, change: (form: RotationForm, press: Press) => RotationForm): NonNullable<Handlers['actions']>[string] {
  return async ({ ack, body, action }) => {
    await ack();
    const press = readPress(body, action);
    const kept = press.view && (await keptWithLayer(deps, press.workspaceId, press.userId, press.view));
    if (!kept || !press.view) return;
    const form = change(kept.form, press);
    await keepForm(deps.db, { ...kept, form }, deps.clock.now());
    const { drawn } = metadataOf(press.view, Metadata);
    await redraw(deps, press, layersView({ draftId: kept.id, form, drawn: drawn + 1 }));
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
