import { emojiCharacter } from './emoji';
import { parsePlain } from './mrkdwn';

/** `plain_text` as one string, its shortcodes as characters: for labels and options, where no picture can stand. */
export function plainWords(text: string): string {
  return parsePlain(text)
    .map((span) => {
      if (span.kind === 'emoji') return emojiCharacter(span.name) ?? `:${span.name}:`;
      return span.kind === 'text' ? span.text : '';
    })
    .join('');
}
