/** Walking through blocks: their elements, the ids that Slack adds, the state of their inputs. */
import type { Ids } from './ids';
import type { Json, StateValues } from './model';

export interface Placed {
  block: Json;
  element: Json;
}

/** Elements a person can use, in reading order. */
export function elementsOf(blocks: readonly unknown[]): Placed[] {
  return blocks.flatMap((block) => (isJson(block) ? elementsIn(block).map((element) => ({ block, element })) : []));
}

export function findElement(blocks: readonly unknown[], blockId: string, actionId: string): Placed | undefined {
  return elementsOf(blocks).find(({ block, element }) => block.block_id === blockId && element.action_id === actionId);
}

/** The same blocks with what Slack fills in: `block_id`, `action_id`, `emoji` of plain texts, `verbatim` of marked-up ones. */
export function completed(blocks: readonly unknown[], ids: Ids): Json[] {
  return blocks.filter(isJson).map((block) => completedBlock(block, ids));
}

/** What the inputs of blocks hold: what they held before where block, element and type are the same, else what they start with. */
export function stateOf(blocks: readonly unknown[], before: StateValues = {}, conversation?: string): StateValues {
  const values: StateValues = {};
  for (const { block, element } of elementsOf(blocks)) {
    const initial = initialValue(element, conversation);
    if (initial === null) continue;

    const blockId = String(block.block_id);
    const actionId = String(element.action_id);
    const held = before[blockId]?.[actionId];
    const kept = held !== undefined && held.type === element.type ? held : initial;
    values[blockId] = { ...values[blockId], [actionId]: kept };
  }
  return values;
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function elementsIn(block: Json): Json[] {
  if (block.type === 'input') return isJson(block.element) ? [block.element] : [];
  if (block.type === 'actions' || block.type === 'context_actions') return jsons(block.elements);
  return block.type === 'section' && isJson(block.accessory) && 'action_id' in block.accessory ? [block.accessory] : [];
}

function jsons(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

function completedBlock(block: Json, ids: Ids): Json {
  const filled = withTextDefaults(block) as Json;
  if (filled.block_id === undefined || filled.block_id === '') filled.block_id = ids.secret(5);
  if (filled.type === 'input' && isJson(filled.element)) filled.element = withActionId(filled.element, ids);
  if (filled.type === 'actions') filled.elements = jsons(filled.elements).map((element) => withActionId(element, ids));
  if (filled.type === 'section' && isJson(filled.accessory) && filled.accessory.type !== 'image') {
    filled.accessory = withActionId(filled.accessory, ids);
  }
  return filled;
}

function withActionId(element: Json, ids: Ids): Json {
  return element.action_id === undefined || element.action_id === '' ? { ...element, action_id: ids.secret(5) } : element;
}

/** A copy in which text objects carry Slack's defaults. */
function withTextDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTextDefaults);
  if (!isJson(value)) return value;

  const copy: Json = {};
  for (const key in value) copy[key] = withTextDefaults(value[key]);
  if (copy.type === 'plain_text' && copy.emoji === undefined) copy.emoji = true;
  if (copy.type === 'mrkdwn' && copy.verbatim === undefined) copy.verbatim = false;
  return copy;
}

function initialValue(element: Json, conversation?: string): Json | null {
  const type = String(element.type);
  const slot = VALUE_SLOTS[type];
  if (slot === undefined) return null;

  const current = slot.conversation && element.default_to_current_conversation === true ? conversation : undefined;
  const start = element[slot.initial] ?? (slot.many && current !== undefined ? [current] : current);
  return { type, [slot.key]: start ?? (slot.many ? [] : null) };
}

interface ValueSlot {
  key: string;
  initial: string;
  many?: true;
  conversation?: true;
}

/** Where `state.values` keeps what an element holds, and the property with which it starts. */
export const VALUE_SLOTS: Record<string, ValueSlot | undefined> = {
  plain_text_input: { key: 'value', initial: 'initial_value' },
  email_text_input: { key: 'value', initial: 'initial_value' },
  url_text_input: { key: 'value', initial: 'initial_value' },
  number_input: { key: 'value', initial: 'initial_value' },
  rich_text_input: { key: 'rich_text_value', initial: 'initial_value' },
  static_select: { key: 'selected_option', initial: 'initial_option' },
  external_select: { key: 'selected_option', initial: 'initial_option' },
  radio_buttons: { key: 'selected_option', initial: 'initial_option' },
  checkboxes: { key: 'selected_options', initial: 'initial_options', many: true },
  multi_static_select: { key: 'selected_options', initial: 'initial_options', many: true },
  multi_external_select: { key: 'selected_options', initial: 'initial_options', many: true },
  users_select: { key: 'selected_user', initial: 'initial_user' },
  multi_users_select: { key: 'selected_users', initial: 'initial_users', many: true },
  conversations_select: { key: 'selected_conversation', initial: 'initial_conversation', conversation: true },
  multi_conversations_select: { key: 'selected_conversations', initial: 'initial_conversations', many: true, conversation: true },
  channels_select: { key: 'selected_channel', initial: 'initial_channel' },
  multi_channels_select: { key: 'selected_channels', initial: 'initial_channels', many: true },
  datepicker: { key: 'selected_date', initial: 'initial_date' },
  timepicker: { key: 'selected_time', initial: 'initial_time' },
  datetimepicker: { key: 'selected_date_time', initial: 'initial_date_time' },
  file_input: { key: 'files', initial: 'initial_files', many: true },
};
