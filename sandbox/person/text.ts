/** Everything that can be read in a message or view, line by line. */
import type { SeenMessage, SeenView } from '../api';
import { elementsOf, isJson, VALUE_SLOTS } from '../blocks';
import type { Json } from '../model';

export function textOf(shown: SeenMessage | SeenView): string {
  if ('state' in shown) return viewText(shown);

  const blocks = (shown.blocks ?? []).filter(isJson);
  const said = blocks.length === 0 ? [shown.text] : blocks.map(blockText);
  return [...said, ...(shown.files ?? []).filter(isJson).map((file) => `[${String(file.name)}]`)].filter((line) => line !== '').join('\n');
}

export function blockText(block: Json): string {
  switch (block.type) {
    case 'header':
    case 'markdown':
      return words(block.text);
    case 'section':
      return lines([words(block.text), ...list(block.fields).map(words), isJson(block.accessory) ? elementText(block.accessory) : '']);
    case 'context':
      return list(block.elements)
        .map((element) => (element.type === 'image' ? String(element.alt_text) : words(element)))
        .join(' ');
    case 'actions':
      return list(block.elements).map(elementText).join(' ');
    case 'input':
      return lines([words(block.label), isJson(block.element) ? elementText(block.element) : '', words(block.hint)]);
    case 'image':
      return lines([words(block.title), String(block.alt_text ?? '')]);
    case 'rich_text':
      return richText(block);
    default:
      return '';
  }
}

function viewText(view: SeenView): string {
  const given = elementsOf(view.blocks).flatMap(({ block, element }) => {
    const slot = VALUE_SLOTS[String(element.type)];
    const value = view.state.values[String(block.block_id)]?.[String(element.action_id)];
    const text = slot === undefined || value === undefined ? '' : valueText(value[slot.key]);
    return text === '' ? [] : [[block, text] as const];
  });
  const byBlock = new Map(given);
  const body = view.blocks
    .filter(isJson)
    .map((block) => lines([blockText(block), byBlock.get(block) ?? '', view.errors[String(block.block_id)] ?? '']));
  const buttons = [view.close, view.submit].map((button) => (words(button) === '' ? '' : `[${words(button)}]`)).join(' ');
  return lines([words(view.title), ...body, buttons.trim()]);
}

function elementText(element: Json): string {
  if (element.type === 'button') return `[${words(element.text)}]`;
  if (element.type === 'image') return String(element.alt_text ?? '');
  const options =
    element.type === 'overflow' || element.type === 'checkboxes' || element.type === 'radio_buttons' ? list(element.options) : [];
  return options.length > 0 ? options.map((option) => `[${words(option.text)}]`).join(' ') : words(element.placeholder);
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(', ');
  if (isJson(value)) return value.type === 'rich_text' ? richText(value) : words(value.text);
  return value === null || value === undefined ? '' : String(value);
}

function richText(node: Json): string {
  const own = typeof node.text === 'string' ? node.text : '';
  const named =
    node.user_id ?? node.channel_id ?? node.usergroup_id ?? node.range ?? (node.type === 'emoji' ? `:${node.name}:` : undefined);
  const inner = list(node.elements)
    .map(richText)
    .join(node.type === 'rich_text' || node.type === 'rich_text_list' ? '\n' : '');
  return own || (named === undefined ? String(node.url ?? '') : String(named)) || inner;
}

function words(text: unknown): string {
  if (typeof text === 'string') return text;
  return isJson(text) && typeof text.text === 'string' ? text.text : '';
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

function lines(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}
