import { emojiCharacter } from '../text/emoji';

/** A shortcode as a picture; one outside the common set as Slack shows an unknown one: `:name:`. */
export function EmojiSign({ name, unicode }: { name: string; unicode?: string | undefined }) {
  const character = emojiCharacter(name) ?? fromCodePoints(unicode);
  if (!character) return <>{`:${name}:`}</>;
  return (
    <span className="emoji" role="img" aria-label={name.replaceAll('_', ' ')} title={`:${name}:`}>
      {character}
    </span>
  );
}

/** `1f469-200d-1f4bb` */
function fromCodePoints(unicode: string | undefined): string | undefined {
  if (!unicode || !/^[0-9a-f]+(-[0-9a-f]+)*$/i.test(unicode)) return undefined;
  return String.fromCodePoint(...unicode.split('-').map((hex) => Number.parseInt(hex, 16)));
}
