import type { Severity } from '../../generated/sqlite/enums';
import { clamp } from '../../slack/text';
import { linksIn, type MessageLink, messageLink, withoutLinks } from './links';
import { plain } from './plain';
import { longestTitle } from './title';

export interface Command {
  squadId: string | null;
  severity: Severity | null;
  title: string;
  /** All of a title that is too long for its field; else empty. */
  whole: string;
  links: string[];
  thread: MessageLink | null;
}

export interface SquadName {
  id: string;
  key: string;
  name: string;
}

/** Reads `/escalate [squad:] [s1…s4] [title] [links]`: the first two in any order, the address of a message is the thread. */
export function parseCommand(text: string, squads: SquadName[]): Command {
  const { squadId, severity, rest } = leading(text, squads);
  const urls = linksIn(rest);
  const thread = urls.map(messageLink).find((found) => found !== null) ?? null;
  const links = urls.filter((url) => !messageLink(url));
  const words = plain(withoutLinks(rest));
  const title = clamp(words, longestTitle);
  return { squadId, severity, title, whole: title === words ? '' : words, links, thread };
}

interface Leading {
  squadId: string | null;
  severity: Severity | null;
  rest: string;
}

function leading(text: string, squads: SquadName[], found: Omit<Leading, 'rest'> = { squadId: null, severity: null }): Leading {
  const rest = text.trimStart();
  const squad = found.squadId ? null : squadAtStart(rest, squads);
  if (squad) return leading(rest.slice(squad.length), squads, { ...found, squadId: squad.id });

  const [severity] = found.severity ? [] : (/^s[1-4](?=\s|$)/i.exec(rest) ?? []);
  if (severity) return leading(rest.slice(2), squads, { ...found, severity: severity.toLowerCase() as Severity });
  return { ...found, rest };
}

/** `billing:` by key or name; the longest that fits, for a name may begin with another's. */
function squadAtStart(text: string, squads: SquadName[]): { id: string; length: number } | null {
  const lower = text.toLowerCase();
  const fits = squads
    .flatMap(({ id, key, name }) => [key, name].map((called) => ({ id, start: `${called.toLowerCase()}:` })))
    .filter(({ start }) => lower.startsWith(start) && !lower.startsWith(`${start}//`))
    .sort((a, b) => b.start.length - a.start.length);
  return fits[0] ? { id: fits[0].id, length: fits[0].start.length } : null;
}
