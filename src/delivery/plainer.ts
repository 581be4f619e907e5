import type { KnownBlock, SectionBlock } from '@slack/types';
import { chunk, clamp } from '../slack/text';
import type { Message } from './words';

const longestText = 3_000;
const mostBlocks = 50;

/** The same in text and sections only: what is left to say when Slack refused the blocks. */
export function plainer({ text, blocks = [], as }: Message): Message {
  const texts = blocks.flatMap(textsOf).filter((one) => one.trim());
  const sections = (texts.length > 0 ? texts : [text]).flatMap((one) => chunk(one, longestText)).slice(0, mostBlocks);
  return { text: clamp(text, longestText), blocks: sections.map(section), ...(as && { as }) };
}

const section = (text: string): SectionBlock => ({ type: 'section', text: { type: 'mrkdwn', text } });

function textsOf(block: KnownBlock): string[] {
  switch (block.type) {
    case 'section':
      return [block.text?.text ?? '', ...(block.fields ?? []).map((field) => field.text)];
    case 'header':
      return [`*${block.text.text}*`];
    case 'context':
      return [block.elements.map((element) => ('text' in element ? element.text : '')).join(' ')];
    default:
      return [];
  }
}
