/** Faces for people without a photograph. */
import type { SeedPerson } from './seed';

/** Initials on the person's color over a shape that differs from person to person; an SVG document, served at `/avatars/<id>.svg`. */
export function avatarSvg({ realName, color }: Pick<SeedPerson, 'realName' | 'color'>): string {
  const turn = sum(realName) % 360;
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72" role="img" aria-hidden="true">',
    `<rect width="72" height="72" fill="#${color}"/>`,
    `<path d="M-20 46 Q36 16 92 46 V110 H-20 Z" fill="#000" fill-opacity=".18" transform="rotate(${turn} 36 36)"/>`,
    '<text x="36" y="37" fill="#fff" font-family="system-ui,sans-serif" font-size="28" font-weight="600"',
    ` text-anchor="middle" dominant-baseline="central">${initials(realName)}</text>`,
    '</svg>',
  ].join('');
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '').join('');
  return letters.toUpperCase() || '?';
}

const sum = (text: string): number => [...text].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0) * 37, 0);
