const mostWords = 8;
const emoji = /:[\w+'-]+(?:::skin-tone-[2-6])?:|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200D|\uFE0F|[\u{1F1E6}-\u{1F1FF}]/gu;
const mention = /<@[A-Z0-9]+(?:\|[^<>]*)?>/g;
const linkOrDigit = /\d|<|https?:|www\./;

/** Words that only say "I am on it": a reply of nothing else answers no question. */
const holding = new Set(
  `a again am an and asap ask asked asking at back be bit check checked checking client customer customers do em for from get getting give going got hang hear hello
  hey hi him her hold i id ill im in into it just later let lets letting look looking me minute moment note noted now ok okay on one pass passing please pls quick
  quickly reach reaching reply response sec second shortly shout soon ta team thank thanks the them then thx to ty until up update us wait waiting we well will
  with you your`.split(/\s+/),
);

/** "Thanks, will check with the customer", or only emoji; with a file, a digit or a link it always says something. */
export function isHoldingReply(text: string, files: number | readonly unknown[]): boolean {
  if ((typeof files === 'number' ? files : files.length) > 0) return false;
  const spoken = text.normalize('NFKC').replace(mention, ' ');
  const written = spoken.replace(emoji, ' ');
  if (linkOrDigit.test(written)) return false;

  const words =
    written
      .toLowerCase()
      .replace(/['’]/g, '')
      .match(/\p{L}+/gu) ?? [];
  if (words.length === 0) return spoken.trim() !== written.trim() && !/\S/.test(written.replace(/[\p{P}\p{S}]/gu, ''));
  return words.length <= mostWords && words.every((word) => holding.has(word));
}
