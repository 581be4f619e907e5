import { nameOf as numberOf } from '../../domain/escalations/keys';
import { type Refusal, reopenDays, type Verb } from '../../domain/escalations/rules';
import type { NameOf } from './facts';
import { typed } from './parts';

export interface RefusalContext {
  /** `null`: there is none. */
  number: number | null;
  squad: string;
  nameOf: NameOf;
  /** The reader's time zone. */
  zone: string;
  now: Date;
}

/** Why it was not done, in a sentence for the person: what happened, and what to do next. */
export function refusalText(verb: Verb, refusal: Refusal, context: RefusalContext): string {
  const { nameOf, squad, zone, now } = context;
  const it = context.number === null ? 'It' : numberOf({ number: context.number });
  const who = (userId: string | null) => typed(nameOf(userId));
  const when = (at: Date | null) => (at ? ` ${clock(at, zone, now)}` : '');
  switch (refusal.why) {
    case 'missing':
      return 'This escalation is not there any more.';
    case 'exists':
      return `${it} is there already.`;
    case 'open':
      return openText(verb, it);
    case 'claimed':
      return claimedText(verb, `${who(refusal.by)} claimed this${when(refusal.at)}.`);
    case 'waiting':
      return `${who(refusal.by)} asked the ${refusal.on} a question${when(refusal.at)} and waits for the answer. Press “Carry on” first if you need not wait.`;
    case 'resolved':
      return `${who(refusal.by)} resolved this${when(refusal.at)}.${verb === 'resolve' ? '' : ' Press “Reopen” if there is more to it.'}`;
    case 'closed':
      return `${it} was closed${when(refusal.at)}. Press “Reopen” if there is more to it.`;
    case 'not_squad':
      return `Only ${typed(squad)} can do this. Ask in its channel, or ask an admin to add you.`;
    case 'not_agent':
      return 'Only the person who asked can do this.';
    case 'not_member':
      return 'Ask a colleague to escalate this: guests and people of other companies cannot.';
    case 'not_clock':
      return 'Backline does this by itself when it is time.';
    case 'not_owner':
      return `Only ${who(refusal.by)}, who has it, or the manager can release it. Press “Take over” if you want it.`;
    case 'yours':
      return 'You have it already.';
    case 'accepted':
      return 'You have said already that this solves it.';
    case 'turn':
      return refusal.of === 'customer' ? 'It waits on the customer already.' : 'It waits on you already.';
    case 'not_due':
      return `It is not time yet: ${clock(refusal.due, zone, now)}.`;
    case 'too_late':
      return `${it} was closed${when(refusal.at)}, more than ${reopenDays} days ago. Please escalate the thread again.`;
    case 'escalated_again':
      return `This thread has been escalated again since: go on with ${numberOf(refusal)}.`;
  }
}

function openText(verb: Verb, it: string): string {
  if (verb === 'accept') return `${it} was reopened: it is with the squad again.`;
  if (verb === 'answer' || verb === 'pass' || verb === 'carry_on') return `Nothing is asked any more: ${it} is with the squad.`;
  return `Nobody has claimed ${it} yet. Press “Claim” to take it.`;
}

function claimedText(verb: Verb, claimed: string): string {
  switch (verb) {
    case 'accept':
    case 'reopen':
      return `${claimed} It is being worked on.`;
    case 'answer':
    case 'pass':
    case 'carry_on':
      return `Nothing is asked any more: it is with the squad again. ${claimed}`;
    default:
      return claimed;
  }
}

/** `at 09:55`, on another day `on 24 Nov at 09:55`: in the person's own zone. */
export function clock(at: Date, zone: string, now: Date): string {
  const time = format(at, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const day = (date: Date) => format(date, zone, { day: 'numeric', month: 'short' });
  return day(at) === day(now) ? `at ${time}` : `on ${day(at)} at ${time}`;
}

const format = (at: Date, timeZone: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-US', { timeZone, ...options }).format(at);
