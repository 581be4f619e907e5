/** The `rich_text` block that Slack makes of what a person wrote. */
import type { Json } from './model';
import { unescaped } from './wording';

const STYLES: Record<string, string> = { '*': 'bold', _: 'italic', '~': 'strike', '`': 'code' };
const PIECES =
  /<@(?<user>[UW][A-Z0-9]+)(?:\|[^>]*)?>|<#(?<channel>[CGD][A-Z0-9]+)(?:\|[^>]*)?>|<!subteam\^(?<group>S[A-Z0-9]+)(?:\|[^>]*)?>|<!(?<range>here|channel|everyone)(?:\|[^>]*)?>|<(?<url>(?:https?:\/\/|mailto:)[^|>]+)(?:\|(?<label>[^>]*))?>|:(?<emoji>[a-z0-9_+-]+):|(?<=^|[\s(])(?<mark>[*_~`])(?<styled>[^\s*_~`](?:[^*_~`\n]*[^\s*_~`])?)\k<mark>(?=$|[\s.,;:!?)])/g;

export function richTextOf(text: string, blockId: string): Json {
  const elements = text.split('```').flatMap((part, index) => (index % 2 === 1 ? [preformatted(part)] : paragraphs(part)));
  return { type: 'rich_text', block_id: blockId, elements };
}

function preformatted(code: string): Json {
  return { type: 'rich_text_preformatted', elements: [{ type: 'text', text: unescaped(code.replace(/^\n|\n$/g, '')) }], border: 0 };
}

/** Runs of quoted and of plain lines. */
function paragraphs(text: string): Json[] {
  const made: Json[] = [];
  for (const line of text.replace(/^\n|\n$/g, '').split('\n')) {
    const quoted = line.startsWith('&gt;');
    const type = quoted ? 'rich_text_quote' : 'rich_text_section';
    const elements = inline(quoted ? line.slice(4).trimStart() : line);
    const last = made[made.length - 1];
    if (last?.type === type) (last.elements as Json[]).push({ type: 'text', text: '\n' }, ...elements);
    else if (elements.length > 0) made.push({ type, elements });
  }
  return made;
}

function inline(line: string): Json[] {
  const elements: Json[] = [];
  let from = 0;
  for (const match of line.matchAll(PIECES)) {
    if (match.index > from) elements.push(plain(line.slice(from, match.index)));
    elements.push(piece(match.groups ?? {}));
    from = match.index + match[0].length;
  }
  if (from < line.length) elements.push(plain(line.slice(from)));
  return elements;
}

function piece(found: Record<string, string | undefined>): Json {
  if (found.user !== undefined) return { type: 'user', user_id: found.user };
  if (found.channel !== undefined) return { type: 'channel', channel_id: found.channel };
  if (found.group !== undefined) return { type: 'usergroup', usergroup_id: found.group };
  if (found.range !== undefined) return { type: 'broadcast', range: found.range };
  if (found.emoji !== undefined) return { type: 'emoji', name: found.emoji };
  if (found.url !== undefined) return link(found.url, found.label);
  return { ...plain(found.styled ?? ''), style: { [STYLES[found.mark ?? ''] ?? 'bold']: true } };
}

function link(url: string, label: string | undefined): Json {
  return { type: 'link', url: unescaped(url), ...(label === undefined ? {} : { text: unescaped(label) }) };
}

function plain(text: string): Json {
  return { type: 'text', text: unescaped(text) };
}
