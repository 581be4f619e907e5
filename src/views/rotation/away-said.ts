import type { AbsenceMistake, AwayDays } from '../../domain/calendar/absences';
import type { Returned } from '../../domain/rotation/away/store';
import type { Move } from '../../domain/rotation/forms/who-moves';
import type { NameOf } from '../escalations/facts';
import { typed } from '../escalations/parts';
import { moveText } from './check';
import { daysThere } from './days';
import { dayThere, listed, spanThere } from './times';

/** Beside which field, and the mend. */
export function mistakeText(mistake: AbsenceMistake, { first, last }: AwayDays): Record<string, string> {
  switch (mistake) {
    case 'ends_before':
      return first === last
        ? { until: 'Choose a later time: this is before it begins.' }
        : { last: 'The last day comes after the first one.' };
    case 'over':
      return { last: 'That is over. What was stays on record; a lead can correct it with Change who is on.' };
    case 'too_long':
      return { last: 'At most 3 years. Who does not come back leaves the rotation: ask a lead.' };
  }
}

const mostSaid = 6;

/** What came of taking an absence back. */
export function backText(returned: Returned | null, zone: string, now: Date): string {
  if (!returned) return 'That is over, or was taken back before. Nothing was changed.';
  const { absence, stays } = returned;
  const done = absence.withdrawnAt ? 'Withdrawn.' : 'Welcome back.';
  const asked = 'Nobody is asked for it any more, and what was moved is as it was.';
  const ahead = stays.filter(({ end }) => end > now).slice(0, mostSaid);
  if (ahead.length === 0) return `${done} ${asked}`;
  const spans = ahead.map(({ rotation, start, end }) => `${rotation} ${daysThere({ start: start.getTime(), end: end.getTime() }, zone)}`);
  return `${done} ${asked} What begins soon stays moved, so that nobody is surprised: ${listed(spans)}. Swap it if you like.`;
}

/** `Ben: 9–16 Mar → 16–23 Mar`; with its hours where the days are the same. */
export function awayMoveText(move: Move, nameOf: NameOf, zone: string): string {
  const { userId, from, to } = move;
  if (!from || !to || daysOf(from, zone) !== daysOf(to, zone)) return moveText(move, nameOf, zone);
  return `${typed(nameOf(userId))}: ${spanThere(from, zone)} → ${spanThere(to, zone)}`;
}

const daysOf = ({ start, end }: { start: Date; end: Date }, zone: string): string => `${dayThere(start, zone)} – ${dayThere(end, zone)}`;

/** To whom an absence is none of their business. */
export const notTheirs = (name: string): string => `Only leads of a rotation that ${name} serves in, and admins, can say so.`;
