/** Do Not Disturb: for how long, and whether it still is. */
import type { Person } from '../data/wire';
import { clockTime, dayKey, instantAt, momentTitle, type Place } from './dates';

export interface Pause {
  id: string;
  label: string;
  /** When it ends, as the menu says it. */
  note: string;
  until: Date;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const MORNING = '09:00';

/** What Slack offers, from the person's own now. */
export function pauses(place: Place): Pause[] {
  const after = (minutes: number) => new Date(place.now.getTime() + minutes * MINUTE_MS);
  const choices: [id: string, label: string, until: Date][] = [
    ['30m', 'For 30 minutes', after(30)],
    ['1h', 'For 1 hour', after(60)],
    ['2h', 'For 2 hours', after(120)],
    ['tomorrow', 'Until tomorrow', morningAfter(1, place)],
    ['week', 'Until next week', morningAfter(daysToMonday(place), place)],
  ];
  return choices.map(([id, label, until]) => ({ id, label, until, note: noteOf(until, place) }));
}

/** The end of a person's pause; null when there is none, or it is over. */
export function pausedUntil(person: Person | undefined, now: Date): Date | null {
  if (!person?.snoozedUntil) return null;
  const until = new Date(person.snoozedUntil);
  return until > now ? until : null;
}

function noteOf(until: Date, place: Place): string {
  return dayKey(until, place.zone) === dayKey(place.now, place.zone) ? clockTime(until, place.zone) : momentTitle(until, place);
}

function morningAfter(days: number, { zone, now }: Place): Date {
  const day = new Date(Date.parse(`${dayKey(now, zone)}T00:00:00Z`) + days * DAY_MS);
  return instantAt(day.toISOString().slice(0, 10), MORNING, zone);
}

function daysToMonday({ zone, now }: Place): number {
  const weekday = new Date(`${dayKey(now, zone)}T00:00:00Z`).getUTCDay();
  return (8 - weekday) % 7 || 7;
}
