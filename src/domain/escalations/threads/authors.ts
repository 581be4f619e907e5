import type { Person } from '../../../generated/sqlite/client';
import type { Slack } from '../../../slack';
import type { SourceMessage } from './message';
import { filesOf, instantOf, pictureOf, type RawMessage, textOf } from './raw';

type Author = Pick<SourceMessage, 'author' | 'authorName' | 'authorPicture' | 'isBot'>;

/** A message as plain values, with the name and picture of its author; whom it mentions is looked up too, so that a copy can name them. */
export async function sourceOf(slack: Slack, raw: RawMessage, eventTs: string): Promise<SourceMessage> {
  const text = textOf(raw);
  await meet(slack, text);
  return {
    ...(await authorOf(slack, raw)),
    ts: raw.ts,
    text,
    files: filesOf(raw),
    eventTs,
    editedAt: raw.edited ? instantOf(raw.edited.ts) : null,
    postedAt: instantOf(raw.ts),
  };
}

async function authorOf(slack: Slack, raw: RawMessage): Promise<Author> {
  if (raw.bot_id || !raw.user) {
    const authorName = raw.username ?? (raw.bot_profile?.name || 'Another app');
    return { author: raw.bot_id ?? 'app', authorName, authorPicture: pictureOf(raw), isBot: true };
  }

  const person = await slack.people.get(raw.user);
  if (!person) return { author: raw.user, authorName: 'Somebody', authorPicture: null, isBot: false };
  return { author: raw.user, authorName: await nameOf(slack, person), authorPicture: person.picture, isBot: person.isBot };
}

/** Somebody of another company is shown with its name, and never with an e-mail address. */
async function nameOf(slack: Slack, person: Person): Promise<string> {
  const name = person.displayName || person.name;
  if (!person.isExternal) return name;

  const company = person.teamId && (await companyOf(slack, person.teamId));
  const shown = name.includes('@') ? 'Somebody' : name;
  return company ? `${shown} (${company})` : shown;
}

const companies = new WeakMap<Slack, Map<string, string>>();

async function companyOf(slack: Slack, teamId: string): Promise<string | null> {
  const known = companies.get(slack) ?? new Map<string, string>();
  companies.set(slack, known);
  const name = known.get(teamId);
  if (name) return name;

  const outcome = await slack.client.call('team.info', { team: teamId });
  if (outcome.is !== 'ok') return null;
  const found = outcome.answer.team?.name ?? null;
  if (found) known.set(teamId, found);
  return found;
}

const mentions = /<@([UW][A-Z0-9]+)/g;
const mostMet = 20;

export const mentionedIn = (text: string): string[] => [...new Set([...text.matchAll(mentions)].map(([, userId]) => userId as string))];

async function meet(slack: Slack, text: string): Promise<void> {
  for (const userId of mentionedIn(text).slice(0, mostMet)) await slack.people.get(userId);
}
