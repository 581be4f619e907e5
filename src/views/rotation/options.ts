import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import type { OptionsForm } from '../../domain/rotation/forms/options';
import { field, modal, option, peopleInput, textInput } from '../settings/parts';
import { selectInput } from './form';

export interface OptionsFacts {
  rotationId: string;
  draftId: string;
  kind: 'turns' | 'sittings';
  form: OptionsForm;
  /** `@payments-support`, of the group that is linked. */
  groupName: string | null;
  regionName: string | null;
}

/** `Options`: everything a rotation has beyond its plan. */
export function optionsView(facts: OptionsFacts): ModalView {
  const { rotationId, draftId, kind, form } = facts;
  return modal({
    id: 'rota_options_form',
    title: 'Options',
    submit: 'Save',
    close: 'Back',
    metadata: { rotation: rotationId, draft: draftId },
    blocks: [...placeFields(form), ...(kind === 'turns' ? turnsFields(facts) : [])],
  });
}

function placeFields({ leads, channelId, leadsApprove }: OptionsForm): InputBlock[] {
  return [
    field('leads', 'Leads', peopleInput('rota_leads', leads), { optional: true, hint: 'Empty: the squad’s PMs.' }),
    field('channel', 'Channel', {
      type: 'conversations_select',
      action_id: 'rota_channel',
      filter: { include: ['public', 'private'], exclude_bot_users: true },
      ...(channelId && { initial_conversation: channelId }),
    }),
    field('leadsApprove', 'Leads approve swaps', onOff('rota_leads_approve', leadsApprove)),
  ];
}

function turnsFields({ form, groupName, regionName }: OptionsFacts): InputBlock[] {
  return [
    field('announce', 'Announce', selectInput('rota_announce', announcements, form.announce)),
    field('choose', 'Choose by', selectInput('rota_choose', choices, form.choose)),
    field('rest', 'Rest', textInput('rota_rest', { value: form.rest, most: 5 }), { hint: 'Hours between two shifts of one person.' }),
    field('cover', 'Must be covered', selectInput('rota_cover', covers, form.cover)),
    field('coverLines', 'Own lines', textInput('rota_cover_lines', { value: form.coverLines, lines: true, most: 2_000 }), {
      optional: true,
      hint: 'A line each, like Mon-Fri 09:00-17:00.',
    }),
    field('need', 'People needed', textInput('rota_need', { value: form.need, most: 3 })),
    field('onHoliday', 'Public holidays', selectInput('rota_on_holiday', holidays, form.onHoliday)),
    field('region', 'Region', searched('rota_region', form.region, regionName), { optional: true, hint: 'Whose public holidays count.' }),
    field('askWithin', 'Ask before moving within', textInput('rota_ask_within', { value: form.askWithin, most: 2 }), {
      hint: 'Days before a shift in which nobody is moved without their yes.',
    }),
    field('accept', 'Handoff must be accepted', selectInput('rota_accept', accepts, String(form.accept))),
    field('group', 'User group', searched('rota_user_group', form.group, groupName), {
      optional: true,
      hint: 'Its members are those who are on.',
    }),
    field('whenNobody', 'When nobody is on', peopleInput('rota_when_nobody', form.whenNobody), {
      optional: true,
      hint: 'Empty: the leads.',
    }),
    field('setTopic', 'Set channel topic', onOff('rota_set_topic', form.setTopic)),
    field('publish', 'Publish ahead', textInput('rota_publish', { value: form.publish, most: 2 }), { hint: 'Weeks, from 2 to 26.' }),
  ];
}

const searched = (actionId: string, value: string | null, name: string | null): InputBlock['element'] => ({
  type: 'external_select',
  action_id: actionId,
  min_query_length: 0,
  ...(value && { initial_option: option(name ?? value, value) }),
});

const onOff = (actionId: string, isOn: boolean) => selectInput(actionId, [option('Off', 'off'), option('On', 'on')], isOn ? 'on' : 'off');

const pairs = (...all: [string, string][]): PlainTextOption[] => all.map(([text, value]) => option(text, value));

const announcements = pairs(['At each handoff', 'each_handoff'], ['Weekdays at 09:00', 'weekdays_at_nine'], ['Never', 'never']);
const choices = pairs(['Order', 'order'], ['Balance', 'balance']);
const covers = pairs(['The hours of its layers', 'hours'], ['Always', 'always'], ['Own lines', 'lines']);
const holidays = pairs(['Serve, counted double', 'serve'], ['Cover', 'cover'], ['Closed', 'closed']);
const accepts = pairs(['No', '0'], ['Within 15 min', '15'], ['Within 30 min', '30'], ['Within 2 hours', '120']);
