/** What a person types, as Slack puts it on the wire. */
import type { Store } from './store';

/** Mentions, links and dates that the composer already made: left as they are. */
const MADE =
  /<(?:@[UW][A-Z0-9]+|#[CGD][A-Z0-9]+|!(?:here|channel|everyone)|!subteam\^S[A-Z0-9]+|https?:\/\/[^\s<>|]+|mailto:[^\s<>|]+)(?:\|[^<>]*)?>/;
const ENTITY = /&(?:amp|lt|gt);/;
const URL = /https?:\/\/[^\s<>]*[^\s<>.,;:!?)'"\]]/;
const PIECES = new RegExp(`${MADE.source}|${ENTITY.source}|${URL.source}|[&<>]`, 'g');
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Escapes `& < >` and wraps bare addresses, but for what the composer already made. */
export function onTheWire(typed: string): string {
  return typed.replace(PIECES, (piece) => ESCAPES[piece] ?? (piece.startsWith('http') ? `<${piece}>` : piece));
}

/** The text of a slash command whose manifest says `should_escape`: people and channels as ids with their names. */
export function escapedCommandText(store: Store, teamId: string, typed: string): string {
  return onTheWire(typed)
    .replace(/<@([UW][A-Z0-9]+)>/g, (whole, id: string) => mention(store, id) ?? whole)
    .replace(/<#([CG][A-Z0-9]+)>/g, (whole, id: string) => channelMention(store, id) ?? whole)
    .replace(/(^|\s)@([\w.-]+)/g, (whole, space: string, name: string) => {
      const user = store.find('users', (other) => other.teamId === teamId && other.name === name);
      return user === undefined ? whole : `${space}<@${user.id}|${user.name}>`;
    })
    .replace(/(^|\s)#([\w-]+)/g, (whole, space: string, name: string) => {
      const channel = store.find('channels', (other) => other.teamId === teamId && other.kind === 'public' && other.name === name);
      return channel === undefined ? whole : `${space}<#${channel.id}|${channel.name}>`;
    });
}

/** What a person meant when the command's text is sent as typed: names instead of ids. */
export function plainCommandText(store: Store, typed: string): string {
  return typed
    .replace(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g, (whole, id: string) => named('@', store.get('users', id)?.name) ?? whole)
    .replace(/<#([CG][A-Z0-9]+)(?:\|[^>]*)?>/g, (whole, id: string) => named('#', store.get('channels', id)?.name) ?? whole);
}

/** Web addresses in a text on the wire, in order. */
export function linksIn(text: string): string[] {
  return [...text.matchAll(/<(https?:\/\/[^|>]+)(?:\|[^>]*)?>/g)].map((match) => unescaped(match[1] ?? ''));
}

export function unescaped(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}

function mention(store: Store, id: string): string | undefined {
  const user = store.get('users', id);
  return user === undefined ? undefined : `<@${id}|${user.name}>`;
}

function channelMention(store: Store, id: string): string | undefined {
  const channel = store.get('channels', id);
  return channel === undefined ? undefined : `<#${id}|${channel.name}>`;
}

function named(sign: string, name: string | undefined): string | undefined {
  return name === undefined ? undefined : `${sign}${name}`;
}
