import { json, type Transaction } from '../../database';
import { owe, redraw } from '../../delivery/owe';
import type { Escalation, EscalationEvent } from '../../generated/sqlite/client';
import { takeReceipt } from '../../receipts';
import { touchOpenHandoffs } from '../rotation/clock/live';
import { actorOf, calendarFor, managersOf } from './around';
import { debtsOf } from './debts';
import type { Columns, ThreadFacts, Told } from './happenings';
import { touchHomes } from './homes';
import { openKeyOf } from './keys';
import { askIfDue, endPages } from './pages';
import { type EscalationRecord, findEscalation, nextCheck, saveIf } from './record';
import { type Deed, type Refusal, type Transition, transition, type Verb } from './rules';

/** A person's act on an escalation, or the clock's. */
export interface Act {
  workspaceId: string;
  escalationId: string;
  /** A Slack user id, or `backline`. */
  person: string;
  /** What caused it: `action:<trigger id>`, `view:<view id>`, `message:<channel>:<ts>`, a slot. The same cause has one effect. */
  source: string;
}

export type Performed =
  | { is: 'done'; escalation: EscalationRecord }
  /** The same cause, told a second time: its effect is there already. */
  | { is: 'again'; escalation: EscalationRecord }
  | Refused;

export interface Refused {
  is: 'refused';
  verb: Verb;
  refusal: Refusal;
  /** As it is. */
  escalation: EscalationRecord | null;
}

type Done = Extract<Transition, { is: 'done' }>;

/** How many people may change one record at the same instant, before something must be wrong. */
const mostTries = 10;

/**
 * Does a deed, in the transaction that also writes its receipt, what happened, and all that is owed for it. The record changes by one
 * conditional update: who was slower decides again on what the faster one left, and reads who that was.
 */
export async function perform(tx: Transaction, act: Act, deed: Deed, now: Date): Promise<Performed> {
  const { workspaceId, escalationId, source } = act;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const before = await findEscalation(tx, workspaceId, escalationId);
    if (before && (await isReceived(tx, workspaceId, source))) return { is: 'again', escalation: before };

    const result = transition(before, deed, await actorOf(tx, before, act.person), now);
    if (result.is === 'refused') return { ...result, escalation: before };
    if (!before) throw new Error('Raising has a function of its own.');

    const after = await save(tx, before, result, now);
    if (!after) continue;
    if (!(await takeReceipt(tx, workspaceId, source, now))) throw new Error(`${source} was received twice at once.`);
    await writeDown(tx, before, after, result, source, now);
    return { is: 'done', escalation: after };
  }
  throw new Error(`Escalation ${escalationId} changed ${mostTries} times while it was being changed.`);
}

async function isReceived(tx: Transaction, workspaceId: string, key: string): Promise<boolean> {
  return (await tx.receipt.findUnique({ where: { workspaceId_key: { workspaceId, key } } })) !== null;
}

async function save(tx: Transaction, before: EscalationRecord, { columns, threads }: Done, now: Date): Promise<EscalationRecord | null> {
  const saved = { ...columns, ...newRound(before, columns, now) };
  const after = { ...before, ...saved, threads: withOutcomes(before, threads, saved.state) };
  const nextCheckAt = nextCheck(after, await calendarFor(tx, before));
  if (!(await saveIf(tx, before, { ...saved, nextCheckAt }))) return null;
  return { ...after, nextCheckAt, version: before.version + 1 };
}

/** Who asks again asks from the first one on. */
const newRound = ({ round }: Escalation, columns: Columns, now: Date) =>
  columns.round === round ? {} : { level: 0, levelAt: now, exhaustedAt: null };

/** A thread is held while its escalation is not closed. */
function withOutcomes({ threads }: EscalationRecord, facts: ThreadFacts[], state: Columns['state']): EscalationRecord['threads'] {
  const outcomes = new Map(facts.map(({ id, outcome }) => [id, outcome]));
  return threads.map((thread) => {
    const { id, channelId, rootTs, outcome } = thread;
    const openKey = state !== 'closed' && channelId && rootTs ? openKeyOf(channelId, rootTs) : null;
    return { ...thread, openKey, outcome: outcomes.get(id) ?? outcome };
  });
}

async function writeDown(tx: Transaction, before: EscalationRecord, after: EscalationRecord, result: Done, source: string, now: Date) {
  const event = await writeEvent(tx, after, result.happening, source);
  await saveThreads(tx, before, after);
  const asked = result.owed.includes('withdraw_pages') ? await endPages(tx, after) : [];
  const managers = result.owed.includes('tell_manager') ? await managersOf(tx, after) : [];
  await owe(tx, debtsOf({ before, after, eventId: event.id, managers, happening: result.happening, owed: result.owed }), now);
  await redraw(tx, after.id);
  await touchHomes(tx, after, [before.owner, result.happening.person, ...asked], now);
  await touchOpenHandoffs(tx, after.squadId);
  if (result.owed.includes('page')) await askIfDue(tx, after, now);
}

export async function writeEvent(
  tx: Transaction,
  { workspaceId, id }: Pick<Escalation, 'workspaceId' | 'id'>,
  { type, at, person, data }: Told,
  sourceKey: string,
): Promise<EscalationEvent> {
  return tx.escalationEvent.create({ data: { workspaceId, escalationId: id, at, type, person, data: json(data), sourceKey } });
}

async function saveThreads(tx: Transaction, before: EscalationRecord, after: EscalationRecord): Promise<void> {
  for (const [index, { id, openKey, outcome }] of after.threads.entries()) {
    const old = before.threads[index];
    if (old?.openKey === openKey && old.outcome === outcome) continue;
    await tx.originThread.update({ where: { id }, data: { openKey, outcome } });
  }
}
