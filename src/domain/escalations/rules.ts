import type { HandledBy, Reason, Severity } from '../../generated/sqlite/enums';
import { begin, step, stepThreads } from './fold';
import { type Asked, backline, type Columns, type Happening, type ReopenReason, type ThreadFacts, type Told } from './happenings';

export type Facts = Columns & { threads: ThreadFacts[] };

/** Who acts, as far as the rules care: `rights.ts` computes it. */
export interface Actor {
  id: string;
  /** A full member: no guest, nobody of another company. */
  mayRaise: boolean;
  /** The squad's buttons. */
  mayAct: boolean;
  /** The squad's manager, or an admin. */
  manages: boolean;
}

/** What the clock does. */
export const theClock: Actor = { id: backline, mayRaise: false, mayAct: false, manages: false };

export type Deed =
  | { do: 'raise'; severity: Severity; squadId: string }
  | { do: 'claim' }
  /** `atHandoff`: with the duty, whatever it waits for. */
  | { do: 'take_over'; atHandoff?: boolean }
  | { do: 'release' }
  | { do: 'ask'; of: Asked; question: string }
  | { do: 'pass'; to: Asked }
  | { do: 'answer'; by: 'button' | 'message'; threadId: string | null }
  | { do: 'carry_on' }
  | { do: 'resolve'; reason: Reason; answer: string; handledBy: HandledBy }
  /** Without a thread: all of this agent's. */
  | { do: 'accept'; threadId?: string }
  /** Silence until `due`. */
  | { do: 'close'; due: Date }
  /** `ownerActive`: whether who had it may still act for the squad. */
  | { do: 'reopen'; why: ReopenReason; next: string; threadId?: string; ownerActive: boolean };

export type Verb = Deed['do'];

/** What a transition owes beyond the cards that show the record. */
export type Owed =
  | 'transcript'
  | 'status'
  | 'line'
  | 'question'
  | 'answer'
  | 'reopened'
  | 'page'
  | 'withdraw_pages'
  | 'tell_owner'
  | 'tell_former_owner'
  | 'tell_manager';

export type Refusal =
  /** It is not in a state for that: what it is instead, who made it so and when. */
  | { why: 'open' | 'missing' | 'exists' }
  | { why: 'claimed' | 'resolved'; by: string | null; at: Date | null }
  | { why: 'waiting'; by: string | null; at: Date | null; on: 'agent' | 'customer' }
  | { why: 'closed'; at: Date | null }
  /** It is not for this person. */
  | { why: 'not_squad' | 'not_agent' | 'not_member' | 'not_clock' }
  | { why: 'not_owner'; by: string | null }
  /** It is so already. */
  | { why: 'yours' | 'accepted' }
  | { why: 'turn'; of: Asked }
  | { why: 'not_due'; due: Date }
  | { why: 'too_late'; at: Date }
  /** The thread has gone on: another escalation holds it. */
  | { why: 'escalated_again'; number: number };

export type Transition =
  | { is: 'done'; columns: Columns; threads: ThreadFacts[]; happening: Told; owed: Owed[] }
  | { is: 'refused'; verb: Verb; refusal: Refusal };

const day = 86_400_000;
export const reopenDays = 7;

/** What happens to an escalation, or why not. Pure: whether it may, what it becomes, and what that owes. */
export function transition(record: Facts | null, deed: Deed, person: Actor, now: Date): Transition {
  const refused = (refusal: Refusal): Transition => ({ is: 'refused', verb: deed.do, refusal });
  if (deed.do === 'raise') return record ? refused({ why: 'exists' }) : raise(deed, person, now);
  if (!record) return refused({ why: 'missing' });

  const refusal = objection(record, deed, person, now);
  if (refusal) return refused(refusal);

  const happening: Told = { ...happeningOf(record, deed, person), at: now, person: person.id };
  const columns = step(record, happening);
  return {
    is: 'done',
    columns: columnsOf(columns),
    threads: stepThreads(record.threads, happening),
    happening,
    owed: owedBy(record, columns, deed, person),
  };
}

function raise({ severity, squadId }: Extract<Deed, { do: 'raise' }>, person: Actor, now: Date): Transition {
  if (!person.mayRaise) return { is: 'refused', verb: 'raise', refusal: { why: 'not_member' } };

  const happening = { type: 'opened' as const, data: { severity, squad: squadId }, at: now, person: person.id };
  return { is: 'done', columns: begin(happening), threads: [], happening, owed: ['transcript', 'status', 'page'] };
}

type Later = Exclude<Deed, { do: 'raise' }>;

/** From which states a deed leads on, and whose it is. */
const rows: Record<Later['do'], { from: Columns['state'][]; who: 'squad' | 'owner' | 'agent' | 'agent_or_squad' | 'clock' }> = {
  claim: { from: ['open'], who: 'squad' },
  take_over: { from: ['claimed'], who: 'squad' },
  release: { from: ['claimed'], who: 'owner' },
  ask: { from: ['open', 'claimed'], who: 'squad' },
  pass: { from: ['waiting'], who: 'agent' },
  answer: { from: ['waiting'], who: 'agent' },
  carry_on: { from: ['waiting'], who: 'squad' },
  resolve: { from: ['open', 'claimed', 'waiting'], who: 'squad' },
  accept: { from: ['resolved'], who: 'agent' },
  close: { from: ['resolved'], who: 'clock' },
  reopen: { from: ['resolved', 'closed'], who: 'agent_or_squad' },
};

function objection(record: Facts, deed: Later, person: Actor, now: Date): Refusal | null {
  const { from, who } = rows[deed.do];
  const ownerGone = deed.do === 'release' && person.id === backline && record.state === 'waiting' && record.owner;
  const handedOver = deed.do === 'take_over' && deed.atHandoff && record.state === 'waiting' && record.owner;
  if (!from.includes(record.state) && !ownerGone && !handedOver) return stateRefusal(record, deed, person);
  return strangerRefusal(record, who, deed, person) ?? detailRefusal(record, deed, person, now);
}

function stateRefusal(record: Facts, deed: Later, person: Actor): Refusal {
  const { state, owner, claimedAt } = record;
  if (deed.do === 'claim' && owner === person.id && state !== 'resolved' && state !== 'closed') return { why: 'yours' };
  switch (state) {
    case 'open':
      return { why: 'open' };
    case 'claimed':
      return { why: 'claimed', by: owner, at: claimedAt };
    case 'waiting':
      if (deed.do === 'claim' && owner) return { why: 'claimed', by: owner, at: claimedAt };
      return { why: 'waiting', by: record.askedBy, at: record.askedAt, on: record.turn === 'customer' ? 'customer' : 'agent' };
    case 'resolved':
      return { why: 'resolved', by: record.resolvedBy, at: record.resolvedAt };
    case 'closed':
      return { why: 'closed', at: record.closedAt };
  }
}

function strangerRefusal(record: Facts, who: (typeof rows)['claim']['who'], deed: Later, person: Actor): Refusal | null {
  const isAgent = record.threads.some(({ agent }) => agent === person.id);
  switch (who) {
    case 'squad':
      return person.mayAct ? null : { why: 'not_squad' };
    case 'owner':
      return person.id === record.owner || person.manages || person.id === backline ? null : { why: 'not_owner', by: record.owner };
    case 'agent':
      // A message in its thread is the agents' side speaking, whoever of them wrote it.
      return isAgent || (deed.do === 'answer' && deed.by === 'message') ? null : { why: 'not_agent' };
    case 'agent_or_squad':
      return isAgent || person.mayAct ? null : { why: 'not_squad' };
    case 'clock':
      return person.id === backline ? null : { why: 'not_clock' };
  }
}

function detailRefusal(record: Facts, deed: Later, person: Actor, now: Date): Refusal | null {
  switch (deed.do) {
    case 'take_over':
      return record.owner === person.id ? { why: 'yours' } : null;
    case 'pass':
      return record.turn === deed.to ? { why: 'turn', of: deed.to } : null;
    case 'accept':
      return acceptedBy(record, deed.threadId, person).length === 0
        ? { why: notTheirs(record, deed.threadId, person) ? 'not_agent' : 'accepted' }
        : null;
    case 'close':
      return now < deed.due ? { why: 'not_due', due: deed.due } : null;
    case 'reopen':
      return record.closedAt && now.getTime() - record.closedAt.getTime() > reopenDays * day
        ? { why: 'too_late', at: record.closedAt }
        : null;
    default:
      return null;
  }
}

const ofAgent = ({ threads }: Facts, threadId: string | undefined, { id }: Actor) =>
  threads.filter((thread) => thread.agent === id && (!threadId || thread.id === threadId));

const acceptedBy = (record: Facts, threadId: string | undefined, person: Actor) =>
  ofAgent(record, threadId, person).filter(({ outcome }) => outcome !== 'accepted');

const notTheirs = (record: Facts, threadId: string | undefined, person: Actor) => ofAgent(record, threadId, person).length === 0;

function happeningOf(record: Facts, deed: Later, person: Actor): Happening {
  switch (deed.do) {
    case 'claim':
      return { type: 'claimed', data: { from: null } };
    case 'take_over':
      return { type: 'claimed', data: { from: record.owner } };
    case 'release':
      return { type: 'released', data: { from: record.owner ?? '', gone: person.id === backline } };
    case 'ask':
      return { type: 'asked', data: { of: deed.of, question: deed.question } };
    case 'pass':
      return { type: 'passed', data: { to: deed.to } };
    case 'answer':
      return { type: 'answered', data: { by: deed.by, thread: deed.threadId } };
    case 'carry_on':
      return { type: 'carried_on', data: {} };
    case 'resolve':
      return { type: 'resolved', data: { reason: deed.reason, answer: deed.answer, handledBy: deed.handledBy } };
    case 'accept': {
      const threads = acceptedBy(record, deed.threadId, person).map(({ id }) => id);
      const closes = record.threads.every(({ id, outcome }) => outcome === 'accepted' || threads.includes(id));
      return { type: 'accepted', data: { threads, closes } };
    }
    case 'close':
      return { type: 'closed', data: { how: 'unconfirmed' } };
    case 'reopen': {
      const owner = deed.ownerActive ? record.owner : null;
      return { type: 'reopened', data: { why: deed.why, next: deed.next, threads: reopened(record, deed.threadId, person), owner } };
    }
  }
}

/** An agent reopens what is theirs; the squad all that has not accepted, or everything when all have. */
function reopened(record: Facts, threadId: string | undefined, person: Actor): string[] {
  const theirs = ofAgent(record, threadId, person);
  const unaccepted = record.threads.filter(({ outcome }) => outcome !== 'accepted');
  const list = theirs.length > 0 ? theirs : unaccepted.length > 0 ? unaccepted : record.threads;
  return list.map(({ id }) => id);
}

function owedBy(before: Facts, after: Columns, deed: Later, person: Actor): Owed[] {
  const owed = ownDebts(after, deed, person);
  return before.state === 'open' && after.state !== 'open' ? [...owed, 'withdraw_pages'] : owed;
}

function ownDebts(after: Columns, deed: Later, person: Actor): Owed[] {
  const asks: Owed[] = after.state === 'open' ? ['page'] : [];
  switch (deed.do) {
    case 'claim':
    case 'pass':
    case 'carry_on':
      return ['line'];
    case 'take_over':
      return deed.atHandoff ? ['line'] : ['tell_former_owner'];
    case 'release':
      return person.id === backline ? [...asks, 'tell_manager'] : asks;
    case 'ask':
      return ['question'];
    case 'answer':
      return after.owner ? ['tell_owner'] : asks;
    case 'resolve':
      return ['answer'];
    case 'reopen':
      return ['reopened', ...(after.owner ? (['tell_owner'] as const) : asks)];
    case 'accept':
    case 'close':
      return [];
  }
}

function columnsOf(facts: Columns & { threads?: unknown }): Columns {
  const { threads: _, ...columns } = facts;
  return columns;
}
