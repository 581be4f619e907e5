import { type Database, type Transaction, writeTx } from '../../database';
import { takeReceipt } from '../../receipts';
import { record } from '../audit/store';
import { whyNot } from '../people/rules';
import { personOf } from '../people/store';
import { tellMoved } from './away/told';
import { correctPast } from './clock/correct';
import { recordChange } from './records/changes';
import { lockRotation } from './records/lock';
import { republish } from './records/publish';
import { isLead } from './records/rights';
import type { RotationRecord } from './records/rotation';

export type What = 'replace' | 'add' | 'remove';

export interface WhoChange {
  what: What;
  who: string | null;
  instead: string | null;
  start: Date;
  end: Date;
  note: string | null;
  by: string;
}

export type ChangeRefusal =
  | 'gone'
  | 'not_lead'
  /** More than 7 days back. */
  | 'closed'
  | 'was_not_on'
  | 'on_already'
  | 'nobody';

export type WhoChanged = { is: 'done' } | { is: 'repeated' } | { is: 'refused'; why: ChangeRefusal } | { is: 'person'; problem: string };

/** Who is on is changed by a lead: what was is corrected, what comes is a change; both at once when a span reaches over now. */
export async function changeWho(
  db: Database,
  { workspaceId, rotationId, source }: { workspaceId: string; rotationId: string; source: string },
  change: WhoChange,
  now: Date,
): Promise<WhoChanged> {
  return writeTx(db, async (tx): Promise<WhoChanged> => {
    if (!(await takeReceipt(tx, workspaceId, source, now))) return { is: 'repeated' };
    const rotation = await lockRotation(tx, workspaceId, rotationId);
    const outcome = rotation ? await changeIn(tx, rotation, change, now) : refused('gone');
    // The modal stays open, and is submitted again under the same id.
    if (outcome.is !== 'done') await tx.receipt.deleteMany({ where: { workspaceId, key: source } });
    return outcome;
  });
}

async function changeIn(tx: Transaction, rotation: RotationRecord, change: WhoChange, now: Date): Promise<WhoChanged> {
  const { what, by, instead, start, end } = change;
  if (!(await isLead(tx, rotation, by))) return refused('not_lead');
  if (what !== 'remove' && instead) {
    const problem = whyNot(await personOf(tx, rotation.workspaceId, instead), instead);
    if (problem) return { is: 'person', problem };
  }
  const isPast = start < now;
  const corrected = isPast ? await correct(tx, rotation, change, now) : null;
  if (corrected?.is === 'refused' && (corrected.why === 'closed' || end <= now)) return corrected;
  const ahead = end > now ? await changeAhead(tx, rotation, { ...change, start: isPast ? now : start }, now) : null;
  const isDone = corrected?.is === 'done' || ahead?.is === 'done';
  return isDone ? { is: 'done' } : (ahead ?? corrected ?? refused('nobody'));
}

async function correct(
  tx: Transaction,
  rotation: RotationRecord,
  { what, who, instead, ...rest }: WhoChange,
  now: Date,
): Promise<WhoChanged> {
  const was = what === 'add' ? null : who;
  const corrected = await correctPast(tx, rotation, { ...rest, was, instead: what === 'remove' ? null : instead }, now);
  if (corrected.is === 'corrected') return { is: 'done' };
  const why = { closed: 'closed', ahead: 'nobody', was_not_on: 'was_not_on', was_on_already: 'on_already' } as const;
  return refused(why[corrected.why]);
}

async function changeAhead(tx: Transaction, rotation: RotationRecord, change: WhoChange, now: Date): Promise<WhoChanged> {
  const { what: kind, who, start, end, note, by } = change;
  const from = kind === 'add' ? null : who;
  const to = kind === 'remove' ? null : change.instead;
  if (from && !(await isOnIn(tx, rotation, from, start, end))) return refused('was_not_on');
  const draft = { kind, from, to, start, end, source: 'lead' as const, by, ...(note && { note }) };
  const recorded = await recordChange(tx, rotation, draft, now);
  if (!recorded) return refused(kind === 'remove' ? 'was_not_on' : 'on_already');
  const { rotation: after, moved } = await republish(tx, rotation, now);
  await tellMoved(tx, after, moved, { except: [by], why: { is: 'changed', user: by } }, now);
  const said = { kind, from, to, start: start.toISOString(), end: end.toISOString(), note };
  await record(
    tx,
    { workspaceId: rotation.workspaceId, actor: by, action: 'rotation.who_changed', subject: rotation.name, after: said },
    now,
  );
  return { is: 'done' };
}

/** As far as shifts are written down; beyond it the rules say whether it changes anything. */
async function isOnIn(
  tx: Transaction,
  { id: rotationId, publishedUntil }: RotationRecord,
  userId: string,
  start: Date,
  end: Date,
): Promise<boolean> {
  if (publishedUntil && publishedUntil < end) return true;
  const state = { in: ['planned', 'on'] as ('planned' | 'on')[] };
  return (await tx.shift.count({ where: { rotationId, userId, state, start: { lt: end }, end: { gt: start } } })) > 0;
}

const refused = (why: ChangeRefusal): WhoChanged => ({ is: 'refused', why });
