import type { SwapState } from '../../../generated/sqlite/enums';
import { dayMs, hourMs, minuteMs } from '../../calendar/zone';

/** What happens to a request that is there. */
export type SwapEvent =
  | 'take'
  | 'offer'
  | 'accept'
  | 'decline'
  | 'cannot'
  | 'ask_everyone'
  | 'approve'
  | 'silence'
  | 'refuse'
  | 'give_back'
  | 'take_back'
  | 'withdraw'
  | 'begin'
  | 'gone';

/** Who may do it. `anyone`: whoever `mayTake` it. */
type Who = 'anyone' | 'asker' | 'asked' | 'lead' | 'taker' | 'clock';

interface Step {
  from: readonly SwapState[];
  who: Who;
  /** `settled`: done, or agreed where leads approve. */
  to: SwapState | 'settled';
}

/** Nothing has come of it yet. */
export const notDone: SwapState[] = ['open', 'offered', 'agreed', 'declined'];

const steps: Record<SwapEvent, Step> = {
  take: { from: ['open'], who: 'anyone', to: 'settled' },
  offer: { from: ['open'], who: 'anyone', to: 'offered' },
  accept: { from: ['offered'], who: 'asker', to: 'settled' },
  decline: { from: ['offered'], who: 'asker', to: 'open' },
  cannot: { from: ['open'], who: 'asked', to: 'declined' },
  ask_everyone: { from: ['open', 'declined'], who: 'asker', to: 'open' },
  approve: { from: ['agreed'], who: 'lead', to: 'done' },
  silence: { from: ['agreed'], who: 'clock', to: 'done' },
  refuse: { from: ['agreed'], who: 'lead', to: 'open' },
  give_back: { from: ['done'], who: 'taker', to: 'open' },
  take_back: { from: ['done'], who: 'asker', to: 'open' },
  withdraw: { from: notDone, who: 'asker', to: 'withdrawn' },
  begin: { from: notDone, who: 'clock', to: 'expired' },
  gone: { from: notDone, who: 'clock', to: 'void' },
};

/** The state after an event; `null`: it cannot happen now. */
export function stateAfter(state: SwapState, event: SwapEvent, leadsApprove: boolean): SwapState | null {
  const { from, to } = steps[event];
  if (!from.includes(state)) return null;
  if (to !== 'settled') return to;
  return leadsApprove ? 'agreed' : 'done';
}

export const isNotDone = (state: SwapState): boolean => notDone.includes(state);

export interface Sides {
  asker: string;
  askedBy: string;
  asked: string | null;
  taker: string | null;
}

/** Leads act for the asker too; what two agree on is approved by a lead on neither side. */
export function mayDo(event: SwapEvent, { asker, askedBy, asked, taker }: Sides, person: string, isLead: boolean): boolean {
  switch (steps[event].who) {
    case 'anyone':
      return true;
    case 'asker':
      return person === asker || person === askedBy || isLead;
    case 'asked':
      return person === asked;
    case 'taker':
      return person === taker;
    case 'lead':
      return isLead && person !== asker && person !== taker;
    case 'clock':
      return false;
  }
}

/** Open requests of one person at a time. */
export const mostOpen = 5;

/** Nobody refused by then: it is done. */
export const silenceAt = (start: Date): Date => new Date(start.getTime() - 12 * hourMs);

/** So soon after taking it, the taker gives it back alone. */
export const mayGiveBackAlone = (takenAt: Date, now: Date): boolean => now.getTime() - takenAt.getTime() <= 10 * minuteMs;

/** How long one person is asked for somebody who cannot serve, before everyone is; `null`: everyone at once. */
export function opensAt(start: Date, now: Date): Date | null {
  return start.getTime() - now.getTime() <= dayMs ? null : new Date(now.getTime() + dayMs);
}

/** When a proposed ring ends: after two days, and a day before its first shift; `null`: that has come already. */
export function ringEndsAt(firstStart: number, now: Date): Date | null {
  const end = Math.min(now.getTime() + 2 * dayMs, firstStart - dayMs);
  return end > now.getTime() ? new Date(end) : null;
}

const marks = [
  ['12h', 12 * hourMs],
  ['1d', dayMs],
  ['3d', 3 * dayMs],
  ['7d', 7 * dayMs],
] as const;

/** Which reminder of a request that nobody takes is due: the newest one that lies after it was made. */
export function untakenMark({ start, createdAt }: { start: Date; createdAt: Date }, now: Date): string | null {
  const due = marks.find(([, before]) => start.getTime() - before <= now.getTime());
  return due && start.getTime() - due[1] > createdAt.getTime() ? due[0] : null;
}
