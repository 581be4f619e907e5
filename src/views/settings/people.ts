import type { ModalView } from '@slack/types';
import type { Rights } from '../../domain/people/store';
import { context, field, modal, peopleInput, typed } from './parts';

/** `People and rights`. Slack's own admins are named, for they need not be. */
export function peopleForm({ admins, supportEngineers }: Rights, slackAdmins: string[]): ModalView {
  return modal({
    id: 'people_form',
    title: 'People and rights',
    submit: 'Save',
    blocks: [
      field('admins', 'Admins', peopleInput('people_admins', admins), {
        optional: true,
        hint: 'They change settings and may act for every squad.',
      }),
      context(`Admins and owners of Slack are Backline’s admins too${slackAdmins.length > 0 ? `: ${typed(slackAdmins.join(', '))}` : ''}.`),
      field('supportEngineers', 'Support engineers', peopleInput('people_engineers', supportEngineers), {
        optional: true,
        hint: 'They work for support and may act for every squad.',
      }),
    ],
  });
}
