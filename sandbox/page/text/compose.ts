/** Between what a person types (`@ana`, `#support`) and what Slack stores (`<@U1>`, `<#C1|support>`). */
import { escapeText, unescapeText } from './mrkdwn';
import { type Directory, handleOf } from './names';

const TYPED = /https?:\/\/[^\s<>]+|@[\w][\w.-]*|#[\w][\w-]*/g;
const CODE = /(```[\s\S]*?```|`[^`\n]+`)/;

/** Code keeps its `@` and `#` as they are. */
export function toWire(typed: string, directory: Directory): string {
  return typed
    .split(CODE)
    .map((piece, index) => (index % 2 === 1 ? escapeText(piece) : proseToWire(piece, directory)))
    .join('');
}

function proseToWire(prose: string, directory: Directory): string {
  let wire = '';
  let from = 0;
  for (const match of prose.matchAll(TYPED)) {
    wire += escapeText(prose.slice(from, match.index)) + tokenToWire(match[0], directory, /\w$/.test(prose.slice(0, match.index)));
    from = match.index + match[0].length;
  }
  return wire + escapeText(prose.slice(from));
}

/** `glued`: the token follows a letter, as in `bo@acme.example`, and is no mention. */
function tokenToWire(token: string, directory: Directory, glued: boolean): string {
  if (token.startsWith('http')) return urlToWire(token);
  if (glued) return escapeText(token);
  const end = /[.-]+$/.exec(token)?.[0] ?? '';
  const mention = mentionToWire(token.slice(0, token.length - end.length), directory);
  return mention ? mention + end : escapeText(token);
}

function urlToWire(token: string): string {
  const url = token.replace(/[.,;:!?)\]'"*_~]+$/, '');
  return `<${escapeText(url)}>${escapeText(token.slice(url.length))}`;
}

function mentionToWire(token: string, { people, channels, groups }: Directory): string | null {
  const name = token.slice(1).toLowerCase();
  if (token.startsWith('#')) {
    const channel = channels.find((found) => found.name === name && found.kind !== 'im' && found.kind !== 'mpim');
    return channel ? `<#${channel.id}|${channel.name}>` : null;
  }
  if (/^(here|channel|everyone)$/.test(name)) return `<!${name}>`;
  const group = groups.find(({ handle, isDisabled }) => !isDisabled && handle.toLowerCase() === name);
  if (group) return `<!subteam^${group.id}|@${group.handle}>`;
  const person = people.find((found) => !found.deleted && handleOf(found).toLowerCase() === name);
  return person ? `<@${person.id}>` : null;
}

/** For the edit box: what the author would have typed. */
export function toTyped(wire: string, { people, channels, groups }: Directory): string {
  const typed = wire.replace(/<([^<>|]+)(?:\|([^<>]*))?>/g, (_, target: string, label: string | undefined) => {
    if (target.startsWith('@')) return `@${personHandle(people, target.slice(1)) ?? label ?? target.slice(1)}`;
    if (target.startsWith('#')) return `#${channels.find(({ id }) => id === target.slice(1))?.name ?? label ?? target.slice(1)}`;
    if (target.startsWith('!subteam^')) return `@${groups.find(({ id }) => id === target.slice(9))?.handle ?? label ?? ''}`;
    return target.startsWith('!') ? `@${target.slice(1)}` : target;
  });
  return unescapeText(typed);
}

function personHandle(people: Directory['people'], id: string): string | undefined {
  const person = people.find((found) => found.id === id);
  return person && handleOf(person);
}
