import type { Channel, Person, UserGroup } from '../data/wire';

/** What a text may mention: looked up by id when shown, by name when typed. */
export interface Directory {
  people: readonly Person[];
  channels: readonly Channel[];
  groups: readonly UserGroup[];
}

export function personName(person: Person | undefined): string {
  return person?.realName || person?.name || 'Somebody';
}

/** What one types after `@`: the display name, without spaces. */
export function handleOf(person: Person): string {
  return person.name.replace(/\s+/g, '.');
}

/** `#support`, or the other person's name, or `Ana, Bo` for a group. */
export function channelTitle(channel: Channel, people: readonly Person[]): string {
  if (channel.kind === 'im') return personName(people.find(({ id }) => id === channel.with));
  if (channel.kind === 'mpim') return groupDmTitle(channel.name, people);
  return `#${channel.name}`;
}

/** Slack calls a group message `mpdm-ana--bo--cy-1`; any other name stays as it is. */
function groupDmTitle(name: string, people: readonly Person[]): string {
  const handles = /^mpdm-(.+)-\d+$/.exec(name)?.[1]?.split('--') ?? [name];
  return handles.map((handle) => people.find((person) => person.name === handle)?.realName ?? handle).join(', ');
}

/** `Ana Sepp` → `AS` */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0]?.[0], words.at(-1)?.[0]] : [name.trim()[0]];
  return letters.join('').toUpperCase();
}

/** One of `count` colors, always the same for an id. */
export function colorOf(id: string, count: number): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return sum % count;
}

const ROLE_GROUPS: [title: string, pattern: RegExp][] = [
  ['Admins', /admin|owner|\bIT\b/i],
  ['New hires', /new\b|joiner|trainee/i],
  ['Product managers', /\bPM\b|product manager/i],
  ['Managers', /manager|lead|head|director|\bVP\b|chief/i],
  ['Engineers', /engineer|developer/i],
  ['Support agents', /agent|support|specialist/i],
];

const GROUP_ORDER = ['Support agents', 'Engineers', 'Product managers', 'Managers', 'New hires', 'Admins', 'Everybody else'];

export interface RoleGroup {
  title: string;
  people: Person[];
}

/** Whom the newcomer may act as, by what they do. Bots, strangers and people who left have no hands here. */
export function byRole(people: readonly Person[]): RoleGroup[] {
  const actors = people.filter(({ isBot, isStranger, deleted }) => !isBot && !isStranger && !deleted);
  const groups = GROUP_ORDER.map((title) => ({ title, people: actors.filter((person) => roleGroup(person) === title) }));
  return groups.filter((group) => group.people.length > 0);
}

/** Slack takes into user groups who belongs to the company: no guests, no apps, nobody who left. */
export function mayBeGrouped(person: Person | undefined): boolean {
  return person !== undefined && !person.isBot && !person.isGuest && !person.isStranger && !person.deleted;
}

function roleGroup({ role, isGuest }: Person): string {
  if (isGuest || !role) return 'Everybody else';
  return ROLE_GROUPS.find(([, pattern]) => pattern.test(role))?.[0] ?? 'Everybody else';
}
