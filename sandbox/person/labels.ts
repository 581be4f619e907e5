/** What a person can use in blocks, by the words that stand on it or beside it. */
import { elementsOf, isJson, VALUE_SLOTS } from '../blocks';
import type { Json } from '../model';
import { blockText } from './text';

/** Something to press: a button, an entry of an overflow menu, a choice outside a form. */
export interface Control {
  label: string;
  blockId: string;
  actionId: string;
  /** What pressing it says, for entries of menus and groups. */
  value?: Json;
  /** Text of its block and of those above it up to the last one with text of its own. */
  around: string;
}

/** Something to fill in. */
export interface Field {
  /** Label of the input block, or placeholder and text beside it. */
  labels: string[];
  blockId: string;
  actionId: string;
  element: Json;
}

export function controls(blocks: readonly unknown[]): Control[] {
  const surroundings = aroundEach(blocks);
  return elementsOf(blocks).flatMap(({ block, element }) => {
    const place = { blockId: String(block.block_id), actionId: String(element.action_id), around: surroundings.get(block) ?? '' };
    if (element.type === 'button') return [{ ...place, label: labelOf(element.text) }];
    if (block.type === 'input') return [];
    return choices(element).map((option) => ({ ...place, label: labelOf(option.text), value: chosen(element, option) }));
  });
}

export function fields(blocks: readonly unknown[]): Field[] {
  return elementsOf(blocks).flatMap(({ block, element }) => {
    if (VALUE_SLOTS[String(element.type)] === undefined) return [];
    const labels = [labelOf(block.label), labelOf(block.text), labelOf(element.placeholder)].filter((label) => label !== '');
    return [{ labels, blockId: String(block.block_id), actionId: String(element.action_id), element }];
  });
}

/** The words of a text object. */
export function labelOf(text: unknown): string {
  return isJson(text) && typeof text.text === 'string' ? text.text : '';
}

/** Options of an element in one list, whether they stand in groups or not. */
export function choices(element: Json): Json[] {
  const groups = Array.isArray(element.option_groups) ? element.option_groups.filter(isJson) : [];
  const lists = [element.options, ...groups.map((group) => group.options)];
  return lists.flatMap((list) => (Array.isArray(list) ? list.filter(isJson) : []));
}

function chosen(element: Json, option: Json): Json {
  return VALUE_SLOTS[String(element.type)]?.many ? { selected_options: [option] } : { selected_option: option };
}

function aroundEach(blocks: readonly unknown[]): Map<Json, string> {
  const found = new Map<Json, string>();
  let above = '';
  for (const block of blocks.filter(isJson)) {
    const own = block.type === 'actions' || block.type === 'divider' ? '' : blockText(block);
    if (own !== '') above = own;
    found.set(block, above);
  }
  return found;
}
