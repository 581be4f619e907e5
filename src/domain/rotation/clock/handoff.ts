import { json, type Transaction } from '../../../database';
import { owe, redraw } from '../../../delivery/owe';
import type { Handoff } from '../../../generated/sqlite/client';
import type { HandoffState } from '../../../generated/sqlite/enums';
import { leadsOf, type RotationRecord } from '../records/rotation';
import { handoversSince, turnLengthsOf } from './around';
import { announcementDebts, cardDebts, toldDebts } from './debts';
import { acceptDue, acceptMinutes, announces, type Handover, partiesOf, remindDue } from './rules';
import { endStay } from './stay';
import { type Handing, handingOf, summaryOf } from './summary';
import { handOverWork } from './work';

/**
 * Puts a handoff on record when others are on from this instant than were on last. Of several that passed while Backline was not
 * there, only the last one is said.
 */
export async function handOverAt(tx: Transaction, rotation: RotationRecord, at: Date, now: Date): Promise<void> {
  const [handover, ...later] = await handoversSince(tx, rotation, at, now);
  if (!handover || handover.at.getTime() !== at.getTime()) return;
  const before = await endEarlier(tx, rotation, at, now);
  const parties = partiesIn(handover, before);
  const written = before?.state === 'void' ? writtenIn(before) : await preparedFor(tx, rotation, at, parties.outgoing);
  const isPast = later.length > 0;
  const asked = isPast || (await hasTakenOver(tx, rotation, at, parties.incoming)) ? null : dueOf(rotation, at, parties, now);
  const handoff = await begin(tx, rotation, { ...parties, ...written, ...stateOf(isPast, asked, now), at }, now);
  if (isPast) return;
  if (handoff.state === 'accepted') await takeAtOnce(tx, rotation, handoff, now);
  await owe(tx, [...cardDebts(handoff, parties.incoming), ...(await announced(tx, rotation, handover))], now);
}

/** Who never took over hands nothing over: it comes from whom it was with. */
function partiesIn(handover: Handover, before: Handoff | null): Parties {
  const { outgoing, incoming } = partiesOf(handover);
  if (before?.state !== 'void') return { outgoing, incoming };
  return { outgoing: (before.outgoing as string[]).filter((id) => !handover.after.includes(id)), incoming };
}

/** Who has just said that they take over need not say so again. */
async function hasTakenOver(
  tx: Transaction,
  { id: rotationId }: RotationRecord,
  start: Date,
  incoming: readonly string[],
): Promise<boolean> {
  const taken = { rotationId, source: 'takeover' as const, start, withdrawnAt: null, to: { in: [...incoming] } };
  return (await tx.rotationChange.count({ where: taken })) > 0;
}

/** `null`: it is accepted at once, for nobody has to be relieved, or nobody is asked. */
function dueOf(rotation: RotationRecord, at: Date, { outgoing, incoming }: Parties, now: Date): Date | null {
  const minutes = acceptMinutes(rotation.options, turnLengthsOf(rotation, at));
  return minutes > 0 && outgoing.length > 0 && incoming.length > 0 ? acceptDue(at, minutes, now) : null;
}

type Parties = ReturnType<typeof partiesOf>;

interface Standing {
  state: HandoffState;
  dueAt: Date | null;
  acceptedAt: Date | null;
}

function stateOf(isPast: boolean, dueAt: Date | null, now: Date): Standing {
  if (isPast) return { state: 'lapsed', dueAt: null, acceptedAt: null };
  return dueAt ? { state: 'waiting', dueAt, acceptedAt: null } : { state: 'accepted', dueAt: null, acceptedAt: now };
}

/** What the outgoing person has written beforehand. */
interface Written {
  note: string | null;
  noteBy: string | null;
  handing: Handing;
}

type Begun = Standing & Parties & Written & { at: Date };

/** Who is asked when half of the time has passed already is not reminded besides. */
async function begin(tx: Transaction, rotation: RotationRecord, begun: Begun, now: Date): Promise<Handoff> {
  const { at, outgoing, incoming, handing, ...more } = begun;
  const remindedAt = begun.dueAt && remindDue(at, begun.dueAt) <= now ? now : null;
  const data = { ...more, remindedAt, outgoing: json(outgoing), incoming: json(incoming), summary: json(handing) };
  const { id: rotationId, workspaceId } = rotation;
  return tx.handoff.upsert({
    where: { rotationId_at: { rotationId, at } },
    create: { workspaceId, rotationId, at, ...data },
    update: data,
  });
}

/** Where nobody has to accept, the work goes over as the outgoing person said: not at all, when they said nothing. */
async function takeAtOnce(tx: Transaction, rotation: RotationRecord, handoff: Handoff, now: Date): Promise<void> {
  const handing = handingOf(handoff);
  const frozen = await summaryOf(tx, rotation, handoff);
  await tx.handoff.update({ where: { id: handoff.id }, data: { summary: json({ ...handing, frozen }) } });
  const [taker] = handoff.incoming as string[];
  if (handing.all && taker) await handOverWork(tx, rotation, handoff, taker, now);
}

async function announced(tx: Transaction, rotation: RotationRecord, { at, after }: Handover) {
  if (announces(rotation.options, turnLengthsOf(rotation, at)) !== 'each_handoff') return [];
  return announcementDebts(tx, rotation, after, at.toISOString());
}

/** What was written beforehand, also for an hour that has moved since: by somebody who goes now. */
async function preparedFor(tx: Transaction, { id: rotationId }: RotationRecord, at: Date, outgoing: readonly string[]): Promise<Written> {
  const rows = await tx.handoff.findMany({ where: { rotationId, ...prepared }, orderBy: { at: 'asc' } });
  const theirs = rows.filter((row) => (row.outgoing as string[]).some((id) => outgoing.includes(id)));
  const [row] = theirs.filter((one) => one.at.getTime() === at.getTime()).concat(theirs);
  await tx.handoff.updateMany({ where: { rotationId, ...prepared, at: { lt: at } }, data: { state: 'void' } });
  return row ? writtenIn(row) : { note: null, noteBy: null, handing: { kept: [], all: false } };
}

function writtenIn(row: Handoff): Written {
  const { kept, all } = handingOf(row);
  return { note: row.note, noteBy: row.noteBy, handing: { kept, all } };
}

/** Not begun yet: its instant is still ahead, or nothing came of it. */
export const prepared = { state: 'waiting', dueAt: null } as const;

/** What nobody accepted until then lapses. Answers the last one before. */
async function endEarlier(tx: Transaction, rotation: RotationRecord, at: Date, now: Date): Promise<Handoff | null> {
  const open = { rotationId: rotation.id, at: { lt: at }, state: { in: ['waiting', 'overdue'] as HandoffState[] }, dueAt: { not: null } };
  for (const handoff of await tx.handoff.findMany({ where: open })) {
    await tx.handoff.update({ where: { id: handoff.id }, data: { state: 'lapsed' } });
    await endStay(tx, rotation, handoff, now);
    await redraw(tx, handoff.id);
    const { outgoing, incoming } = handoff as unknown as { outgoing: string[]; incoming: string[] };
    const leads = handoff.state === 'overdue' ? await leadsOf(tx, rotation) : [];
    await owe(tx, toldDebts(handoff, 'lapsed', [...outgoing, ...incoming, ...leads]), now);
  }
  return tx.handoff.findFirst({ where: { rotationId: rotation.id, at: { lt: at }, NOT: prepared }, orderBy: { at: 'desc' } });
}
