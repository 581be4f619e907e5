import { type Database, type Transaction, writeTx } from '../../database';
import { redraw } from '../../delivery/owe';
import type { HandledBy, Reason } from '../../generated/sqlite/enums';
import type { Reader } from '../people/store';
import { actorOf } from './around';
import type { Asked, ReopenReason } from './happenings';
import { type Act, type Performed, perform, type Refused } from './perform';
import { escalationOfThread } from './raise';
import { findEscalation } from './record';
import { type Deed, transition } from './rules';
import { resendUndelivered } from './undelivered';

export { abandonForm, draftToContinue, findForm, keepDraft, leaveDraft, rememberOrigin } from './forms';
export { passPage } from './pages';
export type { Act, Performed, Refused } from './perform';
export { attachLater, escalationOfThread, type Origin, type Raised, type Raising, raiseEscalation } from './raise';
export { type EscalationRecord, findEscalation } from './record';
export { tellTooLate } from './too-late';

// One verb, one transaction: the receipt, the change, what happened, and all that is owed for it.

export const claimEscalation = (db: Database, act: Act, now: Date) => inOne(db, act, { do: 'claim' }, now);

export const takeOverEscalation = (db: Database, act: Act, now: Date) => inOne(db, act, { do: 'take_over' }, now);

export const releaseEscalation = (db: Database, act: Act, now: Date) => inOne(db, act, { do: 'release' }, now);

export const askForInformation = (db: Database, act: Act, ask: { of: Asked; question: string }, now: Date) =>
  inOne(db, act, { do: 'ask', ...ask }, now);

/** `Waiting on customer`, and back. */
export const passQuestion = (db: Database, act: Act, to: Asked, now: Date) => inOne(db, act, { do: 'pass', to }, now);

/** `Answered`; a message in its thread does the same through `hearMessage`. */
export const answerQuestion = (db: Database, act: Act, now: Date) => inOne(db, act, { do: 'answer', by: 'button', threadId: null }, now);

export const carryOn = (db: Database, act: Act, now: Date) => inOne(db, act, { do: 'carry_on' }, now);

export interface Resolution {
  reason: Reason;
  answer: string;
  handledBy: HandledBy;
}

export const resolveEscalation = (db: Database, act: Act, resolution: Resolution, now: Date) =>
  inOne(db, act, { do: 'resolve', ...resolution }, now);

/** `That solves it`: for one thread, or for all of this agent's. */
export const acceptAnswer = (db: Database, act: Act, threadId: string | undefined, now: Date) =>
  inOne(db, act, { do: 'accept', ...(threadId && { threadId }) }, now);

export interface Reopening {
  why: ReopenReason;
  next: string;
  threadId?: string;
}

export async function reopenEscalation(db: Database, act: Act, reopening: Reopening, now: Date): Promise<Performed> {
  return writeTx(db, async (tx) => {
    const held = await heldByAnother(tx, act);
    if (held) return held;
    return perform(tx, act, { do: 'reopen', ...reopening, ownerActive: await ownerMayAct(tx, act) }, now);
  });
}

/** Why a deed would be refused now; `null`: it would be done. Asked before somebody fills in a modal for nothing. */
export async function refusalNow(
  read: Reader,
  { workspaceId, escalationId, person }: Omit<Act, 'source'>,
  deed: Deed,
  now: Date,
): Promise<Refused | null> {
  const escalation = await findEscalation(read, workspaceId, escalationId);
  const result = transition(escalation, deed, await actorOf(read, escalation, person), now);
  return result.is === 'refused' ? { ...result, escalation } : null;
}

/** `Resend`: answers how many messages are tried again; `null`: this person may not. */
export async function resendMessages(db: Database, { workspaceId, escalationId, person }: Omit<Act, 'source'>): Promise<number | null> {
  return writeTx(db, async (tx) => {
    const record = await findEscalation(tx, workspaceId, escalationId);
    if (!record || !(await actorOf(tx, record, person)).mayAct) return null;
    return resendUndelivered(tx, record);
  });
}

/** A menu on a card shows its placeholder again, whatever was chosen. */
export const redrawCards = (db: Database, escalationId: string): Promise<void> => writeTx(db, (tx) => redraw(tx, escalationId));

const inOne = (db: Database, act: Act, deed: Deed, now: Date): Promise<Performed> => writeTx(db, (tx) => perform(tx, act, deed, now));

/** After closing, its thread may have been escalated once more: then that is the one to go on with. */
async function heldByAnother(tx: Transaction, { workspaceId, escalationId }: Act): Promise<Performed | null> {
  const record = await findEscalation(tx, workspaceId, escalationId);
  if (record?.state !== 'closed') return null;

  // As raising does: the two come one after the other.
  await tx.workspace.update({ where: { id: workspaceId }, data: { revision: { increment: 1 } } });
  for (const { channelId, rootTs } of record.threads) {
    const holder = channelId && rootTs && (await escalationOfThread(tx, workspaceId, channelId, rootTs));
    if (!holder) continue;
    return { is: 'refused', verb: 'reopen', refusal: { why: 'escalated_again', number: holder.number }, escalation: record };
  }
  return null;
}

async function ownerMayAct(tx: Transaction, { workspaceId, escalationId }: Act): Promise<boolean> {
  const record = await findEscalation(tx, workspaceId, escalationId);
  return record?.owner ? (await actorOf(tx, record, record.owner)).mayAct : false;
}
