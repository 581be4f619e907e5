import { json, type Transaction } from '../../../database';
import { owe, redraw } from '../../../delivery/owe';
import type { Handoff } from '../../../generated/sqlite/client';
import type { HandoffState } from '../../../generated/sqlite/enums';
import { record } from '../../audit/store';
import { recordChange } from '../records/changes';
import { touchHomesOf } from '../records/homes';
import { lockRotation } from '../records/lock';
import { republish } from '../records/publish';
import { isLead } from '../records/rights';
import type { RotationRecord } from '../records/rotation';
import { nextHandover } from './around';
import { toldDebts } from './debts';
import { endStay } from './stay';
import { handingOf, summaryOf } from './summary';
import { handOverWork } from './work';

export interface Deed {
  workspaceId: string;
  handoffId: string;
  person: string;
}

export type Handled =
  | { is: 'done'; handoff: Handoff }
  /** `handoff`: as it is. */
  | { is: 'refused'; why: 'gone' | 'not_yours' | 'not_lead' | 'over' | 'cannot'; handoff: Handoff | null };

/** `Accept handoff`: duty and work, in one transaction. The first of several who come in takes it for all. */
export const acceptHandoff = (tx: Transaction, deed: Deed, now: Date): Promise<Handled> =>
  onOpen(tx, deed, async (rotation, handoff) => {
    const incoming = handoff.incoming as string[];
    if (!incoming.includes(deed.person)) return { is: 'refused', why: 'not_yours', handoff };
    return accept(tx, rotation, handoff, { taker: deed.person, by: deed.person }, now);
  });

/** `Accept for Ben`: a lead says that he is there. */
export const acceptFor = (tx: Transaction, deed: Deed, now: Date): Promise<Handled> =>
  onOpen(tx, deed, async (rotation, handoff) => {
    if (!(await isLead(tx, rotation, deed.person))) return { is: 'refused', why: 'not_lead', handoff };
    const [taker = deed.person] = handoff.incoming as string[];
    return accept(tx, rotation, handoff, { taker, by: deed.person }, now);
  });

/** `Put Cy on`: a lead has somebody else serve until the next handoff. */
export const putOnInstead = (tx: Transaction, deed: Deed & { instead: string }, now: Date): Promise<Handled> =>
  onOpen(tx, deed, async (rotation, handoff) => {
    if (!(await isLead(tx, rotation, deed.person))) return { is: 'refused', why: 'not_lead', handoff };
    if (!(await replace(tx, rotation, handoff, deed, now))) return { is: 'refused', why: 'cannot', handoff };
    const summary = json({ ...handingOf(handoff), instead: deed.instead });
    const after = await close(tx, rotation, handoff, { state: 'void', acceptedBy: deed.person, acceptedAt: now, summary }, now);
    if (!after) return { is: 'refused', why: 'over', handoff };
    await tellOutcome(tx, rotation, after, now);
    await note(tx, rotation, after, deed.person, 'rotation.put_on', now);
    return { is: 'done', handoff: after };
  });

type Run = (rotation: RotationRecord, handoff: Handoff) => Promise<Handled>;

const onOpen = (tx: Transaction, deed: Deed, run: Run): Promise<Handled> =>
  onHandoff(tx, deed, async (rotation, handoff) => (isOpen(handoff) ? run(rotation, handoff) : { is: 'refused', why: 'over', handoff }));

/** The handoff as it is under the lock of its rotation. */
export async function onHandoff(tx: Transaction, { workspaceId, handoffId }: Deed, run: Run): Promise<Handled> {
  const found = await tx.handoff.findUnique({ where: { id: handoffId } });
  const rotation = found?.workspaceId === workspaceId ? await lockRotation(tx, workspaceId, found.rotationId) : null;
  const handoff = rotation && (await tx.handoff.findUnique({ where: { id: handoffId } }));
  if (!rotation || !handoff) return { is: 'refused', why: 'gone', handoff: null };
  return run(rotation, handoff);
}

export const isOpen = ({ state, dueAt }: Pick<Handoff, 'state' | 'dueAt'>): boolean =>
  state === 'overdue' || (state === 'waiting' && dueAt !== null);

async function accept(
  tx: Transaction,
  rotation: RotationRecord,
  handoff: Handoff,
  { taker, by }: { taker: string; by: string },
  now: Date,
): Promise<Handled> {
  const frozen = await summaryOf(tx, rotation, handoff);
  const summary = json({ ...handingOf(handoff), frozen });
  const after = await close(tx, rotation, handoff, { state: 'accepted', acceptedBy: by, acceptedAt: now, summary }, now);
  if (!after) return { is: 'refused', why: 'over', handoff };
  // Escalations are locked before messages, as where they touch handoffs themselves.
  await handOverWork(tx, rotation, after, taker, now);
  await tellOutcome(tx, rotation, after, now);
  if (by !== taker) await note(tx, rotation, after, by, 'rotation.accepted_for', now);
  return { is: 'done', handoff: after };
}

type Closed = Pick<Handoff, 'state' | 'acceptedBy' | 'acceptedAt'> & { summary: ReturnType<typeof json> };

/** First wins. Who stayed on is off. */
async function close(tx: Transaction, rotation: RotationRecord, before: Handoff, data: Closed, now: Date): Promise<Handoff | null> {
  const open: HandoffState[] = ['waiting', 'overdue'];
  const { count } = await tx.handoff.updateMany({ where: { id: before.id, state: { in: open } }, data });
  if (count === 0) return null;
  await endStay(tx, rotation, before, now);
  return tx.handoff.findUniqueOrThrow({ where: { id: before.id } });
}

/** Everybody hears of it but who did it. */
async function tellOutcome(tx: Transaction, rotation: RotationRecord, handoff: Handoff, now: Date): Promise<void> {
  const people = [...(handoff.outgoing as string[]), ...(handoff.incoming as string[])];
  const told = people.filter((user) => user !== handoff.acceptedBy);
  await owe(tx, toldDebts(handoff, handoff.state === 'void' ? 'void' : 'accepted', told), now);
  await redraw(tx, handoff.id);
  await touchHomesOf(tx, rotation.workspaceId, people, rotation.squadId);
}

/** Of those who did not accept, as far as they are on. */
async function replace(
  tx: Transaction,
  rotation: RotationRecord,
  { id: handoffId, at, incoming }: Handoff,
  { instead, person: by }: { instead: string; person: string },
  now: Date,
): Promise<boolean> {
  const next = await nextHandover(tx, rotation, now > at ? now : at);
  const end = next?.at ?? rotation.publishedUntil ?? now;
  let changed = false;
  for (const from of incoming as string[]) {
    const draft = { kind: 'replace', from, to: instead, start: now, end, source: 'lead', by, handoffId } as const;
    if (from !== instead && end > now && (await recordChange(tx, rotation, draft, now))) changed = true;
  }
  if (changed) await republish(tx, rotation, now);
  return changed;
}

const note = (tx: Transaction, { workspaceId, name }: RotationRecord, { at, summary }: Handoff, actor: string, action: string, now: Date) =>
  record(
    tx,
    { workspaceId, actor, action, subject: name, after: { handoff: at.toISOString(), instead: handingOf({ summary }).instead } },
    now,
  );
