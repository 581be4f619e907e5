/** What somebody typed, as mrkdwn that shows exactly that. */
export function escapeText(typed: string): string {
  return typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * What somebody said in Slack (as its events carry it: escaped, with `<…>` for mentions and links), quoted so that it reaches nobody:
 * mentions become names, links show where they lead.
 */
export function harmless(said: string, nameOf: (userId: string) => string | undefined = () => undefined): string {
  return said
    .split(/(<[^<>]*>)/)
    .map((part, index) => (index % 2 === 1 ? inert(part.slice(1, -1), nameOf) : tidy(part)))
    .join('');
}

function inert(token: string, nameOf: (userId: string) => string | undefined): string {
  const [target = '', label = ''] = split(token);
  const [sign, rest] = [target[0], target.slice(1)];
  if (sign === '@') return tidy(`@${label || (nameOf(rest) ?? rest)}`);
  if (sign === '#') return label ? tidy(`#${label}`) : `<#${rest}>`;
  if (sign === '!') return tidy(special(rest, label));
  return link(target, tidy(label));
}

/** Label after the first bar; what is in it is as escaped as the rest. */
function split(token: string): string[] {
  const bar = token.indexOf('|');
  return bar === -1 ? [token] : [token.slice(0, bar), token.slice(bar + 1)];
}

function special(command: string, label: string): string {
  if (command.startsWith('subteam^')) return label ? `@${label.replace(/^@/, '')}` : '@group';
  if (label) return label;
  return broadcasts.has(command) ? `@${command}` : command;
}

const broadcasts = new Set(['channel', 'here', 'everyone']);

function link(url: string, label: string): string {
  const address = url.replace(/^(mailto|tel):/, '');
  if (address !== url) return label && label !== address ? `${label} (${address})` : address;
  return label && label !== url && `${label}/` !== url && !url.endsWith(`//${label}`) ? `${label} (${url})` : url;
}

/** Outside tokens: a stray sign of the markup is shown as itself, and a bare `@here` (which Slack may take for one) calls nobody. */
function tidy(text: string): string {
  return text
    .replace(/&(?!(?:amp|lt|gt);)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/@(?=(?:channel|here|everyone)\b)/g, '@\u200B');
}

/** At most `max` UTF-16 units, with a visible "…" where something was left out. Splits no character, no entity and no `<…>` token. */
export function clamp(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, safeCut(text, max - 1)).trimEnd()}…`;
}

/** In pieces of at most `max`, broken at line ends where it can be, else between words. Nothing but white space at the breaks is lost. */
export function chunk(text: string, max: number): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > max) {
    const cut = breakBefore(rest, max);
    pieces.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return rest ? [...pieces, rest] : pieces;
}

function breakBefore(text: string, max: number): number {
  const cut = safeCut(text, max);
  const line = text.lastIndexOf('\n', cut);
  if (line > cut / 2) return line;
  const space = text.lastIndexOf(' ', cut);
  const gentle = space > cut / 2 ? safeCut(text, space) : cut;
  // A token longer than a piece has to be broken somewhere.
  return gentle > 0 ? gentle : max;
}

/** The last place at or before `at` where the text may be cut. */
function safeCut(text: string, at: number): number {
  const inToken = startOf(text, at, /<[@#!a-z][^<>\n]*>/gi);
  if (inToken !== null) return inToken;
  const inEntity = startOf(text, at, /&(?:amp|lt|gt);/g, 5);
  if (inEntity !== null) return inEntity;
  return isLowSurrogate(text.charCodeAt(at)) ? at - 1 : at;
}

/** Where the match begins that has `at` inside it. */
function startOf(text: string, at: number, pattern: RegExp, longest = 3_000): number | null {
  const from = Math.max(0, at - longest);
  for (const match of text.slice(from, at + longest).matchAll(pattern)) {
    const start = from + match.index;
    if (start < at && start + match[0].length > at) return start;
  }
  return null;
}

const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;
