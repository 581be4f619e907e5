import type { InputBlock, KnownBlock, ModalView, PlainTextOption, RadioButtons, StaticSelect } from '@slack/types';
import type { LayerForm, RotationForm } from '../../domain/rotation/forms/form';
import { actions, button, context, field, modal, option, peopleInput, section, textInput, zoneInput } from '../settings/parts';
import { dateInput, timeInput } from './pickers';
import { cityOf, wall } from './times';

export interface FormFacts {
  draftId: string;
  /** `null`: of a new one. */
  rotationId: string | null;
  form: RotationForm;
  /** For which this person may make a rotation. */
  squads: { id: string; name: string }[];
  /** Whether it may be of no squad. */
  mayBeOfNone: boolean;
  /** Rotations of turns, which may host sittings. */
  hosts: { id: string; name: string }[];
  /** What was done meanwhile. */
  said?: string;
  /** From when an edit is planned already. */
  waits?: Date | null;
}

/** `New rotation`, `Edit rotation`, or the form of `What if…`. */
export function rotationForm(facts: FormFacts): ModalView {
  const { draftId, rotationId, form, said, waits } = facts;
  // Fields keep what stands in them as long as they are called the same.
  const { drawn } = form;
  const isNew = rotationId === null;
  return modal({
    id: 'rota_form',
    title: isNew ? 'New rotation' : form.whatIf ? 'What if …' : 'Edit rotation',
    submit: 'Preview',
    metadata: { draft: draftId, drawn },
    blocks: [
      ...(said ? [context(said)] : []),
      ...(waits ? [context(waiting(waits, form.zone ?? 'UTC'))] : []),
      ...(form.whatIf ? [context('This is only looked at: nothing of it is saved.')] : []),
      field('name', 'Name', textInput('rota_name', { value: form.name, most: 75, placeholder: 'Payments' })),
      ...squadField(facts),
      ...(isNew ? [field('kind', 'Kind', kindInput(form.kind), { dispatch: true })] : []),
      ...(form.kind === 'turns' ? turnsFields(form, String(drawn)) : sittingsFields(facts, String(drawn))),
      ...(isNew ? [channelField(form)] : []),
      ...(isNew || form.kind === 'sittings' ? [] : appliesFields(form)),
      ...(isNew ? [] : moreButtons(form)),
    ],
  });
}

function turnsFields(form: RotationForm, drawn: string): KnownBlock[] {
  const base = form.layers.at(-1) as LayerForm;
  const others = form.layers.length - 1;
  return [
    ...cadenceFields(base, `:${drawn}`, field('zone', 'Time zone', zoneInput('rota_zone', form.zone, 'Europe/Lisbon'))),
    ...(others > 0 ? [context(`${others === 1 ? 'A layer stands' : `${others} layers stand`} above this one: look under Layers.`)] : []),
  ];
}

/** Of one layer. `suffix`: of another layer the fields have other names, so that nothing of the first one stays in them. */
export function cadenceFields(layer: LayerForm, suffix: string, zone: InputBlock): InputBlock[] {
  return [
    field('people', 'People, in order', peopleInput(`rota_people${suffix}`, layer.people), {
      hint: 'In the order in which you choose them.',
    }),
    field('perTurn', 'People per turn', selectInput(`rota_per_turn${suffix}`, perTurnOptions, String(layer.perTurn))),
    field('every', 'Turn length', textInput(`rota_every${suffix}`, { value: layer.every, most: 4 })),
    field('unit', 'Unit', selectInput(`rota_unit${suffix}`, unitOptions, layer.unit)),
    field('first', 'First turn', dateInput(`rota_first${suffix}`, layer.first)),
    field('at', 'Handoff at', timeInput(`rota_at${suffix}`, layer.at)),
    zone,
    field('hours', 'Hours', textInput(`rota_hours${suffix}`, { value: layer.hours, lines: true, most: 2_000, placeholder: 'Always' }), {
      optional: true,
      hint: 'Always, or a line each, like Mon-Fri 09:00-17:00.',
    }),
  ];
}

function sittingsFields({ form, hosts }: FormFacts, drawn: string): KnownBlock[] {
  const { sittings, zone, layers } = form;
  const chosenFirst = [...hosts].sort((a, b) => Number(b.id === sittings.hostedBy) - Number(a.id === sittings.hostedBy));
  const hostOptions = chosenFirst.slice(0, 100).map(({ id, name }) => option(name, id));
  return [
    field('people', 'People, in order', peopleInput(`rota_people:${drawn}`, layers.at(-1)?.people ?? [])),
    field('length', 'Length', selectInput('rota_length', lengthOptions, sittings.length)),
    field('sittingEvery', 'Every', selectInput('rota_sitting_every', everyOptions, sittings.every)),
    field('firstWeek', 'First week', dateInput('rota_first_week', sittings.firstWeek), { hint: 'Any day of it.' }),
    field('sittingHours', 'Hours', textInput('rota_sitting_hours', { value: sittings.hours, lines: true, most: 2_000 }), {
      hint: 'When customers are answered. A line each, like Mon-Fri 09:00-17:00.',
    }),
    field('zone', 'Time zone', zoneInput('rota_zone', zone, 'Europe/Lisbon')),
    field('atLeast', 'At least', textInput('rota_at_least', { value: sittings.atLeast, most: 4 }), { hint: 'People per slot.' }),
    field('atMost', 'At most', textInput('rota_at_most', { value: sittings.atMost, most: 4 }), { hint: 'People per slot.' }),
    field('guide', 'Guide', textInput('rota_guide', { value: sittings.guide, most: 1_000, placeholder: 'https://…' }), {
      optional: true,
      hint: 'A link that helps whoever sits there for the first time.',
    }),
    ...(hostOptions.length > 0
      ? [
          field('hostedBy', 'Hosted by', selectInput('rota_hosted_by', hostOptions, sittings.hostedBy), {
            optional: true,
            hint: 'A rotation: whoever is on there is named in reminders.',
          }),
        ]
      : []),
  ];
}

function squadField({ squads, mayBeOfNone, form }: FormFacts): InputBlock[] {
  if (squads.length === 0) return [];
  const element: InputBlock['element'] =
    squads.length <= 100
      ? selectInput(
          'rota_squad',
          squads.map(({ id, name }) => option(name, id)),
          form.squadId,
        )
      : searched('rota_squad', squads.find(({ id }) => id === form.squadId) ?? null);
  return [field('squad', 'Squad', element, { optional: mayBeOfNone })];
}

const searched = (actionId: string, chosen: { id: string; name: string } | null): InputBlock['element'] => ({
  type: 'external_select',
  action_id: actionId,
  min_query_length: 0,
  ...(chosen && { initial_option: option(chosen.name, chosen.id) }),
});

const channelField = ({ channelId }: RotationForm): InputBlock =>
  field(
    'channel',
    'Channel',
    {
      type: 'conversations_select',
      action_id: 'rota_channel',
      filter: { include: ['public', 'private'], exclude_bot_users: true },
      ...(channelId && { initial_conversation: channelId }),
    },
    { optional: true, hint: 'Empty: the squad’s.' },
  );

function appliesFields({ applies, appliesDate }: RotationForm): InputBlock[] {
  return [
    field('applies', 'Applies from', selectInput('rota_applies', appliesOptions, applies), { dispatch: true }),
    ...(applies === 'date' ? [field('appliesDate', 'Date', dateInput('rota_applies_date', appliesDate))] : []),
  ];
}

/** What `Members` and `Options` save is saved at once: they are not for what is only looked at. */
function moreButtons({ kind, whatIf }: RotationForm): KnownBlock[] {
  const layers = kind === 'turns' ? [button('Layers', 'rota_layers', 'form')] : [];
  if (whatIf) return actions(layers, 'more');
  return actions([button('Members', 'rota_members', 'form'), ...layers, button('Options', 'rota_options', 'form')], 'more');
}

const waiting = (from: Date, zone: string): string =>
  `An edit is planned from ${wall(from, zone)} ${cityOf(zone)}, and shown here. An edit from an earlier day replaces it.`;

export function selectInput(actionId: string, options: PlainTextOption[], chosen: string | null): StaticSelect {
  const initial = options.find(({ value }) => value === chosen);
  return { type: 'static_select', action_id: actionId, options, ...(initial && { initial_option: initial }) };
}

function kindInput(kind: RotationForm['kind']): RadioButtons {
  const options = [option('Turns', 'turns'), option('Sittings', 'sittings')];
  const chosen = options.find(({ value }) => value === kind) as PlainTextOption;
  return { type: 'radio_buttons', action_id: 'rota_kind', options, initial_option: chosen };
}

const perTurnOptions = Array.from({ length: 10 }, (_, index) => option(String(index + 1), String(index + 1)));
const unitOptions = [option('Hours', 'hour'), option('Days', 'day'), option('Weeks', 'week'), option('Months', 'month')];
const lengthOptions = ['30', '45', '60'].map((minutes) => option(`${minutes} min`, minutes));
const everyOptions = [option('Week', '1'), option('2 weeks', '2'), option('4 weeks', '4')];
const appliesOptions = [option('Next handoff', 'next'), option('A date', 'date')];

/** What stands instead of a form for who may not have it. */
export const onlyLook = (title: string, words: string): ModalView => modal({ id: 'rota_look', title, blocks: [section(words)] });
