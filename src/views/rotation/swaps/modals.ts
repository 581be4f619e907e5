import type { InputBlock, ModalView } from '@slack/types';
import { context, field, modal, option, plainText, section, textInput, typed } from '../../settings/parts';
import { momentFields } from '../pickers';

/** A day and a time on the rotation's clock. */
export interface Moment {
  date: string | null;
  time: string | null;
}

export interface Choice {
  label: string;
  value: string;
  /** `March 2026`: under which it stands where there are many. */
  month?: string;
}

export interface SwapForm {
  /** Of whom shifts are offered, where a lead chooses; else `null`. */
  whose: string | null;
  /** It is about whoever looks at it. */
  isOwn: boolean;
  shifts: Choice[];
  shiftId: string;
  /** A sitting is handed over whole. */
  isWhole: boolean;
  much: 'all' | 'part';
  from: Moment;
  until: Moment;
  ask: 'everyone' | 'one';
  person: string | null;
  /** Shifts of the one person. */
  theirs: Choice[];
  inReturn: string;
  note: string;
}

/** What a form keeps beside its fields: of which rotation shifts are offered; whose shift it is, of a lead who asks for them. */
export interface SwapPlace {
  rotationId: string | null;
  forOther: string | null;
  /** Leads of the rotation choose whose shift it is. */
  mayChoose: boolean;
}

/** Slack's limit, of a list and of each group in it. */
const mostOptions = 100;

/** `Swap a shift`. */
export function swapModal(form: SwapForm, place: SwapPlace): ModalView {
  const { whose, isOwn, shifts, shiftId, isWhole, much, ask, person, note } = form;
  return modal({
    id: 'rota_swap_form',
    title: 'Swap a shift',
    submit: 'Ask',
    metadata: place,
    blocks: [
      ...(whose ? [whoseField(whose)] : []),
      asks(field('shift', isOwn ? 'Your shift' : 'Their shift', select(`rota_swap_shift:${whose ?? 'own'}`, shifts, shiftId))),
      ...(isWhole ? [] : [asks(field('much', 'How much', radio('rota_swap_much', howMuch, much)))]),
      ...(!isWhole && much === 'part' ? partFields(form, shiftId) : []),
      asks(field('ask', 'Ask', radio('rota_swap_ask', whom, ask))),
      ...(ask === 'one' ? [asks(field('person', 'Person', personInput(person)))] : []),
      field('return', 'In return', returnInput(form)),
      field('note', 'Note', textInput('rota_swap_note', { value: note, most: 500, lines: true }), { optional: true }),
    ],
  });
}

/** The same for a lead who has chosen somebody without a shift. */
export function noShiftModal(whose: string, name: string, place: SwapPlace): ModalView {
  return modal({
    id: 'rota_swap_form',
    title: 'Swap a shift',
    submit: 'Ask',
    metadata: place,
    blocks: [whoseField(whose), context(noShiftOf(typed(name)))],
  });
}

export const noShiftOf = (name: string): string => `${name} has no shift ahead here that somebody else could take.`;

const whoseField = (whose: string): InputBlock =>
  asks(field('whose', 'Whose', { type: 'users_select', action_id: 'rota_swap_whose', initial_user: whose }));

const howMuch: Choice[] = [
  { label: 'All of it', value: 'all' },
  { label: 'Part of it', value: 'part' },
];

const whom: Choice[] = [
  { label: 'Everyone who can', value: 'everyone' },
  { label: 'One person', value: 'one' },
];

const inReturn: Choice[] = [
  { label: 'Nothing, just cover', value: 'nothing' },
  { label: 'Any of theirs', value: 'any' },
  { label: 'Ask me', value: 'ask' },
];

function returnInput({ ask, person, theirs, inReturn: wanted }: SwapForm): InputBlock['element'] {
  const choices = [...inReturn, ...(ask === 'one' ? theirs : [])];
  const chosen = choices.some(({ value }) => value === wanted) ? wanted : 'nothing';
  return select(`rota_swap_return:${ask === 'one' ? person : 'everyone'}`, choices, chosen);
}

/** Drawn anew for another shift: what was typed belongs to the one before. */
const partFields = ({ from, until }: Pick<SwapForm, 'from' | 'until'>, suffix: string): InputBlock[] => [
  ...momentFields('from', 'From', from, { suffix: `:${suffix}` }),
  ...momentFields('until', 'Until', until, { suffix: `:${suffix}` }),
];

/** `Take part…` */
export function partModal(id: string, what: string, part: { from: Moment; until: Moment }): ModalView {
  return modal({
    id: 'rota_swap_part_form',
    title: 'Take part',
    submit: 'Take',
    metadata: { id },
    blocks: [section(what), ...partFields(part, id)],
  });
}

/** `Offer mine…` */
export function offerModal(id: string, what: string, shifts: Choice[]): ModalView {
  return modal({
    id: 'rota_swap_offer_form',
    title: 'Offer mine',
    submit: 'Offer',
    metadata: { id },
    blocks: [section(what), field('mine', 'My shift', select('rota_swap_mine', shifts, shifts[0]?.value ?? ''))],
  });
}

/** `Refuse`, with a reason. */
export function refuseModal(id: string, what: string): ModalView {
  return modal({
    id: 'rota_swap_refuse_form',
    title: 'Refuse a swap',
    submit: 'Refuse',
    metadata: { id },
    blocks: [
      section(what),
      field('reason', 'Reason', textInput('rota_swap_reason', { most: 500, lines: true }), { hint: 'Both of them read it.' }),
    ],
  });
}

/** What is done once more is certain: the whole, a part, an exchange. */
export interface Sure {
  id: string;
  from?: string;
  until?: string;
  shiftId?: string;
}

/** Short rest is allowed, and asked about once more. */
export function sureModal(sure: Sure): ModalView {
  return modal({
    id: 'rota_swap_sure',
    title: 'Little rest',
    submit: sure.shiftId ? 'Offer' : 'Take it',
    metadata: sure,
    blocks: [
      section(
        'You have another shift so soon before or after this one that you would rest less than your team wants. Take it all the same?',
      ),
    ],
  });
}

const asks = (input: InputBlock): InputBlock => ({ ...input, dispatch_action: true });

function select(actionId: string, choices: Choice[], chosen: string): InputBlock['element'] {
  const initial = choices.find(({ value }) => value === chosen);
  const listed = choices.length > mostOptions ? { option_groups: byMonth(choices) } : { options: choices.map(optionOf) };
  return { type: 'static_select', action_id: actionId, ...listed, ...(initial && { initial_option: optionOf(initial) }) };
}

const optionOf = ({ label, value }: Choice) => option(label, value);

/** A month of short turns has more than one group holds. */
function byMonth(choices: Choice[]) {
  const months = [...new Set(choices.map(({ month = '' }) => month))];
  const groups = months.flatMap((name) => {
    const own = choices.filter(({ month = '' }) => month === name);
    const pages = Array.from({ length: Math.ceil(own.length / mostOptions) }, (_, page) =>
      own.slice(page * mostOptions, (page + 1) * mostOptions),
    );
    return pages.map((page, index) => ({
      label: plainText(`${name || 'Any'}${index > 0 ? `, part ${index + 1}` : ''}`, 75),
      options: page.map(optionOf),
    }));
  });
  return groups.slice(0, mostOptions);
}

function radio(actionId: string, choices: Choice[], chosen: string): InputBlock['element'] {
  const options = choices.map(({ label, value }) => option(label, value));
  const initial = options.find(({ value }) => value === chosen);
  return { type: 'radio_buttons', action_id: actionId, options, ...(initial && { initial_option: initial }) };
}

const personInput = (person: string | null): InputBlock['element'] => ({
  type: 'users_select',
  action_id: 'rota_swap_person',
  placeholder: plainText('Somebody of the rotation'),
  ...(person && { initial_user: person }),
});
