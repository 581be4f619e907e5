import type { ModalView } from '@slack/types';
import type { What } from '../../domain/rotation/change-who';
import { context, field, modal, option, textInput, typed } from '../settings/parts';
import { selectInput } from './form';
import { momentFields } from './pickers';
import { cityOf } from './times';

export interface ChangeForm {
  rotationId: string;
  what: What;
  who: string | null;
  instead: string | null;
  from: Moment;
  until: Moment;
  note: string;
}

interface Moment {
  date: string | null;
  time: string | null;
}

export interface ChangeFacts {
  form: ChangeForm;
  rotation: string;
  zone: string;
  /** `From` lies behind us. */
  isPast: boolean;
  /** What stood in `From` when it was opened: that means now. */
  openedAt: string;
}

/** `Change who is on`. */
export function changeWhoView({ form, rotation, zone, isPast, openedAt }: ChangeFacts): ModalView {
  const { rotationId, what, who, instead, from, until, note } = form;
  return modal({
    id: 'rota_change_form',
    title: 'Change who is on',
    submit: 'Change',
    metadata: { rotation: rotationId, openedAt, who, instead },
    blocks: [
      context(`${typed(rotation)}, on the clock of ${cityOf(zone)}.`),
      field('what', 'What', selectInput('rota_change_what', whatOptions, what), { dispatch: true }),
      ...(what === 'add' ? [] : [field('who', 'Who is on', personInput('rota_change_on', who))]),
      ...(what === 'remove' ? [] : [field('instead', 'Instead', personInput('rota_change_instead', instead))]),
      ...momentFields('from', 'From', from, { dispatch: true, hint: 'Up to 7 days back: that corrects the record.' }),
      ...(isPast ? [context('This corrects the record.')] : []),
      ...momentFields('until', 'Until', until),
      field('note', 'Note', textInput('rota_change_note', { value: note, most: 500 }), { optional: true }),
    ],
  });
}

const personInput = (actionId: string, user: string | null) => ({
  type: 'users_select' as const,
  action_id: actionId,
  ...(user && { initial_user: user }),
});

const whatOptions = [option('Replace', 'replace'), option('Add', 'add'), option('Take off', 'remove')];
