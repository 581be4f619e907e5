import type { Command } from '../data/wire';
import { findEmoji } from './emoji';
import { type Directory, handleOf, personName } from './names';

export interface Suggestion {
  /** Replaces what is typed so far. */
  insert: string;
  title: string;
  detail: string;
  /** Beside the title: an emoji, `#`, or a person's id for the avatar. */
  sign: { kind: 'emoji' | 'glyph' | 'person'; value: string };
}

export interface Completion {
  title: string;
  from: number;
  to: number;
  suggestions: Suggestion[];
}

export interface Sources extends Directory {
  commands: readonly Command[];
}

const LIMIT = 8;
const WORD = /(^|[\s(])([@#:])([\w.+-]*)$/;

/** What can be completed at the caret; null when there is nothing. */
export function completionAt(typed: string, caret: number, sources: Sources): Completion | null {
  const before = typed.slice(0, caret);
  if (/^\/[\w-]*$/.test(before)) return completion('Commands', 0, caret, commands(before, sources.commands));
  const match = WORD.exec(before);
  if (!match) return null;
  const [, , mark = '', query = ''] = match;
  const from = caret - mark.length - query.length;
  if (mark === '@') return completion('People', from, caret, people(query, sources));
  if (mark === '#') return completion('Channels', from, caret, channels(query, sources));
  return query.length < 2 ? null : completion('Emoji', from, caret, emoji(query));
}

function completion(title: string, from: number, to: number, suggestions: Suggestion[]): Completion | null {
  return suggestions.length > 0 ? { title, from, to, suggestions } : null;
}

function commands(query: string, known: readonly Command[]): Suggestion[] {
  return known
    .filter(({ command }) => command.startsWith(query.toLowerCase()))
    .map(({ command, description = '', usageHint = '' }) => ({
      insert: `${command} `,
      title: usageHint ? `${command} ${usageHint}` : command,
      detail: description,
      sign: { kind: 'glyph', value: '/' },
    }));
}

function people(query: string, { people, groups }: Sources): Suggestion[] {
  const found: Ranked[] = people
    .filter(({ deleted }) => !deleted)
    .map((person) => ({
      rank: rank(query, [person.name, ...personName(person).split(/\s+/)]),
      suggestion: {
        insert: `@${handleOf(person)} `,
        title: personName(person),
        detail: `@${handleOf(person)}`,
        sign: { kind: 'person', value: person.id },
      },
    }));
  const inUse = groups.filter(({ isDisabled }) => !isDisabled);
  const handles: Ranked[] = inUse.map(({ handle, name }) => ({
    rank: rank(query, [handle, name]),
    suggestion: { insert: `@${handle} `, title: `@${handle}`, detail: name, sign: { kind: 'glyph', value: '@' } },
  }));
  const everyone: Ranked[] = BROADCASTS.map(([word, detail]) => ({
    rank: query ? rank(query, [word]) : null,
    suggestion: { insert: `@${word} `, title: `@${word}`, detail, sign: { kind: 'glyph', value: '@' } },
  }));
  return best([...found, ...handles, ...everyone]);
}

const BROADCASTS = [
  ['channel', 'Notify everyone in this channel'],
  ['here', 'Notify everyone active in this channel'],
] as const;

function channels(query: string, { channels }: Sources): Suggestion[] {
  return best(
    channels
      .filter(({ kind, isArchived }) => (kind === 'public' || kind === 'private') && !isArchived)
      .map(({ name, topic, kind }) => ({
        rank: rank(query, [name, ...name.split('-')]),
        suggestion: { insert: `#${name} `, title: name, detail: topic, sign: { kind: 'glyph', value: kind === 'private' ? '🔒' : '#' } },
      })),
  );
}

function emoji(query: string): Suggestion[] {
  return findEmoji(query, LIMIT).map(({ name, character }) => ({
    insert: `:${name}: `,
    title: `:${name}:`,
    detail: '',
    sign: { kind: 'emoji', value: character },
  }));
}

interface Ranked {
  rank: number | null;
  suggestion: Suggestion;
}

/** 0: the first name starts so; 1: another does; 2: one contains it; null: no. */
function rank(query: string, names: string[]): number | null {
  const wanted = query.toLowerCase();
  const lower = names.map((name) => name.toLowerCase());
  const starting = lower.findIndex((name) => name.startsWith(wanted));
  if (starting !== -1) return Math.min(starting, 1);
  return lower.some((name) => name.includes(wanted)) ? 2 : null;
}

function best(found: Ranked[]): Suggestion[] {
  return found
    .filter((one): one is Ranked & { rank: number } => one.rank !== null)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, LIMIT)
    .map(({ suggestion }) => suggestion);
}
