/** Block elements, and where each may stand: in which blocks, on which surfaces. */
import {
  confirm,
  conversationFilter,
  conversationId,
  dispatchActionConfig,
  exactlyOne,
  identifier,
  plainText,
  publicChannelId,
  slackFile,
  style,
  url,
  userId,
  webUrl,
} from './composition';
import { choices, choicesRules, distinctValues, markedOption, option, optionList, overflowOption, preselectedExists } from './options';
import { array, boolean, type Fields, integer, needed, type ObjectSchema, object, string } from './schema';
import {
  decimal,
  hoursAndMinutes,
  initialWithinLimits,
  lengthsInOrder,
  notMoreThanAllowed,
  numbersInOrder,
  realDate,
  timeZone,
} from './values';

export type Surface = 'message' | 'modal' | 'home';
export type Holder = 'section' | 'actions' | 'input';

interface Element {
  in: readonly Holder[];
  on: readonly Surface[];
  is: ObjectSchema;
}

const everywhere: readonly Surface[] = ['message', 'modal', 'home'];
const modalOnly: readonly Surface[] = ['modal'];
const clickable: readonly Holder[] = ['section', 'actions'];
const anyHolder: readonly Holder[] = ['section', 'actions', 'input'];

const action: Fields = { action_id: identifier };
const picker: Fields = { ...action, confirm, focus_on_load: boolean };
const menu: Fields = { ...picker, placeholder: plainText(150) };
const multiMenu: Fields = { ...menu, max_selected_items: integer(1, Number.MAX_SAFE_INTEGER) };
const typed: Fields = { ...action, placeholder: plainText(150), focus_on_load: boolean, dispatch_action_config: dispatchActionConfig };
const toConversation: Fields = { response_url_enabled: boolean };
const fromSearch: Fields = { min_query_length: integer(0, 3000) };
const anyConversation: Fields = { default_to_current_conversation: boolean, filter: conversationFilter };

export const image = object(
  { alt_text: needed(string({ min: 1, max: 2000 })), image_url: webUrl, slack_file: slackFile },
  exactlyOne('image_url', 'slack_file'),
);

const elements: Record<string, Element> = {
  button: {
    in: clickable,
    on: everywhere,
    is: object({
      ...action,
      confirm,
      text: needed(plainText(75)),
      value: string({ min: 1, max: 2000 }),
      url,
      style,
      accessibility_label: string({ min: 1, max: 75 }),
    }),
  },
  overflow: {
    in: clickable,
    on: everywhere,
    is: object({ ...action, confirm, options: needed(optionList(overflowOption, 5)) }, distinctValues),
  },
  static_select: { in: anyHolder, on: everywhere, is: object({ ...menu, ...choices, initial_option: option }, ...choicesRules) },
  multi_static_select: {
    in: anyHolder,
    on: everywhere,
    is: object(
      { ...multiMenu, ...choices, initial_options: optionList(option, 100) },
      ...choicesRules,
      notMoreThanAllowed('initial_options'),
    ),
  },
  external_select: { in: anyHolder, on: everywhere, is: object({ ...menu, ...fromSearch, initial_option: option }) },
  multi_external_select: {
    in: anyHolder,
    on: everywhere,
    is: object({ ...multiMenu, ...fromSearch, initial_options: optionList(option, 100) }, notMoreThanAllowed('initial_options')),
  },
  users_select: { in: anyHolder, on: everywhere, is: object({ ...menu, initial_user: userId }) },
  multi_users_select: {
    in: anyHolder,
    on: everywhere,
    is: object({ ...multiMenu, initial_users: array(userId) }, notMoreThanAllowed('initial_users')),
  },
  conversations_select: {
    in: anyHolder,
    on: everywhere,
    is: object({ ...menu, ...anyConversation, initial_conversation: conversationId }),
  },
  multi_conversations_select: {
    in: anyHolder,
    on: everywhere,
    is: object(
      { ...multiMenu, ...anyConversation, initial_conversations: array(conversationId) },
      notMoreThanAllowed('initial_conversations'),
    ),
  },
  channels_select: { in: anyHolder, on: everywhere, is: object({ ...menu, initial_channel: publicChannelId }) },
  multi_channels_select: {
    in: anyHolder,
    on: everywhere,
    is: object({ ...multiMenu, initial_channels: array(publicChannelId) }, notMoreThanAllowed('initial_channels')),
  },
  checkboxes: {
    in: anyHolder,
    on: everywhere,
    is: object(
      { ...picker, options: needed(optionList(markedOption, 10)), initial_options: optionList(markedOption, 10) },
      distinctValues,
      preselectedExists,
    ),
  },
  radio_buttons: {
    in: anyHolder,
    on: everywhere,
    is: object(
      { ...picker, options: needed(optionList(markedOption, 10)), initial_option: markedOption },
      distinctValues,
      preselectedExists,
    ),
  },
  datepicker: { in: anyHolder, on: everywhere, is: object({ ...menu, initial_date: realDate }) },
  timepicker: { in: anyHolder, on: everywhere, is: object({ ...menu, initial_time: hoursAndMinutes, timezone: timeZone }) },
  datetimepicker: {
    in: ['actions', 'input'],
    on: ['message', 'modal'],
    is: object({ ...picker, initial_date_time: integer(1_000_000_000, 9_999_999_999) }),
  },
  plain_text_input: {
    in: ['input'],
    on: everywhere,
    is: object(
      {
        ...typed,
        initial_value: string({ max: 3000 }),
        multiline: boolean,
        min_length: integer(0, 3000),
        max_length: integer(1, 3000),
      },
      lengthsInOrder,
      initialWithinLimits,
    ),
  },
  email_text_input: { in: ['input'], on: modalOnly, is: object({ ...typed, initial_value: string({ min: 1, max: 3000 }) }) },
  url_text_input: { in: ['input'], on: modalOnly, is: object({ ...typed, initial_value: string({ min: 1, max: 3000 }) }) },
  number_input: {
    in: ['input'],
    on: modalOnly,
    is: object(
      { ...typed, is_decimal_allowed: needed(boolean), initial_value: decimal, min_value: decimal, max_value: decimal },
      numbersInOrder,
    ),
  },
  file_input: {
    in: ['input'],
    on: modalOnly,
    is: object({ ...action, filetypes: array(string({ min: 1, max: 20 }), { min: 1 }), max_files: integer(1, 10) }),
  },
};

/** Elements that Slack lets write into a conversation after a modal is submitted; only there, and only in an input block. */
const answering = new Set(['conversations_select', 'channels_select']);

/** The elements that may stand in this block on this surface, by `type`. */
export function elementsIn(holder: Holder, surface: Surface): Record<string, ObjectSchema> {
  const allowed = Object.entries(elements).filter(([, element]) => element.in.includes(holder) && element.on.includes(surface));
  return Object.fromEntries(allowed.map(([type, { is }]) => [type, holder === 'input' && surface === 'modal' ? answerable(type, is) : is]));
}

function answerable(type: string, is: ObjectSchema): ObjectSchema {
  if (!answering.has(type)) return is;
  return { ...is, fields: new Map([...is.fields, ...object(toConversation).fields]) };
}
