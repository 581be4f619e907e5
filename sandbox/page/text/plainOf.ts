import { emojiCharacter } from './emoji';
import { type Part, parseMrkdwn, type Span } from './mrkdwn';
import { type Directory, personName } from './names';

/** A text without any marks: for labels and for reading aloud. */
export function plainOf(text: string, directory: Directory): string {
  return parseMrkdwn(text)
    .map((part) => partWords(part, directory))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function partWords(part: Part, directory: Directory): string {
  if (part.kind === 'pre') return part.text;
  return part.lines.map((spans) => spans.map((span) => spanWords(span, directory)).join('')).join(' ');
}

function spanWords(span: Span, { people, channels, groups }: Directory): string {
  switch (span.kind) {
    case 'text':
    case 'code':
      return span.text;
    case 'bold':
    case 'italic':
    case 'strike':
      return span.spans.map((inner) => spanWords(inner, { people, channels, groups })).join('');
    case 'link':
      return span.label;
    case 'emoji':
      return emojiCharacter(span.name) ?? `:${span.name}:`;
    case 'user':
      return personName(people.find(({ id }) => id === span.id));
    case 'channel':
      return `#${channels.find(({ id }) => id === span.id)?.name ?? span.label ?? 'private channel'}`;
    case 'group':
      return `@${groups.find(({ id }) => id === span.id)?.handle ?? span.label ?? 'group'}`;
    case 'broadcast':
      return `@${span.range}`;
    case 'date':
      return span.fallback;
  }
}
