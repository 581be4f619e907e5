import { EMOJI_TABLE } from './emojiTable';

export interface Emoji {
  name: string;
  character: string;
}

/** First name of each emoji, in the order of the table: what the picker shows. */
export const EMOJI: readonly Emoji[] = [];
const characters = new Map<string, string>();

for (const entry of EMOJI_TABLE.trim().split(/[|\n]/)) {
  const words = entry.trim().split(' ');
  const character = words.pop() ?? '';
  const [first] = words;
  if (!first) continue;
  (EMOJI as Emoji[]).push({ name: first, character });
  for (const name of words) characters.set(name, character);
}

const TONES = ['🏻', '🏼', '🏽', '🏾', '🏿'];

/** `wave` or `wave::skin-tone-3` → the character; undefined for a shortcode that is not in the common set. */
export function emojiCharacter(shortcode: string): string | undefined {
  const [name = '', tone] = shortcode.split('::');
  const character = characters.get(name);
  if (!character || !tone) return character;
  const modifier = TONES[Number(tone.replace('skin-tone-', '')) - 2];
  return modifier ? character.replace('\uFE0F', '') + modifier : character;
}

/** Emoji whose name has the words typed, those starting with them first. */
export function findEmoji(query: string, limit: number): Emoji[] {
  const wanted = query.toLowerCase().replaceAll(' ', '_');
  const starts: Emoji[] = [];
  const contains: Emoji[] = [];
  for (const [name, character] of characters) {
    if (name.startsWith(wanted)) starts.push({ name, character });
    else if (name.includes(wanted)) contains.push({ name, character });
  }
  return distinct([...starts, ...contains]).slice(0, limit);
}

function distinct(found: Emoji[]): Emoji[] {
  const seen = new Set<string>();
  return found.filter(({ character }) => !seen.has(character) && seen.add(character));
}
