import { withoutLinks } from './links';
import { plain } from './plain';

/** What fits into the form's field. */
export const longestTitle = 150;
const longestGuess = 120;

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The first sentence of a thread's root as a title, without its full stop, at most 120 characters. */
export function titleOf(rootText: string): string {
  const line = withoutLinks(rootText)
    .replace(/```|`|(?<![\p{L}\p{N}])[*_~](?=\S)|(?<=\S)[*_~](?![\p{L}\p{N}])/gu, '')
    .split('\n')
    .map((each) => plain(each.replace(/^\s*(?:>|&gt;)+\s*/, '')))
    .find((each) => /[\p{L}\p{N}]/u.test(each));
  if (!line) return '';

  const [first] = sentences.segment(line);
  return shortened((first?.segment ?? line).trim().replace(/(?<![.…])\.$/, ''));
}

/** Cut at a word, with a visible sign that something is missing. */
function shortened(text: string): string {
  if (text.length <= longestGuess) return text;
  const cut = text.slice(0, longestGuess - 1);
  const atWord = cut.replace(/\s+\S*$/u, '');
  return `${(atWord.length > longestGuess / 2 ? atWord : cut).replace(/[\uD800-\uDBFF]$/, '').trimEnd()}…`;
}
