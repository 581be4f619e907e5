import type { Message } from '../../delivery/words';
import { chunk, clamp, harmless } from '../../slack/text';
import { type Blocks, context, section } from '../escalations/parts';
import { body, type Quote, saying, shortened } from './quote';

/** Slack counts all blocks of a message together, undocumented: about 11,000 characters were refused, so it stays well below. */
const mostShown = 8_500;
const mostInSection = 3_000;
const mostSpoken = 3_500;
const longestName = 80;

/** A message of one thread in the other: with its author's name and picture, and where it comes from. */
export function copyMessage(quote: Quote, via: string): Message {
  const author = harmless(quote.author);
  return {
    text: shortened(`${author} via ${via}: ${saying(quote)}`, mostSpoken, quote.link),
    blocks: blocksOf(quote),
    as: { name: nameVia(quote.author, via), ...(quote.picture && { picture: quote.picture }) },
  };
}

function blocksOf(quote: Quote): Blocks {
  const shown = shortened(body(quote), mostShown, quote.link);
  return [...chunk(shown, mostInSection).map(section), ...(quote.edited ? [context('(edited)')] : [])];
}

/** The author gives way, not the place. */
function nameVia(author: string, via: string): string {
  const suffix = ` via ${clamp(via, longestName / 2)}`;
  return `${clamp(author, longestName - suffix.length)}${suffix}`;
}
