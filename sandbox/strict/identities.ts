/** What must be unique across blocks: ids by which an interaction names its origin, the one field that has the focus. */
import type { Surface } from './elements';
import { isRecord, type Report } from './schema';

/** Ids seen so far in one message or view. Slack tells messages' actions apart by `action_id` in the whole message, views' in their block. */
export interface Seen {
  blockIds: Set<string>;
  actionIds: Set<string>;
  focused: boolean;
  markdownLength: number;
}

export const nothingSeen = (): Seen => ({ blockIds: new Set(), actionIds: new Set(), focused: false, markdownLength: 0 });

const mostMarkdown = 12_000;

export function inspectIdentities(blocks: readonly unknown[], surface: Surface, at: string, seen: Seen, report: Report): void {
  for (const [index, block] of blocks.entries()) {
    if (!isRecord(block)) continue;
    const where = `${at}/${index}`;
    unique('block_id', block.block_id, seen.blockIds, where, report);
    if (surface !== 'message') seen.actionIds = new Set();
    inspectActions(block, where, seen, report);
    if (block.type === 'markdown') countMarkdown(block.text, where, seen, report);
  }
}

function inspectActions(block: Record<string, unknown>, at: string, seen: Seen, report: Report): void {
  inspectAction(block.accessory, `${at}/accessory`, seen, report);
  inspectAction(block.element, `${at}/element`, seen, report);
  if (block.type !== 'actions' || !Array.isArray(block.elements)) return;
  for (const [index, element] of block.elements.entries()) inspectAction(element, `${at}/elements/${index}`, seen, report);
}

function inspectAction(element: unknown, at: string, seen: Seen, report: Report): void {
  if (!isRecord(element)) return;
  unique('action_id', element.action_id, seen.actionIds, at, report);
  if (element.focus_on_load !== true) return;
  if (seen.focused) report('only one element may have `focus_on_load`', `${at}/focus_on_load`);
  seen.focused = true;
}

function unique(name: 'action_id' | 'block_id', id: unknown, seen: Set<string>, at: string, report: Report): void {
  if (typeof id !== 'string') return;
  if (seen.has(id)) report(`\`${name}\` "${id}" already exists`, `${at}/${name}`);
  seen.add(id);
}

/** Slack's limit holds for all markdown blocks of a message together. */
function countMarkdown(text: unknown, at: string, seen: Seen, report: Report): void {
  if (typeof text !== 'string') return;
  const before = seen.markdownLength;
  seen.markdownLength += text.length;
  if (text.length <= mostMarkdown && before <= mostMarkdown && seen.markdownLength > mostMarkdown) {
    report(`must be less than ${mostMarkdown + 1} characters in all markdown blocks together`, `${at}/text`);
  }
}
