import type { ModalView } from '@slack/types';
import type { LayerForm, RotationForm } from '../../domain/rotation/forms/form';
import { actions, button, context, field, modal, option, textInput, zoneInput } from '../settings/parts';
import { cadenceFields, selectInput } from './form';
import { momentFields } from './pickers';

export interface LayersFacts {
  draftId: string;
  form: RotationForm;
  /** Counts drawings: another layer has fields of other names. */
  drawn: number;
  said?: string;
}

export const mostLayers = 10;

/** `Layers`: one after the other, the top one first. What is chosen at the top is shown below. */
export function layersView({ draftId, form, drawn, said }: LayersFacts): ModalView {
  const { layers, shown } = form;
  const layer = layers[shown] as LayerForm;
  const suffix = `:${drawn}`;
  const options = layers.map(({ name }, index) => option(`${index + 1}. ${name}`, String(index)));
  return modal({
    id: 'rota_layers_form',
    title: 'Layers',
    submit: 'Preview',
    close: 'Back',
    metadata: { draft: draftId, drawn, name: layer.name },
    blocks: [
      ...(said ? [context(said)] : []),
      context('The top one is paged first. A layer with From and Until is a temporary schedule.'),
      field('layer', 'Layer', selectInput(`rota_layer${suffix}`, options, String(shown)), { dispatch: true }),
      ...actions(
        [
          ...(layers.length < mostLayers ? [button('Add a layer', 'rota_layer_add', 'add')] : []),
          ...(shown > 0 ? [button('Move up', 'rota_layer_up', 'up')] : []),
          ...(shown < layers.length - 1 ? [button('Move down', 'rota_layer_down', 'down')] : []),
          ...(layers.length > 1 ? [button('Remove this layer', 'rota_layer_remove', 'remove')] : []),
        ],
        'layer_buttons',
      ),
      field('layerName', 'Name', textInput(`rota_layer_name${suffix}`, { value: layer.name, most: 60 })),
      ...cadenceFields(layer, suffix, ownZone(layer, form, suffix)),
      field('mode', 'This layer', selectInput(`rota_mode${suffix}`, modes, layer.mode)),
      ...momentFields('from', 'From', layer.from, { suffix, optional: true }),
      ...momentFields('until', 'Until', layer.until, { suffix, optional: true }),
    ],
  });
}

const ownZone = ({ zone }: LayerForm, form: RotationForm, suffix: string) =>
  field('layerZone', 'Time zone', zoneInput(`rota_zone${suffix}`, zone, `As the rotation: ${form.zone ?? ''}`), { optional: true });

const modes = [option('Replaces those below', 'over'), option('Joins those below', 'with'), option('Replaces everything below', 'only')];
