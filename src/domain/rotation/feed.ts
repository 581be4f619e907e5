import { createHash } from 'node:crypto';
import { dayMs, hourMs, type Instant } from '../calendar/zone';
import type { Shift } from './plan';

/** What a calendar shows of a shift. */
export interface FeedShift {
  /** Stays when the person or the times change. */
  uid: string;
  start: Date;
  end: Date;
  summary: string;
  description?: string;
  /** One more with each change of person, start or end. */
  sequence: number;
  modified: Date;
  cancelled?: boolean;
}

export interface Feed {
  name: string;
  shifts: readonly FeedShift[];
  now: Date;
  /** How long a shift is still shown after it has ended. */
  pastDays?: number;
}

/**
 * Shifts as a calendar to subscribe to (RFC 5545, RFC 7986), all in UTC: every calendar shows its reader's own clock. Until a shift
 * changes, or is too old to be shown, the text is the same to the byte, whenever it is asked for.
 */
export function feed({ name, shifts, now, pastDays = 30 }: Feed): string {
  const since = now.getTime() - pastDays * dayMs;
  const shown = shifts.filter((shift) => shift.end.getTime() > since && lasts(shift)).sort(byStart);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Backline//Rotation//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...shown.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

export type RotaShift = Pick<Shift, 'member' | 'start' | 'end' | 'layer' | 'turn' | 'seat'>;

export interface RotaFeed {
  name: string;
  shifts: readonly RotaShift[];
  /** Only theirs. */
  member?: string;
  /** All of a turn has to be given, for a shift to have the same UID always; not all of it need be shown. */
  isShown?(shift: RotaShift): boolean;
  now: Instant;
  pastDays?: number;
}

/** The feed of shifts that are computed, not stored: nothing is known of earlier versions, and the newest `DTSTAMP` counts. */
export function feedOf({ name, shifts, member, isShown = () => true, now, pastDays }: RotaFeed): string {
  const layers = new Set(shifts.flatMap(({ layer }) => layer ?? []));
  const theirs = withUids(name, shifts).filter((shift) => isShown(shift) && (member === undefined || shift.member === member));
  const events = theirs.map(({ uid, member: person, start, end, layer }): FeedShift => {
    const where = layers.size > 1 && layer !== null ? `${name} · ${layer}` : name;
    const summary = member === undefined ? `${person} · ${where}` : `On rotation: ${where}`;
    return { uid, start: new Date(start), end: new Date(end), summary, sequence: 0, modified: new Date(now) };
  });
  return feed({ name, shifts: events, now: new Date(now), pastDays });
}

function eventLines({ uid, start, end, summary, description, sequence, modified, cancelled }: FeedShift): string[] {
  const blocksMeetings = end.getTime() - start.getTime() <= 12 * hourMs;
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(uid)}`,
    `DTSTAMP:${stamp(modified)}`, // without METHOD it means the same as LAST-MODIFIED
    `LAST-MODIFIED:${stamp(modified)}`,
    `SEQUENCE:${sequence}`,
    `DTSTART:${stamp(start)}`,
    `DTEND:${stamp(end)}`,
    `SUMMARY:${escapeText(summary)}`,
    ...(description ? [`DESCRIPTION:${escapeText(description)}`] : []),
    `TRANSP:${blocksMeetings ? 'OPAQUE' : 'TRANSPARENT'}`,
    `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
  ];
}

/** Every kind of line break becomes `\n`; other control characters, which no calendar may hold, are dropped. */
export const escapeText = (text: string): string =>
  text
    .replace(/\r\n|[\r\u0085\u2028\u2029]/g, '\n')
    .replace(/(?![\t\n])\p{Cc}/gu, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');

/** At most 75 octets a line, the space that continues it included; a character is never cut. */
export function fold(line: string): string {
  if (Buffer.byteLength(line) <= maxOctets) return line;
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > maxOctets) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}

const maxOctets = 75;

/** 2026-03-09T09:00:00.000Z → `20260309T090000Z`. */
const stamp = (at: Date): string => at.toISOString().replace(/[-:]|\.\d+/g, '');

/** Calendars know whole seconds. */
const lasts = ({ start, end }: FeedShift): boolean => stamp(end) > stamp(start);

const byStart = (a: FeedShift, b: FeedShift): number => a.start.getTime() - b.start.getTime() || (a.uid < b.uid ? -1 : 1);

/** Given before anybody's own shifts are picked, so that a shift has one UID in every feed of its rotation. */
function withUids(name: string, shifts: readonly RotaShift[]): (RotaShift & { uid: string })[] {
  const taken = new Set<string>();
  const inOrder = [...shifts].sort((a, b) => a.start - b.start || a.end - b.end || (a.member < b.member ? -1 : 1));
  return inOrder.flatMap((shift) => {
    const place = placesOf(shift).find((key) => !taken.has(key));
    if (place === undefined) return []; // the same shift once more
    taken.add(place);
    return [{ ...shift, uid: `${hashOf(`${name} ${place}`)}@backline` }];
  });
}

/** A seat of a turn; where that comes in several pieces, the later ones by their start. What belongs to no turn has only its start. */
function placesOf({ layer, turn, seat, start, end, member }: RotaShift): string[] {
  const pieces = [
    [layer, turn, seat, start],
    [layer, turn, seat, start, end, member],
  ];
  return (turn === null ? pieces : [[layer, turn, seat], ...pieces]).map((place) => JSON.stringify(place));
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
