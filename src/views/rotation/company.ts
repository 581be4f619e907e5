import type { Message } from '../../delivery/words';
import type { WeekOverview } from '../../domain/rotation/company/now';
import type { NameOf } from '../escalations/facts';
import { actions, button, context, link, linkButton, list, section, typed } from '../escalations/parts';
import { cityOf, dayInFull, dayThere, inFull, lasting, listed, timeThere } from './times';

export interface SeatFacts {
  shiftId: string;
  start: Date;
  end: Date;
  /** Of whose sitting it is. */
  zone: string;
  rotation: { name: string; zone: string; guide: string | null };
  /** Names. */
  hosts: string[];
}

/** To each of those who sit: when, and with whom. */
export function seatMessage({ shiftId, start, end, zone, rotation, hosts }: SeatFacts): Message {
  const host = hosts.length > 0 ? `, with ${listed(hosts.map(typed))}` : '';
  const text = `Your sitting: ${inFull(start, zone)}, ${lasting(end.getTime() - start.getTime())}${host}.`;
  const there =
    timeThere(start, zone) === timeThere(start, rotation.zone) ? null : `${timeThere(start, rotation.zone)} in ${cityOf(rotation.zone)}`;
  return {
    text,
    blocks: [
      section(text),
      context(list([typed(rotation.name), there])),
      ...actions([
        button('Swap…', 'rota_swap_open:sitting', shiftId),
        button('Away', 'rota_away_open:sitting', ''),
        ...(rotation.guide ? [linkButton('Guide', rotation.guide)] : []),
      ]),
    ],
  };
}

/** To whoever was told of a sitting that they have not any more. */
export function offMessage({ start, zone, isAway }: { start: Date; zone: string; isAway: boolean }): Message {
  const why = isAway ? ': you are away then. There was no other time for you that week.' : '.';
  return { text: `Your sitting of ${inFull(start, zone)} is off${why}` };
}

export interface WeekFacts {
  rotation: { name: string; guide: string | null };
  week: WeekOverview;
  nameOf: NameOf;
}

/** To the channel: who sits when. Named, not called. */
export function weekMessage({ rotation, week, nameOf }: WeekFacts): Message {
  const text = `${typed(rotation.name)}, week of ${dayInFull(week.week.start, week.zone)}: ${seatedLine(week)}.`;
  const guide = rotation.guide ? link(rotation.guide, 'Guide') : null;
  return {
    text,
    blocks: [
      section(`*${text}*`),
      section(sittingLines(week, nameOf).join('\n')),
      context(list([`Times of ${cityOf(week.zone)}`, guide])),
      ...actions([button('My support times', 'rota_times_open:week', '')]),
    ],
  };
}

/** `61 of 64 are seated`. */
export const seatedLine = ({ seated, due }: Pick<WeekOverview, 'seated' | 'due'>): string =>
  seated === due ? `all ${due} are seated` : `${seated} of ${due} are seated`;

const mostCharacters = 2_800;

/** A line a day: `Tue 16 Jun   10:30 Ana, Ben · 11:00 Cy`. What does not fit is counted. */
export function sittingLines({ sittings, zone }: Pick<WeekOverview, 'sittings' | 'zone'>, nameOf: NameOf): string[] {
  const days = new Map<string, Map<string, string[]>>();
  for (const { start, userId } of sittings) {
    const [day, time] = [dayThere(start, zone), timeThere(start, zone)];
    const times = days.get(day) ?? new Map<string, string[]>();
    days.set(day, times.set(time, [...(times.get(time) ?? []), typed(nameOf(userId))]));
  }
  const lines = [...days].map(([day, times]) => `${day}   ${[...times].map(([time, names]) => `${time} ${names.join(', ')}`).join(' · ')}`);
  return fitting(lines, sittings.length);
}

function fitting(lines: string[], sittings: number): string[] {
  let room = mostCharacters;
  const shown = lines.filter((line) => {
    room -= line.length + 1;
    return room >= 0;
  });
  return shown.length === lines.length ? lines : [...shown, `… ${sittings} sittings in all; the rest stands in the calendar feed`];
}

export interface WeekFindingFacts {
  rotation: string;
  weekStart: Date;
  zone: string;
  /** Names. */
  unseated: string[];
  unfilled: { start: Date; need: number; have: number }[];
}

const mostNamed = 10;

/** To leads; `null` when all of it is mended. */
export function weekFindingMessage({ rotation, weekStart, zone, unseated, unfilled }: WeekFindingFacts): Message | null {
  if (unseated.length === 0 && unfilled.length === 0) return null;
  const sentences = [
    unseated.length > 0 && `No time was found for ${named(unseated)}: ask them for other support times, or give the rota more hours.`,
    unfilled.length > 0 && `Too few sit on ${shortList(unfilled.map((one) => `${inFull(one.start, zone)} (${one.have} of ${one.need})`))}.`,
  ];
  return { text: `${typed(rotation)}, week of ${dayInFull(weekStart, zone)}: ${sentences.filter(Boolean).join(' ')}` };
}

const named = (names: string[]) => shortList(names.map(typed));

const shortList = (parts: string[]): string =>
  parts.length <= mostNamed ? listed(parts) : `${parts.slice(0, mostNamed).join(', ')} and ${parts.length - mostNamed} more`;
