import { type Database, json, type Transaction, writeTx } from '../../database';
import { type Debt, owe } from '../../delivery/owe';
import type { Escalation, OriginThread } from '../../generated/sqlite/client';
import type { PlaceKind, Severity } from '../../generated/sqlite/enums';
import { takeReceipt } from '../../receipts';
import { customerNamed } from '../customers/store';
import { mayEscalate } from '../people/rules';
import { personOf } from '../people/store';
import { consentNeeded, isNarrower, kindOf } from '../places/rules';
import { touchOpenHandoffs } from '../rotation/clock/live';
import type { Squad } from '../squads/rules';
import { squadOf } from '../squads/store';
import { calendarFor, channelOf } from './around';
import { formSent } from './forms';
import { touchHomes } from './homes';
import { cardKey, openKeyOf, statusKey } from './keys';
import { askIfDue } from './pages';
import { writeEvent } from './perform';
import { statusPlace } from './places';
import { type EscalationRecord, findEscalation, nextCheck, saveIf } from './record';
import { type Refusal, transition } from './rules';
import { attachThread, type GatheredThread, standsUnderCard } from './threads';

/** A form that was filled in, checked at the door. */
export interface Raising {
  workspaceId: string;
  person: string;
  /** `view:<view id>`: a form is sent once. */
  source: string;
  formId: string | null;
  title: string;
  squadId: string;
  severity: Severity;
  customer: string;
  tried: string;
  expected: string;
  links: string[];
  restricted: boolean;
  /** `null`: the question comes from no thread. */
  origin: Origin | null;
}

export interface Origin {
  channelId: string;
  rootTs: string;
  kind: PlaceKind;
  /** Backline may talk to the agent right there. */
  inThread: boolean;
  /** A private place is copied because this person said yes. */
  consented: boolean;
}

export type Raised =
  | { is: 'raised' | 'again'; escalation: EscalationRecord }
  /** The thread has one that is not closed. */
  | { is: 'already'; escalation: EscalationRecord }
  /** The thread stands under one of our own cards: what is written there reaches its escalation. */
  | { is: 'under_card' }
  /** Removed in Settings meanwhile. */
  | { is: 'no_squad' }
  /** A text leaves a private place only after its person's yes to the kind of place that it is now. */
  | { is: 'no_consent'; kind: PlaceKind }
  | { is: 'refused'; refusal: Refusal };

/**
 * The escalation with its number, its thread, its cards and the first page: all or nothing. The thread's messages are read after it
 * (`attachLater`): what is said from now on is heard, so that nothing falls between.
 */
export async function raiseEscalation(db: Database, raising: Raising, now: Date): Promise<Raised> {
  return writeTx(db, async (tx) => {
    const { workspaceId, source } = raising;
    // The number is the workspace's lock: two people who escalate one thread at once come one after the other.
    const { lastEscalation } = await tx.workspace.update({ where: { id: workspaceId }, data: { revision: { increment: 1 } } });
    const sent = await raisedBefore(tx, workspaceId, source);
    if (sent) return { is: 'again', escalation: sent };

    const open = raising.origin && (await escalationOfThread(tx, workspaceId, raising.origin.channelId, raising.origin.rootTs));
    if (open) return { is: 'already', escalation: open };
    if (raising.origin && (await standsUnderCard(tx, workspaceId, raising.origin.channelId, raising.origin.rootTs)))
      return { is: 'under_card' };
    return raise(tx, raising, lastEscalation + 1, now);
  });
}

/** The one that holds a thread: not closed yet. */
export async function escalationOfThread(
  read: Transaction | Database['read'],
  workspaceId: string,
  channelId: string,
  rootTs: string,
): Promise<EscalationRecord | null> {
  const openKey = openKeyOf(channelId, rootTs);
  const thread = await read.originThread.findUnique({ where: { workspaceId_openKey: { workspaceId, openKey } } });
  return thread && findEscalation(read, workspaceId, thread.escalationId);
}

async function raisedBefore(tx: Transaction, workspaceId: string, sourceKey: string): Promise<EscalationRecord | null> {
  const event = await tx.escalationEvent.findUnique({ where: { workspaceId_sourceKey: { workspaceId, sourceKey } } });
  return event && findEscalation(tx, workspaceId, event.escalationId);
}

async function raise(tx: Transaction, raising: Raising, number: number, now: Date): Promise<Raised> {
  const { workspaceId, person, source, severity, squadId, formId } = raising;
  const squad = await squadInUse(tx, workspaceId, squadId);
  if (!squad) return { is: 'no_squad' };
  const unsaid = raising.origin && (await withoutConsent(tx, workspaceId, raising.origin));
  if (unsaid) return { is: 'no_consent', kind: unsaid };

  const mayRaise = mayEscalate(await personOf(tx, workspaceId, person));
  const actor = { id: person, mayRaise, mayAct: false, manages: false };
  const result = transition(null, { do: 'raise', severity, squadId }, actor, now);
  if (result.is === 'refused') return { is: 'refused', refusal: result.refusal };

  await takeReceipt(tx, workspaceId, source, now);
  await tx.workspace.update({ where: { id: workspaceId }, data: { lastEscalation: number } });
  const restricted = raising.restricted && squad.restrictedChannelId !== null;
  const created = await tx.escalation.create({
    data: {
      ...result.columns,
      ...written(raising),
      workspaceId,
      number,
      restricted,
      channelId: channelOf(squad, restricted),
      customerId: await customerNamed(tx, workspaceId, raising.customer, now),
      raisedBy: person,
      raisedAt: now,
      levelAt: now,
    },
  });
  await writeEvent(tx, created, result.happening, source);
  if (formId) await formSent(tx, formId, created.id, now);
  return { is: 'raised', escalation: await open(tx, raising, created, now) };
}

/** The kind of place whose person has not said yes to it: not at all, or before it became what it is. */
async function withoutConsent(tx: Transaction, workspaceId: string, { channelId, kind, consented }: Origin): Promise<PlaceKind | null> {
  const channel = await tx.channel.findUnique({ where: { workspaceId_channelId: { workspaceId, channelId } } });
  const now = channel && kindOf(channel);
  if (now && isNarrower(now, kind)) return now;
  return consentNeeded(kind) && !consented ? kind : null;
}

async function squadInUse(tx: Transaction, workspaceId: string, id: string): Promise<Squad | null> {
  const inUse = await tx.squad.count({ where: { id, workspaceId, removedAt: null } });
  return inUse > 0 ? squadOf(tx, id) : null;
}

const written = ({ title, tried, expected, links }: Raising) => ({ title, tried, expected, links: json(links) });

/** What stands in Slack for it, and who is asked first. */
async function open(tx: Transaction, raising: Raising, created: Escalation, now: Date): Promise<EscalationRecord> {
  const { workspaceId, id } = created;
  await createThread(tx, raising, created, now);
  const record = await found(tx, workspaceId, id);
  const [thread] = record.threads;
  const card: Debt = { workspaceId, key: cardKey(id), kind: 'escalation.card', subject: id, lane: record.channelId };
  await owe(tx, thread ? [card, statusDebt(record, thread)] : [card], now);

  await saveIf(tx, record, { nextCheckAt: nextCheck(record, await calendarFor(tx, record)) });
  await askIfDue(tx, await found(tx, workspaceId, id), now);
  await touchHomes(tx, record, [], now);
  await touchOpenHandoffs(tx, record.squadId);
  return found(tx, workspaceId, id);
}

async function createThread(
  tx: Transaction,
  { workspaceId, person, origin }: Raising,
  { id: escalationId, restricted }: Escalation,
  now: Date,
): Promise<void> {
  const base = { workspaceId, escalationId, position: 0, agent: person, attachedAt: now };
  if (!origin) {
    await tx.originThread.create({ data: { ...base, kind: 'none', inThread: false, twoWay: false, gatheredAt: now } });
    return;
  }
  const { channelId, rootTs, kind, consented } = origin;
  // What is restricted is talked about in direct messages: the thread it comes from may be public.
  const inThread = origin.inThread && !restricted;
  await tx.originThread.create({
    data: {
      ...base,
      channelId,
      rootTs,
      kind,
      inThread,
      twoWay: inThread,
      openKey: openKeyOf(channelId, rootTs),
      ...(consented && { consentBy: person, consentAt: now }),
    },
  });
}

function statusDebt({ id }: EscalationRecord, thread: OriginThread): Debt {
  return { ...statusPlace(thread), key: statusKey(thread.id), kind: 'escalation.status', subject: id, data: { thread: thread.id } };
}

async function found(tx: Transaction, workspaceId: string, id: string): Promise<EscalationRecord> {
  const record = await findEscalation(tx, workspaceId, id);
  if (!record) throw new Error(`Escalation ${id} is gone.`);
  return record;
}

/** The messages of a thread, once they were read; `null`: it cannot be read, and is not asked for again. */
export async function attachLater(
  db: Database,
  { workspaceId, escalationId, threadId }: { workspaceId: string; escalationId: string; threadId: string },
  gathered: GatheredThread | null,
  now: Date,
): Promise<void> {
  await writeTx(db, async (tx) => {
    const { count } = await tx.originThread.updateMany({ where: { id: threadId, gatheredAt: null }, data: { gatheredAt: now } });
    if (count === 0) return;

    const escalation = await found(tx, workspaceId, escalationId);
    const thread = escalation.threads.find(({ id }) => id === threadId);
    if (thread) await owe(tx, await attachThread(tx, { escalation, thread, gathered }, now), now);
    await rescheduled(tx, workspaceId, escalationId);
  });
}

/** Its next check, after something that is no transition. */
async function rescheduled(tx: Transaction, workspaceId: string, id: string): Promise<void> {
  const record = await found(tx, workspaceId, id);
  const nextCheckAt = nextCheck(record, await calendarFor(tx, record));
  if (!(await saveIf(tx, record, { nextCheckAt }))) await rescheduled(tx, workspaceId, id);
}
