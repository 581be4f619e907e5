import type { Message } from '../../delivery/words';
import { section, typed } from '../settings/parts';
import { cityOf, inFull, listed } from './times';

export interface Announced {
  rotation: string;
  /** User ids: they are mentioned. */
  on: string[];
  until: Date | null;
  zone: string;
  /** Names of who comes next. */
  next: string[];
}

/** "On support for Payments now: @Ana, until Mon 16 March 09:00 (Lisbon). Next: Ben." */
export function announcedMessage({ rotation, on, until, zone, next }: Announced): Message {
  const people = listed(on.map((user) => `<@${user}>`));
  const end = until ? `, until ${inFull(until, zone)} (${cityOf(zone)})` : '';
  const after = next.length > 0 ? ` Next: ${listed(next.map(typed))}.` : '';
  const text = `On support for ${typed(rotation)} now: ${people}${end}.${after}`;
  return { text, blocks: [section(text)] };
}
