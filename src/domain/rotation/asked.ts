import { plain } from '../escalations/plain';

export const rotaVerbs = ['now', 'next', 'mine', 'swap', 'away', 'preview', 'help'] as const;
export type RotaVerb = (typeof rotaVerbs)[number];

/** `/rota next Payments`, as Slack sends it: what is asked, and of which rotation. Words that are no verb name the rotation. */
export function parseRota(text: string): { verb: RotaVerb; name: string | null } {
  const line = plain(text);
  const [first = '', ...rest] = line.split(' ');
  const verb = rotaVerbs.find((one) => one === first.toLowerCase());
  const name = unquoted(verb ? rest.join(' ') : line);
  return { verb: verb ?? 'now', name: name || null };
}

const unquoted = (name: string): string => name.replace(/^["'“”‘’]+|["'“”‘’]+$/g, '').trim();
