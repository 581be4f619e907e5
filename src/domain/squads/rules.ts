import { isTimeZone } from '../calendar/zone';
import { type PersonFacts, whyNot } from '../people/rules';

/** What is said of a squad in Settings. */
export interface SquadDraft {
  name: string;
  channelId: string;
  /** User ids, in the order they were named. */
  pms: string[];
  /** In lower case. */
  keywords: string[];
  /** User ids, in the order they were named; none means everybody in the channel. */
  members: string[];
  manager: string | null;
  restrictedChannelId: string | null;
  oneWayThreads: boolean;
  /** `null`: the workspace's. */
  zone: string | null;
  weeklyDigest: boolean;
}

export interface Squad extends SquadDraft {
  id: string;
  workspaceId: string;
  /** How the command line and `/escalate key:` call it. */
  key: string;
}

export const squadDefaults = {
  pms: [],
  keywords: [],
  members: [],
  manager: null,
  restrictedChannelId: null,
  oneWayThreads: false,
  zone: null,
  weeklyDigest: true,
} satisfies Omit<SquadDraft, 'name' | 'channelId'>;

/** `Billing & Tax` → `billing-tax`. */
export const squadKey = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join('-');

/** `Invoice, VAT ,invoice` → `invoice`, `vat`. */
export function keywordsIn(text: string): string[] {
  const words = text.split(/[,\n]/).map((word) => word.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase());
  return [...new Set(words.filter(Boolean))];
}

export interface ChannelFacts {
  channelId: string;
  name: string;
  isPrivate: boolean;
  isDirect: boolean;
  isExternal: boolean;
  isArchived: boolean;
  isMember: boolean;
}

/** What a squad is checked against. */
export interface SquadSurroundings {
  /** The other squads of the workspace. */
  others: Pick<Squad, 'name' | 'key' | 'channelId'>[];
  channel(id: string): ChannelFacts | null;
  person(id: string): (PersonFacts & { displayName: string }) | null;
}

export type SquadProblems = Partial<Record<keyof SquadDraft, string>>;

/** What is wrong, by field, in sentences for the person who typed it. Empty: it can be saved. */
export function squadProblems(draft: SquadDraft, around: SquadSurroundings): SquadProblems {
  const problems: Record<keyof SquadDraft, string | null> = {
    name: nameProblem(draft.name, around.others),
    channelId: channelProblem(draft.channelId, around) ?? sharedChannelProblem(draft.channelId, around),
    pms: peopleProblem(draft.pms, around),
    keywords: keywordsProblem(draft.keywords),
    members: peopleProblem(draft.members, around),
    manager: draft.manager === null ? null : whyNot(around.person(draft.manager), draft.manager),
    restrictedChannelId: draft.restrictedChannelId === null ? null : restrictedProblem(draft.restrictedChannelId, draft.channelId, around),
    oneWayThreads: null,
    zone: draft.zone === null || isTimeZone(draft.zone) ? null : `There is no time zone “${draft.zone}”. Say it like Europe/Tallinn.`,
    weeklyDigest: null,
  };
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== null)) as SquadProblems;
}

/** Slack cuts the text of an option at 75 characters. */
const longestName = 75;
const mostKeywords = 100;

function nameProblem(name: string, others: SquadSurroundings['others']): string | null {
  if (name.trim() === '') return 'Give the squad a name.';
  if (name.length > longestName) return `At most ${longestName} characters.`;
  const key = squadKey(name);
  if (key === '') return 'The name needs a letter or a digit.';
  const same = others.find((other) => other.key === key);
  return same ? `There is a squad “${same.name}” already.` : null;
}

function keywordsProblem(keywords: string[]): string | null {
  if (keywords.length > mostKeywords) return `At most ${mostKeywords} keywords.`;
  const long = keywords.find((word) => word.length > longestName);
  return long ? `“${long.slice(0, 20)}…” is too long: put commas between keywords.` : null;
}

function peopleProblem(userIds: string[], { person }: SquadSurroundings): string | null {
  for (const userId of userIds) {
    const why = whyNot(person(userId), userId);
    if (why) return why;
  }
  return null;
}

export const inviteThere = 'Backline is not in this private channel: type “/invite @Backline” there, then save again.';

function channelProblem(id: string, { channel }: SquadSurroundings): string | null {
  const found = channel(id);
  if (!found) return inviteThere; // a private channel without Backline in it does not exist for Backline
  if (found.isDirect) return 'This is a conversation between people. Choose a channel.';
  if (found.isArchived) return `#${found.name} is archived. Choose another one, or unarchive it first.`;
  if (found.isExternal) return `#${found.name} is shared with another company, who would read along. Choose a channel of your own.`;
  return found.isPrivate && !found.isMember ? inviteThere : null;
}

function sharedChannelProblem(id: string, { channel, others }: SquadSurroundings): string | null {
  const taken = others.find(({ channelId }) => channelId === id);
  return taken ? `#${channel(id)?.name ?? id} is the channel of ${taken.name} already.` : null;
}

function restrictedProblem(id: string, squadChannel: string, around: SquadSurroundings): string | null {
  if (id === squadChannel) return 'Choose another channel than the squad’s own.';
  const found = around.channel(id);
  if (found && !found.isPrivate && !found.isDirect) return `#${found.name} is public. A restricted channel is a private one.`;
  return channelProblem(id, around);
}
