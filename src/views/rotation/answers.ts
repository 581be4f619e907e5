import type { KnownBlock } from '@slack/types';
import type { MyStint } from '../../domain/rotation/home';
import type { RotationRecord } from '../../domain/rotation/records/rotation';
import type { NameOf } from '../escalations/facts';
import { actions, button, context, option, plainText, section, typed } from '../settings/parts';
import { shiftMenu } from './shift-menu';
import { forYou, listed, spanThere, yours } from './times';

// What `/rota` answers, beside the card.

export const noRotation: KnownBlock[] = [
  section('Nobody is on rotation here yet.'),
  ...actions([button('New rotation', 'rota_new', '')], 'rota_none'),
];

interface Beside {
  /** Of a name that there is not. */
  said?: string;
  mayCreate: boolean;
}

/** Up to 100 in a list; more are searched. `verb`: what was asked. */
export function whichRotation(rotations: readonly RotationRecord[], verb: string, { said, mayCreate }: Beside): KnownBlock[] {
  const placeholder = plainText('Which rotation?', 150);
  const options = rotations.map(({ id, name }) => option(name, id));
  const element =
    options.length <= 100
      ? ({ type: 'static_select', action_id: 'rota_which', placeholder, options } as const)
      : ({ type: 'external_select', action_id: 'rota_which', placeholder, min_query_length: 0 } as const);
  return [
    ...(said ? [section(said)] : []),
    section('Which rotation?'),
    { type: 'actions', block_id: `rota_which:${verb}`, elements: [element] },
    ...(mayCreate ? actions([button('New rotation', 'rota_new', '')], 'rota_none') : []),
  ];
}

export interface Handoff {
  at: Date;
  after: string[];
}

export function nextHandoffs(name: string, zone: string, handoffs: readonly Handoff[], nameOf: NameOf): KnownBlock[] {
  if (handoffs.length === 0) return [section(`*${typed(name)} · next*`), section('No handoff is planned yet.')];
  const rows = handoffs.map(({ at, after }) => `${forYou(at, zone)}   ${listed(after.map((user) => `*${typed(nameOf(user))}*`))}`);
  return [
    section(`*${typed(name)} · the next ${handoffs.length === 1 ? 'handoff' : `${handoffs.length} handoffs`}*`),
    section(rows.join('\n')),
  ];
}

const mostStints = 40;

export function myStints(stints: readonly MyStint[]): KnownBlock[] {
  if (stints.length === 0) return [section('You have no shift in the next 8 weeks.')];
  const rows = stints.slice(0, mostStints).map(({ start, end, rotation, shiftId }) => ({
    ...section(
      `*${typed(rotation.name)}*   ${yours(start, rotation.zone)} – ${yours(end, rotation.zone)} for you (${spanThere({ start, end }, rotation.zone)})`,
    ),
    accessory: shiftMenu(shiftId),
  }));
  const more = stints.length - mostStints;
  return [section('*My shifts of the next 8 weeks*'), ...rows, ...(more > 0 ? [context(`… ${more} more in the calendar feed`)] : [])];
}

export const rotaHelp = [
  '`/rota` who is on now, and what you can do about it',
  '`/rota next` the next 5 handoffs · `/rota preview` the next 4 weeks',
  '`/rota mine` your shifts of the next 8 weeks',
  '`/rota swap` ask somebody to take a shift · `/rota away` say when you are away',
  'Add a name for another rotation: `/rota next Payments`',
].join('\n');
