import type { Message } from '../../../delivery/words';
import type { SwapRing, SwapRingSeat } from '../../../generated/sqlite/client';
import type { NameOf } from '../../escalations/facts';
import { actions, button, section, typed } from '../../escalations/parts';
import { cityOf, listed, spanThere, wall } from '../times';
import { sentences } from './say';

export interface RingFacts {
  ring: SwapRing & { seats: SwapRingSeat[] };
  person: string;
  /** What they give, and to whom; what they take, and from whom. */
  gives: { start: Date; end: Date; to: string };
  takes: { start: Date; end: Date; from: string };
  rotation: string;
  zone: string;
  nameOf: NameOf;
}

/** To each in a ring: all have to accept. */
export function ringCard(facts: RingFacts): Message {
  const { ring, person } = facts;
  const own = ring.seats.find(({ userId }) => userId === person);
  const what = whatText(facts);
  if (ring.state === 'done') return plain(`All have accepted. ${what}`);
  if (ring.state === 'dissolved') return plain(`${offText(facts)} Your request stays as it is. It was: ${what}`);
  if (own?.acceptedAt) return plain(sentences([what, 'You accepted.', waitingText(facts)]));
  const text = sentences([what, waitingText(facts)]);
  const buttons = [button('Accept', 'rota_ring_accept', ring.id, { style: 'primary' }), button('Decline', 'rota_ring_decline', ring.id)];
  return { text, blocks: [section(text), ...actions(buttons)] };
}

const counted: Record<number, string> = { 2: 'both of you', 3: 'all three', 4: 'all four' };

function whatText({ ring, gives, takes, rotation, zone, nameOf }: RingFacts): string {
  const frees = `This ring frees ${counted[ring.seats.length] ?? 'all'}`;
  const give = `${typed(nameOf(gives.to))} takes your ${typed(rotation)}, ${spanThere(gives, zone)}`;
  return `${frees}: ${give}, and you take ${spanThere(takes, zone)} from ${typed(nameOf(takes.from))}.`;
}

function waitingText({ ring, zone, nameOf, person }: RingFacts): string {
  const waiting = ring.seats
    .filter(({ userId, acceptedAt }) => !acceptedAt && userId !== person)
    .map(({ userId }) => typed(nameOf(userId)));
  const until = `until ${wall(ring.endsAt, zone)} (${cityOf(zone)})`;
  return waiting.length === 0 ? `All others have accepted. It stands ${until}.` : `It waits for ${listed(waiting)} too, ${until}.`;
}

function offText({ ring, nameOf }: RingFacts): string {
  const [reason = '', by] = (ring.reason ?? '').split(' ');
  return ringOffText(reason, by ? typed(nameOf(by)) : null);
}

/** Why a ring is off. */
export function ringOffText(reason: string, who: string | null): string {
  switch (reason) {
    case 'declined':
      return `${who ?? 'Somebody'} declined, so this ring is off.`;
    case 'withdrawn':
      return `${who ?? 'Somebody'} has withdrawn, so this ring is off.`;
    case 'time':
      return 'Not everybody accepted in time, so this ring is off.';
    default:
      return 'One of its shifts is settled otherwise, so this ring is off.';
  }
}

const plain = (text: string): Message => ({ text, blocks: [section(text)] });
