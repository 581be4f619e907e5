import { json, type Transaction } from '../../../database';
import { owe, redraw } from '../../../delivery/owe';
import type { Handoff } from '../../../generated/sqlite/client';
import type { HandoffState } from '../../../generated/sqlite/enums';
import { leadsOf, type RotationRecord } from '../records/rotation';
import { handoversSince, turnLengthsOf } from './around';
import { cameToNothing, prepared, type Written, writtenBeforehand, writtenIn } from './beforehand';
import { announcementDebts, cardDebts, toldDebts } from './debts';
import { acceptDue, acceptMinutes, announces, type Handover, partiesOf, remindDue } from './rules';
import { endStay } from './stay';
import { handingOf, summaryOf } from './summary';
import { handOverWork } from './work';

/**
 * Puts a handoff on record when others are on from this instant than were on last. Of several that passed while Backline was not
 * there, only the last one is said.
 */
export async function handOverAt(tx: Transaction, rotation: RotationRecord, at: Date, now: Date): Promise<void> {
  const [handover, ...later] = await handoversSince(tx, rotation, at, now);
  if (!handover || handover.at.getTime() !== at.getTime()) return;
  await endEarlier(tx, rotation, at, now);
  const refused = await replacedBefore(tx, rotation, at);
  const parties = partiesIn(handover, refused);
  const written = refused ? writtenIn(refused) : await writtenBeforehand(tx, rotation, at, parties.outgoing);
  const isPast = later.length > 0;
  const asked = isPast || (await hasTakenOver(tx, rotation, at, parties.incoming)) ? null : dueOf(rotation, at, parties, now);
  const handoff = await begin(tx, rotation, { ...parties, ...written, ...stateOf(isPast, asked, now), at }, now);
  if (isPast) return;
  if (handoff.state === 'accepted') await takeAtOnce(tx, rotation, handoff, parties.incoming.concat(handover.after)[0], now);
  await owe(tx, [...cardDebts(handoff, parties.incoming), ...(await announced(tx, rotation, handover))], now);
}

/** The last one, when a lead has put somebody else on for it. */
async function replacedBefore(tx: Transaction, { id: rotationId }: RotationRecord, at: Date): Promise<Handoff | null> {
  const last = await tx.handoff.findFirst({
    where: { rotationId, at: { lt: at }, NOT: [prepared, cameToNothing] },
    orderBy: { at: 'desc' },
  });
  return last?.state === 'void' && handingOf(last).instead ? last : null;
}

/** Who never took over hands nothing over: it comes from whom it was with. */
function partiesIn(handover: Handover, refused: Handoff | null): Parties {
  const { outgoing, incoming } = partiesOf(handover);
  if (!refused) return { outgoing, incoming };
  return { outgoing: (refused.outgoing as string[]).filter((id) => !handover.after.includes(id)), incoming };
}

/** Who has just said that they take over, or take it back, need not say so again. */
async function hasTakenOver(tx: Transaction, { id: rotationId }: RotationRecord, at: Date, incoming: readonly string[]): Promise<boolean> {
  const people = { in: [...incoming] };
  const pressed = [
    { start: at, withdrawnAt: null, to: people },
    { end: at, withdrawnAt: at, from: people },
  ];
  return (await tx.rotationChange.count({ where: { rotationId, source: 'takeover', OR: pressed } })) > 0;
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

/** Where nobody has to accept, the work goes over as the outgoing person said: not at all, when they said nothing. `taker`: who comes, else who goes on. */
async function takeAtOnce(
  tx: Transaction,
  rotation: RotationRecord,
  handoff: Handoff,
  taker: string | undefined,
  now: Date,
): Promise<void> {
  const handing = handingOf(handoff);
  const frozen = await summaryOf(tx, rotation, handoff);
  await tx.handoff.update({ where: { id: handoff.id }, data: { summary: json({ ...handing, frozen }) } });
  if (handing.all && taker) await handOverWork(tx, rotation, handoff, taker, now);
}

async function announced(tx: Transaction, rotation: RotationRecord, { at, after }: Handover) {
  if (announces(rotation.options, turnLengthsOf(rotation, at)) !== 'each_handoff') return [];
  return announcementDebts(tx, rotation, after, at.toISOString());
}

/** What nobody accepted until then lapses. */
async function endEarlier(tx: Transaction, rotation: RotationRecord, at: Date, now: Date): Promise<void> {
  const open = { rotationId: rotation.id, at: { lt: at }, state: { in: ['waiting', 'overdue'] as HandoffState[] }, dueAt: { not: null } };
  let own = rotation;
  for (const handoff of await tx.handoff.findMany({ where: open })) {
    await tx.handoff.update({ where: { id: handoff.id }, data: { state: 'lapsed' } });
    own = await endStay(tx, own, handoff, now);
    await redraw(tx, handoff.id);
    const { outgoing, incoming } = handoff as unknown as { outgoing: string[]; incoming: string[] };
    const leads = handoff.state === 'overdue' ? await leadsOf(tx, rotation) : [];
    await owe(tx, toldDebts(handoff, 'lapsed', [...outgoing, ...incoming, ...leads]), now);
  }
}
