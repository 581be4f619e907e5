import { wallTime } from '../../domain/calendar/zone';
import type { Figures } from '../../domain/rotation/clock/summary';
import { clamp } from '../../slack/text';
import { link, typed } from '../escalations/parts';
import type { HandoffFacts, SeenItem } from './handoff-facts';
import { cityOf, dayThere, listed, timeThere, wall } from './times';

const mostShown = 12;
/** Of a section 3,000, with what stands around the lines. */
const mostCharacters = 2_900;
const day = 86_400_000;

/** `Open 3: …`, a line each, the most severe first. */
export function openLines(facts: HandoffFacts, now: Date): string {
  const { open } = facts;
  if (open.length === 0) return 'Nothing is open.';
  const lines = fitting(open.slice(0, mostShown).map((item) => itemLine(facts, item, now)));
  const more = open.length > lines.length ? [`… ${open.length - lines.length} more`] : [];
  return `Open ${open.length}: ${[...lines, ...more].join('\n')}`;
}

/** As many as fit into a section, whole. */
function fitting(lines: readonly string[]): string[] {
  let left = mostCharacters;
  return lines.filter((line) => {
    left -= line.length + 1;
    return left >= 0;
  });
}

/** `#214 Refund sent twice · waits for the agent since Fri`. */
export function itemLine(facts: HandoffFacts, item: SeenItem, now: Date): string {
  const { handing, outgoing, nameOf } = facts;
  const label = item.isHidden ? `#${item.number}` : clamp(`#${item.number} ${item.title}`, 150);
  const number = item.link ? link(item.link, label) : typed(label);
  const stays =
    handing.kept.includes(item.id) && item.owner && outgoing.includes(item.owner) ? ` · stays with ${typed(nameOf(item.owner))}` : '';
  return `${number} · ${sideOf(facts, item, now)}${stays}`;
}

function sideOf({ readerZone }: HandoffFacts, { side, since, owner, promisedAt }: SeenItem, now: Date): string {
  if (side === 'agent' || side === 'customer') return `waits for the ${side} since ${sinceWords(new Date(since), readerZone, now)}`;
  const nobody = owner ? '' : ', nobody has it';
  if (!promisedAt) return `waits for us${nobody}`;
  const at = new Date(promisedAt);
  return `waits for us${nobody}, answer ${at < now ? 'was ' : ''}promised ${timeOrDay(at, readerZone, now)}`;
}

/** `14:05` today, `Fri` within a week, else `3 Mar`. */
function sinceWords(at: Date, zone: string, now: Date): string {
  if (wallTime(at, zone).date === wallTime(now, zone).date) return timeThere(at, zone);
  const [weekday = '', ...date] = dayThere(at, zone).split(' ');
  return now.getTime() - at.getTime() < 6 * day ? weekday : date.join(' ');
}

const timeOrDay = (at: Date, zone: string, now: Date): string =>
  wallTime(at, zone).date === wallTime(now, zone).date ? timeThere(at, zone) : wall(at, zone);

/** `3 open, 1 promised for 11:30`. */
export function openCount({ open, readerZone }: HandoffFacts, now: Date): string {
  const promised = open.flatMap((item) => item.promisedAt ?? []).sort();
  const [first] = promised;
  const said = first ? `, ${promised.length} promised for ${timeOrDay(new Date(first), readerZone, now)}` : '';
  return open.length === 0 ? 'nothing open' : `${open.length} open${said}`;
}

/** `last week 11 came, 9 closed, 2 at night`. */
export function figureWords({ since, came, closed, atNight }: Figures, at: Date, zone: string): string {
  const from = new Date(since);
  const days = (at.getTime() - from.getTime()) / day;
  const when = Math.abs(days - 7) < 0.1 ? 'last week' : Math.abs(days - 1) < 0.1 ? 'last day' : `since ${wall(from, zone)}`;
  return `${when} ${came} came, ${closed} closed, ${atNight} at night`;
}

/** `Mon 9 Mar 09:00 Lisbon (06:00 Sao Paulo, yours)`. */
export function atBoth(at: Date, zone: string, readerZone: string): string {
  const there = `${wall(at, zone)} ${cityOf(zone)}`;
  if (wall(at, zone) === wall(at, readerZone)) return there;
  const isSameDay = dayThere(at, zone) === dayThere(at, readerZone);
  return `${there} (${isSameDay ? timeThere(at, readerZone) : wall(at, readerZone)} ${cityOf(readerZone)}, yours)`;
}

export const named = ({ nameOf }: Pick<HandoffFacts, 'nameOf'>, users: readonly string[]): string =>
  listed(users.map((user) => typed(nameOf(user))));
