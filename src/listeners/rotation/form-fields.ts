import { baseOf, type LayerForm, RotationForm, withBase } from '../../domain/rotation/forms/form';
import { type Fields, fieldsOf } from '../settings/gesture';

type View = Parameters<typeof fieldsOf>[0];

/**
 * The form with what stands in its fields now. What is not shown stays as it was; so do its layers when they were changed since its fields
 * were drawn: these may be of another one.
 */
export function typedIn(view: View, before: RotationForm, drawn: number): RotationForm {
  const fields = fieldsOf(view);
  const { text, choice } = known(fields);
  const kind = choice('kind', before.kind) === 'sittings' ? 'sittings' : 'turns';
  const { sittings } = before;
  return RotationForm.parse({
    ...before,
    kind,
    name: text('name', before.name),
    squadId: fields.has('squad') ? fields.choice('squad') : before.squadId,
    channelId: fields.has('channel') ? fields.channel('channel') : before.channelId,
    zone: fields.has('zone') ? fields.choice('zone') : before.zone,
    layers: drawn === before.drawn ? withBase(before, layerIn(fields, baseOf(before))).layers : before.layers,
    sittings: {
      length: choice('length', sittings.length),
      every: choice('sittingEvery', sittings.every),
      firstWeek: fields.has('firstWeek') ? fields.date('firstWeek') : sittings.firstWeek,
      hours: text('sittingHours', sittings.hours),
      atLeast: text('atLeast', sittings.atLeast),
      atMost: text('atMost', sittings.atMost),
      guide: text('guide', sittings.guide),
      hostedBy: fields.has('hostedBy') ? fields.choice('hostedBy') : sittings.hostedBy,
    },
    applies: choice('applies', before.applies),
    appliesDate: fields.has('appliesDate') ? fields.date('appliesDate') : before.appliesDate,
  });
}

/** The fields of one layer. */
export function layerIn(fields: Fields, before: LayerForm): LayerForm {
  const { text, choice } = known(fields);
  const date = (name: string, old: string | null) => (fields.has(name) ? fields.date(name) : old);
  const time = (name: string, old: string | null) => (fields.has(name) ? fields.time(name) : old);
  return {
    ...before,
    people: fields.has('people') ? fields.people('people') : before.people,
    perTurn: Number(choice('perTurn', String(before.perTurn))),
    every: text('every', before.every),
    unit: choice('unit', before.unit) as LayerForm['unit'],
    first: date('first', before.first),
    at: time('at', before.at),
    hours: text('hours', before.hours),
    mode: choice('mode', before.mode) as LayerForm['mode'],
    from: { date: date('from', before.from.date), time: time('fromTime', before.from.time) },
    until: { date: date('until', before.until.date), time: time('untilTime', before.until.time) },
  };
}

function known(fields: Fields) {
  return {
    text: (name: string, old: string): string => (fields.has(name) ? fields.text(name) : old).replaceAll('\u0000', ''),
    choice: (name: string, old: string): string => fields.choice(name) ?? old,
  };
}
