import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { actions, button, context, option, plainText, typed } from '../escalations/parts';

export { actions, brief, button, context, moment, option, plainText, section, typed } from '../escalations/parts';

interface Modal {
  id: string;
  title: string;
  blocks: KnownBlock[];
  /** Without it the modal only shows. */
  submit?: string;
  close?: string;
  metadata?: unknown;
}

export function modal({ id, title, blocks, submit, close, metadata }: Modal): ModalView {
  return {
    type: 'modal',
    callback_id: id,
    title: plainText(title, 24),
    close: plainText(close ?? (submit ? 'Cancel' : 'Close'), 24),
    ...(submit && { submit: plainText(submit, 24) }),
    ...(metadata !== undefined && { private_metadata: JSON.stringify(metadata) }),
    blocks,
  };
}

interface Field {
  hint?: string;
  optional?: boolean;
  /** What is chosen is told at once. */
  dispatch?: boolean;
}

/** Its `block_id` is the name of the field: errors are put beside it, and what was typed survives a redraw. */
export function field(
  name: string,
  label: string,
  element: InputBlock['element'],
  { hint, optional = false, dispatch }: Field = {},
): InputBlock {
  const more = { ...(hint && { hint: plainText(hint, 150) }), ...(dispatch && { dispatch_action: true }) };
  return { type: 'input', block_id: name, label: plainText(label), element, optional, ...more };
}

interface Text {
  value?: string | null;
  most?: number;
  lines?: boolean;
  placeholder?: string;
}

export function textInput(name: string, { value, most, lines, placeholder }: Text): InputBlock['element'] {
  return {
    type: 'plain_text_input',
    action_id: name,
    ...(lines && { multiline: true }),
    ...(most && { max_length: most }),
    ...(value && { initial_value: value }),
    ...(placeholder && { placeholder: plainText(placeholder, 150) }),
  };
}

export const peopleInput = (name: string, users: string[]): InputBlock['element'] => ({
  type: 'multi_users_select',
  action_id: name,
  ...(users.length > 0 && { initial_users: users }),
});

/** Names the zones that Slack's readers know; too many for a list, so it is searched. `squad_zone`, `hours_zone`: both are answered alike. */
export const zoneInput = (actionId: string, zone: string | null, placeholder: string): InputBlock['element'] => ({
  type: 'external_select',
  action_id: actionId,
  min_query_length: 0,
  placeholder: plainText(placeholder, 150),
  ...(zone && { initial_option: zoneOption(zone) }),
});

export const zoneOption = (zone: string): PlainTextOption => option(zone.replaceAll('_', ' '), zone);

export function tick(name: string, text: string, ticked: boolean): InputBlock['element'] {
  const yes = option(text, 'yes');
  return { type: 'checkboxes', action_id: name, options: [yes], ...(ticked && { initial_options: [yes] }) };
}

/** What went wrong, or what was done, above the rest. */
export const notice = (text: string | undefined): KnownBlock[] => (text ? [context(`:information_source: ${typed(text)}`)] : []);

/** Where in a list somebody is. */
export interface ListPlace {
  /** From 0. */
  page: number;
  /** What was typed into `Find`. */
  words: string;
}

export interface Page<T> extends ListPlace {
  items: T[];
  total: number;
  size: number;
}

/** A list of one page needs no search. */
export const isSearched = ({ total, size, words }: Page<unknown>): boolean => total > size || words !== '';

/** `Find`: looks when Enter is pressed, and when the modal is submitted: Slack wants a modal with a field to have a submit button. */
export function findInput(actionId: string, { words }: ListPlace): InputBlock {
  return {
    type: 'input',
    block_id: 'find',
    label: plainText('Find'),
    optional: true,
    dispatch_action: true,
    element: {
      type: 'plain_text_input',
      action_id: actionId,
      dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
      ...(words && { initial_value: words }),
    },
  };
}

/** `1–15 of 37` with `Previous` and `Next`. */
export function paging(actionId: string, { page, size, total, items }: Page<unknown>): KnownBlock[] {
  if (total <= size) return [];
  const first = page * size + 1;
  const buttons = [
    ...(page > 0 ? [button('Previous', `${actionId}:previous`, String(page - 1))] : []),
    ...(first + items.length - 1 < total ? [button('Next', `${actionId}:next`, String(page + 1))] : []),
  ];
  return [context(`${first}–${first + items.length - 1} of ${total}`), ...actions(buttons, 'paging')];
}

export const lines = (...parts: (string | null | false | undefined)[]): string => parts.filter(Boolean).join('\n');
