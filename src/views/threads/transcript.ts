import type { Message } from '../../delivery/words';
import { clamp, harmless } from '../../slack/text';
import { type Blocks, context, moment, section } from '../escalations/parts';
import { body, type Quote, saying, shortened } from './quote';

export interface Transcript {
  /** `#support` */
  from: string;
  /** The thread's address. */
  link: string;
  /** How many were left out after the root. */
  earlier: number;
  quotes: Quote[];
}

/** Slack counts all blocks of a message together, undocumented: about 11,000 characters were refused, so it stays well below. */
const mostShown = 8_000;
const mostOfOne = 2_700;
const mostSpoken = 3_500;

/** Up to twenty messages that a thread had when it was attached; `null` when all of them are gone. */
export function transcriptMessage({ from, link, earlier, quotes }: Transcript): Message | null {
  if (quotes.length === 0) return null;
  const share = fairShare(quotes.map((quote) => body(quote).length));
  const shown = quotes.map((quote) => messageBlock(quote, share));
  const left = earlier > 0 ? [context(`<${link}|${earliers(earlier)}> in the thread`)] : [];
  const [root, ...rest] = shown;
  const spoken = quotes.map((quote) => `${harmless(quote.author)}: ${saying(quote)}`).join('\n');
  return {
    text: shortened(`From ${from}: ${spoken}`, mostSpoken, link),
    blocks: [context(`From <${link}|${from}>`), ...(root ? [root] : []), ...left, ...rest] satisfies Blocks,
  };
}

const earliers = (count: number) => (count === 1 ? '1 earlier one' : `${count} earlier ones`);

function messageBlock(quote: Quote, share: number) {
  const edited = quote.edited ? ' (edited)' : '';
  return section(`*${clamp(harmless(quote.author), 100)}* ${moment(quote.at)}${edited}\n${shortened(body(quote), share, quote.link)}`);
}

/** So many characters for each that together they fit: the short ones whole, the long ones alike. */
export function fairShare(lengths: number[], most = mostShown): number {
  const sorted = [...lengths].sort((a, b) => a - b);
  let left = most;
  for (const [index, length] of sorted.entries()) {
    const share = Math.floor(left / (sorted.length - index));
    if (length > share) return Math.min(share, mostOfOne);
    left -= length;
  }
  return mostOfOne;
}
