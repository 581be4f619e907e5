/** Slack's mrkdwn as a tree. Pure: what the tree looks like on the page is `blocks/Mrkdwn.tsx`. */
export type Span =
  | { kind: 'text'; text: string }
  | { kind: 'emoji'; name: string }
  | { kind: 'bold' | 'italic' | 'strike'; spans: Span[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; url: string; label: string }
  | { kind: 'user' | 'channel' | 'group'; id: string; label?: string }
  | { kind: 'broadcast'; range: string }
  | { kind: 'date'; seconds: number; format: string; url?: string; fallback: string };

export type Part = { kind: 'text'; lines: Span[][] } | { kind: 'quote'; lines: Span[][] } | { kind: 'pre'; text: string };

export interface MrkdwnOptions {
  /** Leaves bare URLs as text, as Slack's `verbatim` does. */
  verbatim?: boolean;
}

const FENCE = /```([\s\S]+?)```/g;

export function parseMrkdwn(text: string, options: MrkdwnOptions = {}): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const fence of text.matchAll(FENCE)) {
    parts.push(...parseLines(trimOneBreak(text.slice(from, fence.index), from > 0, true), options));
    parts.push({ kind: 'pre', text: plain(fence[1] ?? '').replace(/^\n|\n$/g, '') });
    from = fence.index + fence[0].length;
  }
  parts.push(...parseLines(trimOneBreak(text.slice(from), from > 0, false), options));
  return parts;
}

/** A fence stands on lines of its own: the line breaks around it are not empty lines. */
function trimOneBreak(text: string, start: boolean, end: boolean): string {
  const headless = start ? text.replace(/^\n/, '') : text;
  return end ? headless.replace(/\n$/, '') : headless;
}

function parseLines(text: string, options: MrkdwnOptions): Part[] {
  if (text === '') return [];
  const parts: Part[] = [];
  let restIsQuote = false;
  for (const line of text.split('\n')) {
    const mark = restIsQuote ? '' : (/^(?:(?:&gt;|>){3} ?|(?:&gt;|>) ?)/.exec(line)?.[0] ?? null);
    if (mark?.replaceAll('&gt;', '>').startsWith('>>>')) restIsQuote = true;
    const kind = mark === null ? 'text' : 'quote';
    const last = parts.at(-1);
    const spans = parseSpans(mark ? line.slice(mark.length) : line, options);
    if (last?.kind === kind) last.lines.push(spans);
    else parts.push({ kind, lines: [spans] });
  }
  return parts;
}

const MARKS: Record<string, 'bold' | 'italic' | 'strike'> = { '*': 'bold', _: 'italic', '~': 'strike' };
const EMOJI = /:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/y;
const URL_START = /https?:\/\/[^\s<>|]+/y;

/** One line. Reads left to right; a mark without its partner is a plain character. */
export function parseSpans(line: string, options: MrkdwnOptions = {}): Span[] {
  const spans: Span[] = [];
  const unclosed = new Set<string>();
  let text = '';
  const flush = () => {
    if (text) spans.push({ kind: 'text', text: unescapeText(text) });
    text = '';
  };
  for (let at = 0; at < line.length; ) {
    const found = spanAt(line, at, options, unclosed);
    if (!found) {
      text += line[at];
      at += 1;
      continue;
    }
    flush();
    spans.push(found.span);
    at = found.end;
  }
  flush();
  return spans;
}

interface Found {
  span: Span;
  end: number;
}

/** `unclosed` remembers marks that have no partner ahead, so that a line of a thousand asterisks stays cheap. */
function spanAt(line: string, at: number, options: MrkdwnOptions, unclosed: Set<string>): Found | null {
  const character = line[at] ?? '';
  if (character === '<') return angleAt(line, at);
  if (character === '`') return codeAt(line, at);
  if (character === ':') return emojiAt(line, at);
  if (character === 'h' && !options.verbatim && !isWord(line[at - 1])) return urlAt(line, at);
  const kind = MARKS[character];
  if (!kind || unclosed.has(character) || isWord(line[at - 1]) || isSpace(line[at + 1])) return null;
  const end = closingMark(line, at, character);
  if (end === -1) {
    unclosed.add(character);
    return null;
  }
  return { span: { kind, spans: parseSpans(line.slice(at + 1, end), options) }, end: end + 1 };
}

function closingMark(line: string, from: number, mark: string): number {
  for (let at = from + 1; at < line.length; at += 1) {
    const opening = line[at];
    if (opening === '`' || opening === '<') {
      const end = line.indexOf(opening === '<' ? '>' : '`', at + 1);
      if (end !== -1) at = end;
      continue;
    }
    if (opening === mark && at > from + 1 && !isSpace(line[at - 1]) && !isWord(line[at + 1])) return at;
  }
  return -1;
}

function codeAt(line: string, at: number): Found | null {
  const end = line.indexOf('`', at + 1);
  if (end <= at + 1) return null;
  return { span: { kind: 'code', text: plain(line.slice(at + 1, end)) }, end: end + 1 };
}

function emojiAt(line: string, at: number): Found | null {
  EMOJI.lastIndex = at;
  const match = EMOJI.exec(line);
  return match ? { span: { kind: 'emoji', name: match[1] ?? '' }, end: EMOJI.lastIndex } : null;
}

function urlAt(line: string, at: number): Found | null {
  URL_START.lastIndex = at;
  const match = URL_START.exec(line);
  if (!match) return null;
  const url = match[0].replace(/[.,;:!?)\]'"*_~`]+$/, '');
  return { span: { kind: 'link', url: unescapeText(url), label: unescapeText(url) }, end: at + url.length };
}

function angleAt(line: string, at: number): Found | null {
  const end = line.indexOf('>', at + 1);
  if (end <= at + 1) return null;
  return { span: parseAngle(line.slice(at + 1, end)), end: end + 1 };
}

/** What stands between `<` and `>`: a mention, a special word, a date or a link. */
function parseAngle(inside: string): Span {
  const [target = '', ...labels] = inside.split('|');
  const label = labels.length > 0 ? unescapeText(labels.join('|')) : undefined;
  const mention = /^([@#])([A-Z0-9]+)$/.exec(target);
  if (mention) return { kind: mention[1] === '@' ? 'user' : 'channel', id: mention[2] ?? '', ...(label && { label }) };
  if (target.startsWith('!')) return parseSpecial(target.slice(1), label);
  const url = safeUrl(unescapeText(target));
  return url ? { kind: 'link', url, label: label || url } : { kind: 'text', text: label ?? unescapeText(`<${inside}>`) };
}

function parseSpecial(word: string, label: string | undefined): Span {
  if (/^(here|channel|everyone)$/.test(word)) return { kind: 'broadcast', range: word };
  const [name, first = '', format = '', link] = word.split('^');
  if (name === 'subteam') return { kind: 'group', id: first, ...(label && { label }) };
  if (name !== 'date' || !/^\d+$/.test(first)) return { kind: 'text', text: label ?? `<!${word}>` };
  const url = link ? safeUrl(unescapeText(link)) : null;
  return { kind: 'date', seconds: Number(first), format, fallback: label ?? '', ...(url && { url }) };
}

/** Web and mail addresses only: never `javascript:` or `data:`. */
export function safeUrl(url: string): string | null {
  return /^(https?:\/\/|mailto:|tel:)/i.test(url) ? url : null;
}

/** Text where marks mean nothing: code keeps the label of a link and the name of a mention. */
function plain(text: string): string {
  return unescapeText(text.replace(/<([^<>|]+)(?:\|([^<>]*))?>/g, (_, target: string, label?: string) => label ?? target));
}

export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** `plain_text`: only emoji shortcodes mean something. */
export function parsePlain(text: string, emoji = true): Span[] {
  if (!emoji) return [{ kind: 'text', text }];
  const spans: Span[] = [];
  let from = 0;
  for (const match of text.matchAll(/:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/g)) {
    if (match.index > from) spans.push({ kind: 'text', text: text.slice(from, match.index) });
    spans.push({ kind: 'emoji', name: match[1] ?? '' });
    from = match.index + match[0].length;
  }
  if (from < text.length) spans.push({ kind: 'text', text: text.slice(from) });
  return spans;
}

function isSpace(character: string | undefined): boolean {
  return character === undefined || /\s/.test(character);
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}
